import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { encodeRequest, isQBittorrentError } from '../src/core.ts';
import type { AnyEndpoint } from '../src/protocol/endpoint.ts';
import { caught } from './caught.ts';
import { ENDPOINT_GROUPS } from './endpoint-groups.ts';
import { FULL_INPUTS } from './full-inputs.ts';
import { oddPreferences, oddValues } from './odd-values.ts';
import { recordingClient, VERSION_QUESTION } from './recording-client.ts';

const API = new URL('http://host/api/v2/');
const LATEST = '2.16.2';

/** What is odd elsewhere: a category without a path of its own, and a cookie without any key. */
function isFine(name: string, value: unknown): boolean {
  if (/Category\.downloadPath$/.test(name)) return value === null;
  return name === 'app.setCookies.cookies' && isDeepStrictEqual(value, [{}]);
}

const ROWS = Object.entries(FULL_INPUTS).flatMap(([group, rows]) =>
  Object.entries(rows).map(([name, { needed, more }]) => {
    const row = ENDPOINT_GROUPS[group]?.[name];
    if (row === undefined) throw new Error(`There is no row ${group}.${name}`);
    return {
      group,
      name: `${group}.${name}`,
      method: name,
      row,
      needed,
      full: { ...needed, ...more },
    };
  }),
);

/** Why an input is not sent, or `sent`. */
function outcome(row: AnyEndpoint, input: unknown): string {
  try {
    encodeRequest(row, input as never, API, LATEST);
    return 'sent';
  } catch (error) {
    if (isQBittorrentError(error)) return error.code;
    throw error;
  }
}

describe('What a caller without types may pass', () => {
  test('what a caller without types passes is checked for every row that takes an input', () => {
    const all = Object.values(ENDPOINT_GROUPS).flatMap(Object.values);
    const withInput = all.filter((row) => row.params !== undefined || row.form !== undefined);
    expect(new Set(ROWS.map(({ row }) => row.path))).toEqual(
      new Set(withInput.map((row) => row.path)),
    );
  });

  test.each(ROWS)(
    'what a caller without types passes is sent by $name where it fits',
    ({ row, full }) => {
      expect(outcome(row, full)).toBe('sent');
    },
  );

  test.each(ROWS)(
    'what a caller without types passes is refused by $name, before it is sent, when a value is odd',
    ({ name, row, full }) => {
      for (const [key, sample] of Object.entries(full)) {
        const odd = name === 'app.setPreferences' ? oddPreferences(sample) : oddValues(sample);
        for (const value of odd) {
          if (isFine(`${name}.${key}`, value)) continue;
          const input = { ...full, [key]: value };
          expect([key, value, outcome(row, input)]).toEqual([key, value, 'QBT_BAD_REQUEST']);
        }
      }
    },
  );

  test.each(ROWS)(
    'what a caller without types leaves out is refused unless $name does without it',
    ({ row, needed, full }) => {
      for (const key of Object.keys(full)) {
        const expected = Object.hasOwn(needed, key) ? 'QBT_BAD_REQUEST' : 'sent';
        expect([key, outcome(row, { ...full, [key]: undefined })]).toEqual([key, expected]);
      }
    },
  );

  test.each(ROWS)(
    'what a caller without types passes is refused by $name unless it is an object',
    async ({ group, method, row, needed }) => {
      const { client, requests } = recordingClient(LATEST, () => ({
        status: 200,
        headers: {},
        body: '[]',
      }));
      // Login takes no input, and the categories of the search are gone.
      if (group === 'auth' || row.removed !== undefined) return;
      const { [method]: call } = client[group as 'torrents'] as unknown as Record<
        string,
        (input: unknown) => Promise<unknown>
      >;
      const missing = Object.keys(needed).length > 0 ? [undefined] : [];
      for (const input of [
        ...missing,
        null,
        'a1',
        '',
        5,
        Number.NaN,
        true,
        ['a1'],
        [],
        () => ({}),
        Symbol('s'),
      ]) {
        expect((await caught(call?.(input) ?? Promise.resolve())).code).toBe('QBT_BAD_REQUEST');
      }
      expect(requests.filter(({ url }) => !url.endsWith(VERSION_QUESTION))).toEqual([]);
    },
  );

  test.each(['torrents.add', 'app.setPreferences'])(
    'what a caller without types passes is not left out for %s',
    (name) => {
      const row = ROWS.find((each) => each.name === name)?.row;
      expect(row && outcome(row, undefined)).toBe('QBT_BAD_REQUEST');
    },
  );
});
