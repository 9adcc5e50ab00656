// Makes the methods table of the qBittorrent client's README from its endpoint table, or with
// --check fails if it is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AnyEndpoint } from '../packages/qbittorrent-client/src/core.ts';
import { ENDPOINT_GROUPS } from '../packages/qbittorrent-client/test/endpoint-groups.ts';

/** Releases of qBittorrent that changed the version of the Web API, with the new version. */
const RELEASES = [
  ['4.1', '2.0.0'],
  ['4.1.2', '2.0.2'],
  ['4.1.3', '2.1.0'],
  ['4.1.4', '2.1.1'],
  ['4.1.5', '2.2.0'],
  ['4.2', '2.3.0'],
  ['4.2.1', '2.4.0'],
  ['4.2.5', '2.5.1'],
  ['4.3', '2.6.0'],
  ['4.3.2', '2.7.0'],
  ['4.4', '2.8.4'],
  ['4.5', '2.8.18'],
  ['4.6', '2.9.2'],
  ['4.6.1', '2.9.3'],
  ['5.0', '2.11.2'],
  ['5.1', '2.11.4'],
  ['5.2', '2.15.1'],
] as const;
const NEXT_RELEASE = '5.3';

/** Endpoints that came with a release that left the version of the Web API as it was. */
const UNANNOUNCED: Readonly<Record<string, string>> = {
  'rss/refreshItem': '4.1.8',
  'torrents/renameFolder': '4.3.3',
};

const BEGIN = '<!-- methods:begin -->';
const END = '<!-- methods:end -->';

function releaseOf(api: string): string {
  const numeric = new Intl.Collator('en', { numeric: true });
  const release = RELEASES.find(([, version]) => numeric.compare(version, api) >= 0);
  return release?.[0] ?? NEXT_RELEASE;
}

function since({ path, since, removed, formerly }: AnyEndpoint): string {
  if (formerly !== undefined) return RELEASES[0][0];
  const first = UNANNOUNCED[path] ?? releaseOf(since);
  return removed === undefined ? first : `${first}, gone in ${releaseOf(removed)}`;
}

function endpoint({ path, since, formerly }: AnyEndpoint): string {
  if (formerly === undefined) return `\`${path}\``;
  return `\`${path}\`, \`${formerly}\` before ${releaseOf(since)}`;
}

function line(group: string, name: string, row: AnyEndpoint): string {
  // The login's input comes from the client's options.
  const takesInput = group !== 'auth' && (row.params !== undefined || row.form !== undefined);
  const method = `\`${group}.${name}(${takesInput ? 'input' : ''})\``;
  return `| ${[method, endpoint(row), since(row), row.does].join(' | ')} |`;
}

const table = [
  '| method | endpoint | since | what it does |',
  '| --- | --- | --- | --- |',
  ...Object.entries(ENDPOINT_GROUPS).flatMap(([group, rows]) =>
    Object.entries(rows)
      .sort(([a], [b]) => a.localeCompare(b, 'en'))
      .map(([name, row]) => line(group, name, row)),
  ),
].join('\n');

const path = fileURLToPath(new URL('../packages/qbittorrent-client/README.md', import.meta.url));
const before = readFileSync(path, 'utf8');
const [head, rest] = before.split(BEGIN);
const tail = rest?.split(END)[1];
if (head === undefined || tail === undefined) {
  console.error(`${path} has no "${BEGIN}" and "${END}"`);
  process.exit(1);
}
const text = `${head}${BEGIN}\n\n${table}\n\n${END}${tail}`;

if (!process.argv.includes('--check')) {
  writeFileSync(path, text);
} else if (before !== text) {
  console.error('the README of the qBittorrent client has other methods: run `npm run docs`');
  process.exit(1);
}
