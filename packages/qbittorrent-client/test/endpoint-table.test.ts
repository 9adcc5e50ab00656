import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { isAtLeast } from '../src/protocol/web-api-version.ts';
import { ENDPOINTS } from './endpoint-groups.ts';

/** By version of the Web API: what the sources of the last release with it register. */
const RELEASES = v.parse(
  v.record(v.string(), v.object({ release: v.string(), endpoints: v.array(v.string()) })),
  JSON.parse(readFileSync(new URL('recorded/endpoints.json', import.meta.url), 'utf8')),
);
const versions = Object.entries(RELEASES).map(
  ([version, { release, endpoints }]) => [release, version, endpoints] as const,
);

/** The paths to which the client sends the rows in a version. */
function pathsIn(version: string): string[] {
  const paths = ENDPOINTS.flatMap(({ path, since, removed, formerly }) => {
    if (removed !== undefined && isAtLeast(version, removed)) return [];
    if (isAtLeast(version, since)) return [path];
    return formerly ?? [];
  });
  return [...new Set(paths)].sort();
}

describe('the endpoint table', () => {
  test.each(versions)(
    'the endpoint table is what qBittorrent %s has (Web API %s)',
    (_, version, endpoints) => {
      expect(pathsIn(version)).toEqual([...endpoints].sort());
    },
  );

  test('the endpoint table also has the four endpoints that Web API 2.16.2 added, as 5.3.0 has them', () => {
    const newest = versions.at(-1)?.[2] ?? [];
    expect(newest).toHaveLength(128);
    const more = pathsIn('2.16.2').filter((path) => !newest.includes(path));
    expect(more).toEqual([
      'rss/exportRules',
      'rss/importRules',
      'transfer/pauseSession',
      'transfer/resumeSession',
    ]);
  });

  test('the endpoint table has no operation twice except torrents/info, which lists torrents and gets one', () => {
    const paths = ENDPOINTS.map(({ path }) => path);
    const twice = paths.filter((path, index) => paths.indexOf(path) !== index);
    expect(twice).toEqual(['torrents/info']);
  });

  test('the endpoint table describes each row in words that continue "Cannot …"', () => {
    for (const { does } of ENDPOINTS) expect(does).toMatch(/^[a-z][A-Za-z0-9 .,'/-]+[a-zA-Z0-9]$/);
  });
});
