import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordedLog } from '../../../app-host/test/recorded-log.ts';
import { temporaryFolder } from '../../../app-host/test/temporary-folder.ts';
import { keptPort } from '../../../port-lease/test/kept-port.ts';
import { commandHook } from './command-hook.ts';

const { signal } = new AbortController();

function setUp(script: string, timeoutMs?: number, atEachStart = false) {
  const file = join(temporaryFolder(), 'received');
  const store: { port: number | undefined; full: boolean } = { port: undefined, full: false };
  const hook = commandHook({
    command: ['/bin/sh', '-c', script],
    delivered: {
      load: async () => store.port,
      save: async (port) => {
        if (store.full) throw new Error('ENOSPC');
        store.port = port;
      },
    },
    log: recordedLog().log,
    environment: { PATH: process.env.PATH, FILE: file },
    timeoutMs,
    atEachStart,
  });
  const publish = (changes: Parameters<typeof keptPort>[0]) =>
    hook.publish(keptPort(changes), { signal });
  return { hook, store, publish, told: () => readFileSync(file, 'utf8') };
}

const TELL = 'echo "$PREVIOUS_PORT>$PORT $INTERNAL_PORT $PROTOCOL" >> "$FILE"';

test('the command is run for the first port and for each change, with the previous port', async () => {
  const { publish, told, store } = setUp(TELL);
  await publish({ port: 1 });
  await publish({ port: 2, internalPort: 3, protocol: 'tcp' });
  expect(told()).toBe('>1  \n1>2 3 tcp\n');
  expect(store.port).toBe(2);
});

test('the command is not run again for the last port, even after a restart', async () => {
  const { publish, told, store } = setUp(TELL);
  store.port = 1;
  await publish({ port: 1 });
  expect(told).toThrow('ENOENT');
  await publish({ port: 2 });
  expect(told()).toBe('1>2  \n');
});

test('a command that is to run at each start runs once for the port of the last start', async () => {
  const { publish, told, store } = setUp(TELL, undefined, true);
  store.port = 1;
  await publish({ port: 1 });
  await publish({ port: 1 });
  expect(told()).toBe('1>1  \n');
  await publish({ port: 2 });
  expect(told()).toBe('1>1  \n1>2  \n');
});

test('a command that failed at the start is run again', async () => {
  const { publish, told, store } = setUp(`${TELL}; test -e "$FILE.good"`, undefined, true);
  store.port = 1;
  await expect(publish({ port: 1 })).rejects.toMatchObject({ code: 'HOOK_FAILED' });
  await expect(publish({ port: 1 })).rejects.toMatchObject({ code: 'HOOK_FAILED' });
  expect(told()).toBe('1>1  \n1>1  \n');
});

test('the command for a port that is forwarded to another host receives that host and its port', async () => {
  const script = 'echo "$PORT $TARGET_IP $TARGET_PORT $PROTOCOL <$INTERNAL_PORT>" >> "$FILE"';
  const { publish, told } = setUp(script);
  await publish({ port: 1, targetAddress: '10.100.0.10', protocol: 'tcp,udp' });
  await publish({ port: 2, targetAddress: '10.100.0.10', internalPort: 80, protocol: 'tcp' });
  expect(told()).toBe('1 10.100.0.10 1 tcp,udp <>\n2 10.100.0.10 80 tcp <>\n');
});

test('a port counts as delivered only when the command succeeded', async () => {
  const { publish, told, store } = setUp(`${TELL}; test -e "$FILE.good"`);
  await expect(publish({ port: 1 })).rejects.toMatchObject({ code: 'HOOK_FAILED' });
  await expect(publish({ port: 1 })).rejects.toMatchObject({ code: 'HOOK_FAILED' });
  expect(store.port).toBeUndefined();
  expect(told()).toBe('>1  \n>1  \n');
});

test('a port that was delivered but could not be saved is not delivered again', async () => {
  const { publish, told, store } = setUp(TELL);
  store.full = true;
  await expect(publish({ port: 1 })).rejects.toThrow('ENOSPC');
  await expect(publish({ port: 1 })).rejects.toThrow('ENOSPC');
  store.full = false;
  await publish({ port: 1 });
  expect(store.port).toBe(1);
  expect(told()).toBe('>1  \n');
});

test('a renewal of the same port does not run the command', () => {
  const { hook } = setUp('true');
  expect(hook.same?.(keptPort(), keptPort({ renewedAt: 1, tunnelIdentity: 'x' }))).toBe(true);
  expect(hook.same?.(keptPort(), keptPort({ port: 1 }))).toBe(false);
});

test('a command that takes too long counts as failed', async () => {
  const { publish } = setUp('sleep 300', 200);
  await expect(publish({ port: 1 })).rejects.toMatchObject({ code: 'HOOK_TIMEOUT' });
});
