import { chmodSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer, Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, onTestFinished, test, vi } from 'vitest';
import { askOwner } from './ask-owner.ts';
import { placeLockSocket } from './lock-socket.ts';
import { watchLock } from './watch-lock.ts';

async function place(path: string, id: string) {
  const socket = await placeLockSocket(path, id);
  if (socket === 'busy') throw new Error('Another process has the lock');
  onTestFinished(() => socket.close());
  return socket;
}

async function listenAt(path: string, listener: (socket: Socket) => void): Promise<void> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    listener(socket);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
}

test('a file that a neighbour moves to the name of the new socket keeps its mode', async () => {
  const folder = temporaryFolder();
  const secret = join(folder, 'password');
  writeFileSync(secret, 'hunter2');
  chmodSync(secret, 0o600);
  const { listen } = Server.prototype;
  const swapped: unknown[] = [];
  const spy = vi.spyOn(Server.prototype, 'listen').mockImplementation(function (
    this: Server,
    ...args
  ) {
    const result: unknown = Reflect.apply(listen, this, args);
    const where: unknown = args[0];
    const path =
      typeof where === 'object' && where !== null && 'path' in where ? where.path : where;
    swapped.push(path);
    renameSync(String(path), join(folder, 'elsewhere'));
    symlinkSync(secret, String(path));
    return result as Server;
  });
  onTestFinished(() => spy.mockRestore());
  await placeLockSocket(join(folder, 'lock'), 'me').catch(() => {});
  expect(swapped).toHaveLength(1);
  expect(statSync(secret).mode & 0o777).toBe(0o600);
  // Instances of other users have to be able to connect.
  expect(statSync(join(folder, 'elsewhere')).mode & 0o777).toBe(0o777);
});

test('the umask is restored once the lock is placed', async () => {
  const before = process.umask(0o027);
  onTestFinished(() => void process.umask(before));
  await place(join(temporaryFolder(), 'lock'), 'me');
  expect(process.umask(0o027)).toBe(0o027);
});

const talkers: Record<string, (socket: Socket) => void> = {
  'never stops talking': (socket) => {
    const more = () => {
      while (socket.write('x'.repeat(65_536)));
    };
    socket.on('drain', more);
    more();
  },
  'says a little again and again': (socket) => {
    const timer = setInterval(() => socket.write('x'), 100);
    socket.on('close', () => clearInterval(timer));
  },
  'says nothing': () => {},
  'hangs up': (socket) => socket.end(),
  'gives too long an id': (socket) => socket.end('x'.repeat(65)),
};

test.each(Object.entries(talkers))(
  'a lock socket that %s takes little time and no memory, and its owner keeps the lock',
  async (_kind, talker) => {
    const path = join(temporaryFolder(), 'lock');
    const mine = await place(path, 'me');
    rmSync(path);
    await listenAt(path, talker);
    const before = process.memoryUsage().rss;
    const begun = performance.now();
    expect(await askOwner(path)).toEqual({ kind: 'another' });
    expect(performance.now() - begun).toBeLessThan(3_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 ** 2);
    const watched = watchLock(path, 'me', mine, 20);
    onTestFinished(() => watched.release());
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(watched.lost.aborted).toBe(false);
  },
);

test('a lock with too many visitors keeps few descriptors open and is not lost', async () => {
  const path = join(temporaryFolder(), 'lock');
  const mine = await place(path, 'me');
  const watched = watchLock(path, 'me', mine, 20);
  onTestFinished(() => watched.release());
  const visitors = new Set<Socket>();
  onTestFinished(() => {
    for (const visitor of visitors) visitor.destroy();
  });
  const descriptors = () =>
    process.getActiveResourcesInfo().filter((name) => name === 'PipeWrap').length;
  for (let i = 0; i < 3_000; i += 1) {
    const visitor = connect({ path, allowHalfOpen: true });
    // Kept open until the lock closes it.
    visitor.on('error', () => visitor.destroy()).on('close', () => visitors.delete(visitor));
    visitors.add(visitor);
    if (i % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await vi.waitFor(async () => expect(await askOwner(path)).toEqual({ kind: 'owner', id: 'me' }), {
    timeout: 20_000,
  });
  // Both ends are in this process: without those of the visitors, the rest are those of the lock.
  expect(descriptors() - visitors.size).toBeLessThan(64);
  expect(watched.lost.aborted).toBe(false);
});
