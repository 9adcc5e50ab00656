import assert from 'node:assert/strict';
import type { ContractCase } from '../contract-case.ts';
import type { HostileName } from '../hostile/hostile-servers.ts';
import { EXPECTED } from './expectations.ts';
import { expectedOf, timeoutOf } from './expected.ts';
import type { TransportName } from './transports.ts';
import { visit } from './visit.ts';

/** Visits to all servers, or to some, with the named transports. */
export function visitsTo(
  servers: readonly HostileName[],
  transports: readonly TransportName[],
): readonly ContractCase[] {
  return servers.map((server) => ({
    name: `a visit to '${server}' becomes ${EXPECTED[server]}`,
    async run(stage) {
      const expected = transports.map((name) => [name, expectedOf(server, name)]);
      const visits = transports.map(async (name) => {
        const timeoutMs = timeoutOf(server, name);
        return [name, await visit(stage, server, name, { timeoutMs })];
      });
      assert.deepEqual(Object.fromEntries(await Promise.all(visits)), Object.fromEntries(expected));
    },
  }));
}
