import { expect, test } from 'vitest';
import { readTable } from './read-table.ts';

function listing(elem: unknown, handle = 1, extra: readonly unknown[] = []): string {
  const map = { family: 'inet', name: 'tcp_forward', table: 'portkeep', handle, elem };
  const metainfo = { version: '1.0.6' };
  return JSON.stringify({ nftables: [{ metainfo }, { map }, ...extra] });
}

const element = [41_234, { concat: ['10.100.0.10', 8_080] }];

test('forwarded ports are read from the elements of the maps', () => {
  const target = { address: '10.100.0.10', port: 8_080 };
  expect(readTable(listing([element]))?.forwarded).toEqual([
    { protocol: 'tcp', port: 41_234, target },
  ]);
  expect(readTable(listing(undefined))?.forwarded).toEqual([]);
});

test('two tables that differ in handles and elements have one fingerprint, and a rule changes it', () => {
  const plain = readTable(listing(undefined))?.fingerprint;
  expect(readTable(listing([element], 9))?.fingerprint).toBe(plain);
  const rule = { rule: { chain: 'forward', handle: 3, expr: [{ accept: null }] } };
  expect(readTable(listing(undefined, 1, [rule]))?.fingerprint).not.toBe(plain);
});

test.each(['', '{}', listing('x'), listing([[1, 2]])])(
  'the output %j is not taken for a table',
  (json) => {
    expect(readTable(json)).toBeUndefined();
  },
);

test.each([
  ['drop', true],
  ['accept', false],
])('a table whose chain for output has the policy %s is closed: %s', (policy, isClosed) => {
  const chain = (hook: string, its: string) => ({ chain: { hook, type: 'filter', policy: its } });
  const chains = [chain('input', 'drop'), chain('forward', 'drop'), chain('output', policy)];
  expect(readTable(listing(undefined, 1, chains))?.isClosed).toBe(isClosed);
});
