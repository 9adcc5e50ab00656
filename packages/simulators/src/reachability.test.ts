import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { Reachability } from './reachability.ts';

async function open() {
  const server = createServer();
  const reachability = new Reachability(server, '127.0.0.1');
  await reachability.open(0);
  return { server, reachability, port: (server.address() as AddressInfo).port };
}

test('closes the socket, and opens it again on the same port', async () => {
  const { server, reachability, port } = await open();
  reachability.follow(port, () => false);
  await reachability.settled();
  expect(server.listening).toBe(false);
  reachability.follow(port, () => true);
  await reachability.settled();
  expect(server.address()).toMatchObject({ port });
  await reachability.close();
});

test('keeps the socket closed after close()', async () => {
  const { server, reachability, port } = await open();
  await reachability.close();
  reachability.follow(port, () => true);
  await reachability.settled();
  expect(server.listening).toBe(false);
});
