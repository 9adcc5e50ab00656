import assert from 'node:assert/strict';
import type { ContractCase } from '../contract-case.ts';
import { EXPECTED, HOSTILE_NAMES } from './expectations.ts';
import { expectedOf } from './expected.ts';
import { TRANSPORT_NAMES } from './transports.ts';
import { visit } from './visit.ts';

/** Long enough for a request to reach the server, where the visit is meant to run out of time. */
const SHORT_MS = 500;
const LONG_MS = 15_000;

export const HOSTILE_SERVERS: readonly ContractCase[] = HOSTILE_NAMES.map((server) => ({
  name: `a visit to '${server}' becomes ${EXPECTED[server]}`,
  async run(stage) {
    const expected = Object.fromEntries(
      TRANSPORT_NAMES.map((name) => [name, expectedOf(server, name)]),
    );
    const visits = TRANSPORT_NAMES.map(async (name) => {
      const timeoutMs = expectedOf(server, name).startsWith('timeout') ? SHORT_MS : LONG_MS;
      return [name, (await visit(stage, server, name, { timeoutMs })).outcome];
    });
    assert.deepEqual(Object.fromEntries(await Promise.all(visits)), expected);
  },
}));
