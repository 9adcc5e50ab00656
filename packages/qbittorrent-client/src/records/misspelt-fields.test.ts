import type * as v from 'valibot';
import { expect, expectTypeOf, test } from 'vitest';
import { connect, patches } from '../../test/forwarding-client.ts';
import type * as core from '../core.ts';
import type { Preferences } from './preferences.ts';
import type { RssRule } from './rss-rule.ts';
import type { Torrent } from './torrent.ts';
import type { WithNewer } from './with-newer.ts';

/** The names of the schemas of records that take any field. */
type Open = {
  [Name in keyof typeof core]: (typeof core)[Name] extends v.GenericSchema<unknown, infer T>
    ? string extends keyof T
      ? Name
      : never
    : never;
}[keyof typeof core];

test('no record accepts an unknown field; only maps by name do', () => {
  type Maps = 'CategoriesSchema' | 'PeersAddedByHashSchema' | 'RssFolderSchema';
  expectTypeOf<Open>().toEqualTypeOf<Maps>();
});

declare const torrent: Torrent;
declare const preferences: Preferences;

test('a misspelt field does not compile where it is read', () => {
  expectTypeOf(() => {
    // @ts-expect-error: it is `progress`.
    torrent.progres;
    // @ts-expect-error: it is `listen_port`.
    preferences.listen_prot;
    // @ts-expect-error: it is `private` here.
    torrent.is_private;
  }).toBeFunction();
});

const { client, server } = connect();

test('a misspelt field does not compile where it is sent', async () => {
  // @ts-expect-error: it is `listen_port`, and qBittorrent would not say so.
  await client.app.setPreferences({ listen_prot: 6881 });
  // @ts-expect-error: nor does another type.
  await client.app.setPreferences({ listen_port: '6881' });
  // @ts-expect-error: it is `mustContain`.
  const rule: Partial<RssRule> = { mustContian: 'linux' };
  expect(rule).toBeDefined();
});

test('a field newer than this package can be read, as the documentation says', () => {
  const torrent = JSON.parse('{"brand_new":true}') as Torrent;
  if (!('brand_new' in torrent)) throw new Error('It is not there');
  expectTypeOf(torrent.brand_new).toEqualTypeOf<unknown>();
  expect(torrent.brand_new).toBe(true);
});

test('an option newer than this package can be set, as the documentation says', async () => {
  const patch: WithNewer<Partial<Preferences>> = { brand_new: true };
  await client.app.setPreferences(patch);
  expect(patches(server).at(-1)).toEqual({ brand_new: true });
  // @ts-expect-error: those that are known keep their types.
  const wrong: WithNewer<Partial<Preferences>> = { listen_port: '6881' };
  expect(wrong).toBeDefined();
});
