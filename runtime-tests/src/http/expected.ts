import assert from 'node:assert/strict';
import type { HostileName } from '../hostile/hostile-servers.ts';
import { RUNTIME } from '../runtime.ts';
import { EXCEPTIONS } from './exceptions.ts';
import { EXPECTED } from './expectations.ts';
import type { TransportName } from './transports.ts';

/** Long enough for a request to reach the server, where the visit is meant to run out of time. */
const SHORT_MS = 2_000;
const LONG_MS = 15_000;

/** What a visit becomes on this runtime. */
export function expectedOf(server: HostileName, transport: TransportName): string {
  const exceptions = EXCEPTIONS.filter(
    ({ servers, transports, runtimes }) =>
      servers.includes(server) && transports.includes(transport) && runtimes.includes(RUNTIME),
  );
  assert.ok(exceptions.length <= 1, `Two exceptions for ${server}, ${transport}`);
  return exceptions[0]?.becomes ?? EXPECTED[server];
}

/** How many connections it leaves open. */
export function expectedOpen(server: HostileName, transport: TransportName): number {
  return Number(/(\d+) left open/.exec(expectedOf(server, transport))?.[1] ?? 0);
}

/** How long it may take, in milliseconds. */
export function timeoutOf(server: HostileName, transport: TransportName): number {
  return expectedOf(server, transport).startsWith('timeout') ? SHORT_MS : LONG_MS;
}
