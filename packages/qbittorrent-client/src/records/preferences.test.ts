import { expect, expectTypeOf, test } from 'vitest';
import { connect, patches } from '../../test/forwarding-client.ts';
import type { KnownPreferences, Preferences } from './preferences.ts';

const { client, server } = connect();
test('a typo in an option to set does not compile', async () => {
  // @ts-expect-error: it is `listen_port`, and qBittorrent would not say so.
  await client.app.setPreferences({ listen_prot: 6881 });
  // @ts-expect-error: nor does another type.
  await client.app.setPreferences({ listen_port: '6881' });
  expectTypeOf<keyof KnownPreferences>().not.toEqualTypeOf<string | number>();
});

test('an option newer than this package can be set, as the documentation says', async () => {
  const patch: Partial<Preferences> = { brand_new: true };
  await client.app.setPreferences(patch);
  expect(patches(server).at(-1)).toEqual({ brand_new: true });
});

test('an option newer than this package can be read', () => {
  expectTypeOf<Preferences['brand_new']>().toEqualTypeOf<unknown>();
  expectTypeOf<Preferences['listen_port']>().toEqualTypeOf<number>();
});
