import { once } from 'node:events';
import { type AddressInfo, connect, createServer, Server } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openServer } from './open-server.ts';

/** A server on a machine where listening on `::` fails. */
class WithoutIpv6 extends Server {
  readonly asked: unknown[] = [];
  readonly #code: string;

  constructor(code: string) {
    super();
    this.#code = code;
  }

  override listen(...[options, ...rest]: unknown[]): this {
    const { host } = Object(options);
    this.asked.push(host);
    if (host !== '::') return Reflect.apply(super.listen, this, [options, ...rest]);
    setImmediate(() => this.emit('error', Object.assign(new Error('No'), { code: this.#code })));
    return this;
  }
}

async function opened(server: Server, host: string, port = 0): Promise<number> {
  onTestFinished(() => void server.close());
  expect(await openServer(server, { host, port })).toBeUndefined();
  return (server.address() as AddressInfo).port;
}

test('a server on every address answers over IPv4 and IPv6', async () => {
  const port = await opened(createServer(), '*');
  for (const host of ['127.0.0.1', '::1']) {
    const socket = connect({ host, port });
    await once(socket, 'connect');
    socket.destroy();
  }
});

test.each(['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL'])(
  'a server on every address answers over IPv4 if the kernel answers %s to IPv6',
  async (code) => {
    const server = new WithoutIpv6(code);
    await opened(server, '*');
    expect(server.asked).toEqual(['::', '0.0.0.0']);
    expect(server.address()).toMatchObject({ address: '0.0.0.0' });
  },
);

test('a server on every address does not fall back to IPv4 if the IPv6 port is taken', async () => {
  const other = createServer();
  onTestFinished(() => void other.close());
  other.listen({ host: '::', port: 0, ipv6Only: true });
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  expect(await openServer(createServer(), { host: '*', port })).toEqual({
    why: 'the address is in use',
  });
});

test('a server on a single address is never moved to another one', async () => {
  const server = new WithoutIpv6('EAFNOSUPPORT');
  expect(await openServer(server, { host: '::', port: 0 })).toEqual({
    why: 'this machine has no addresses of that kind',
  });
  expect(server.asked).toEqual(['::']);
});
