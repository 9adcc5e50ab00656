import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { end, lan, rawEnd, surroundings } from '../../test/samples.ts';
import { openTable } from '../rules/gateway-table.ts';
import { startLink } from '../rules/ip-batch.ts';
import { laterConfiguration } from '../rules/wg-arguments.ts';
import type { Ipv4 } from './ipv4.ts';
import { tunnelEnd } from './tunnel-end.ts';

const hostile = fc.oneof(
  fc.string(),
  fc.constantFrom('::1', '0', '65536', '10.0.0.1/32', 'a; drop', '$(reboot)', '\n', '}', '"'),
);
const noise = fc.tuple(hostile, fc.constantFrom('before', 'after', 'instead'));

/** Every text in the answer, by the way to it. */
const TEXTS = [
  ['serverKey'],
  ['endpoint', 'address'],
  ['gateway'],
  ['address'],
  ['dnsServers', '0'],
] as const;

test('the other end is read with all its fields and nothing else', () => {
  expect(v.parse(tunnelEnd, { ...rawEnd, extra: '; drop' })).toEqual(rawEnd);
  expect(v.is(tunnelEnd, { ...rawEnd, dnsServers: [] })).toBe(true);
  expect(v.is(tunnelEnd, { ...rawEnd, serverKey: 'A'.repeat(42) })).toBe(false);
  expect(v.is(tunnelEnd, { ...rawEnd, serverKey: `${'A'.repeat(42)}B=` })).toBe(false);
});

test('no text with anything before, after or in the place of a field is accepted', () => {
  fc.assert(
    fc.property(fc.constantFrom(...TEXTS), noise, (path, [text, where]) => {
      const raw: unknown = structuredClone(rawEnd);
      const changed = mutate(raw, path, (own) =>
        where === 'before' ? text + own : where === 'after' ? own + text : text,
      );
      const result = v.safeParse(tunnelEnd, changed);
      if (!result.success) return;
      const texts = [
        openTable(surroundings, { dns: result.output.dnsServers[0], forward: undefined }),
        startLink(surroundings.tunnel, 1_420, result.output),
        laterConfiguration(surroundings.tunnel, '/key', result.output, []).join(' '),
      ].join('');
      // Whatever was accepted has the form of what was there before.
      expect(masked(texts)).toBe(masked(usual()));
    }),
    { numRuns: 2_000 },
  );
});

test.each([0, -1, 65_536, 1.5, Number.NaN, '1337', '1337; drop', undefined])(
  'the port %j of an endpoint is refused',
  (port) => {
    const endpoint = { ...rawEnd.endpoint, port };
    expect(v.is(tunnelEnd, { ...rawEnd, endpoint })).toBe(false);
  },
);

test('a text that no schema has read is not an address for the compiler', () => {
  // @ts-expect-error A plain text must not get into rules.
  const address: Ipv4 = '10.0.0.1';
  expect(address).toBe('10.0.0.1');
  expect(lan.address).toBe('10.100.0.2');
});

function usual(): string {
  return [
    openTable(surroundings, { dns: end.dnsServers[0], forward: undefined }),
    startLink(surroundings.tunnel, 1_420, end),
    laterConfiguration(surroundings.tunnel, '/key', end, []).join(' '),
  ].join('');
}

function masked(text: string): string {
  return text.replace(/[A-Za-z0-9+/]{43}=/g, 'KEY').replace(/\b\d+\.\d+\.\d+\.\d+\b/g, 'IP');
}

function mutate(
  value: unknown,
  [key, ...rest]: readonly string[],
  change: (text: string) => string,
): unknown {
  if (key === undefined) return change(String(value));
  if (Array.isArray(value))
    return value.map((each, i) => (String(i) === key ? mutate(each, rest, change) : each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([k, each]) => [k, k === key ? mutate(each, rest, change) : each]),
  );
}
