import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, expectTypeOf, test } from 'vitest';
import type * as core from '../src/core.ts';

test('the interfaces of the groups have the methods and comments of the rows', () => {
  const script = fileURLToPath(
    new URL('../../../tools/qbittorrent-group-interfaces.ts', import.meta.url),
  );
  expect(() =>
    execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' }),
  ).not.toThrow();
});

test('the interfaces of the groups are what createGroup makes', () => {
  expectTypeOf<core.AppGroup>().toEqualTypeOf<core.Group<typeof core.appEndpoints>>();
  expectTypeOf<core.ClientDataGroup>().toEqualTypeOf<core.Group<typeof core.clientDataEndpoints>>();
  expectTypeOf<core.LogGroup>().toEqualTypeOf<core.Group<typeof core.logEndpoints>>();
  expectTypeOf<core.RssGroup>().toEqualTypeOf<core.Group<typeof core.rssEndpoints>>();
  expectTypeOf<core.SearchGroup>().toEqualTypeOf<core.Group<typeof core.searchEndpoints>>();
  expectTypeOf<core.SyncGroup>().toEqualTypeOf<core.Group<typeof core.syncEndpoints>>();
  expectTypeOf<core.TorrentCreatorGroup>().toEqualTypeOf<
    core.Group<typeof core.torrentCreatorEndpoints>
  >();
  expectTypeOf<core.TorrentsGroup>().toEqualTypeOf<core.Group<typeof core.torrentsEndpoints>>();
  expectTypeOf<core.TransferGroup>().toEqualTypeOf<core.Group<typeof core.transferEndpoints>>();
});
