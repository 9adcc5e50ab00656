import assert from 'node:assert/strict';
import type { ContractCase } from '../contract-case.ts';
import type { HostileName } from '../hostile/hostile-servers.ts';
import { eachTransport } from './each-transport.ts';

const LONG = { timeoutMs: 15_000 };

/** Servers, and the headers that a caller sees from them. */
const HEADERS: readonly (readonly [server: HostileName, headers: object])[] = [
  ['1xx-then-ok', { connection: 'close', 'content-length': '2' }],
  ['cookies', { connection: 'close', 'content-length': '2', 'set-cookie': ['a=1', 'b=2; Path=/'] }],
  ['http-1.0', {}],
];

export const HEADERS_ALIKE: readonly ContractCase[] = HEADERS.map(([server, expected]) => ({
  name: `the headers of '${server}' are the same with every transport`,
  run: (stage) =>
    eachTransport(stage, server, async ({ transport, request }) => {
      assert.deepEqual({ ...(await transport(request(), LONG)).headers }, expected);
    }),
}));
