import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const PACKAGE = fileURLToPath(new URL('../../packages/qbittorrent-client/dist', import.meta.url));
const ESBUILD = fileURLToPath(new URL('../../node_modules/.bin/esbuild', import.meta.url));

const FEW = `import { createGroup, QBittorrentSession } from '${PACKAGE}/core.js';
import * as app from '${PACKAGE}/endpoints/app/index.js';
import * as transfer from '${PACKAGE}/endpoints/transfer/index.js';
export const connect = (options) => {
  const session = new QBittorrentSession(options);
  return { session, app: createGroup(session, app), transfer: createGroup(session, transfer) };
};`;
const ALL = `export { QBittorrentClient } from '${PACKAGE}/index.js';`;

/** What the client adds to a page, minified and gzipped, in kB. */
export function bundleSizes(): ReadonlyMap<string, number> {
  const own = ['--external:ky', '--external:valibot'];
  return new Map([
    ['everything, with ky and valibot', sizeOf(ALL)],
    ['everything, own code', sizeOf(ALL, ...own)],
    ['auth, app and transfer, own code', sizeOf(FEW, ...own)],
  ]);
}

function sizeOf(source: string, ...options: readonly string[]): number {
  const minified = execFileSync(
    ESBUILD,
    ['--bundle', '--minify', '--format=esm', '--log-level=error', ...options],
    {
      input: source,
      cwd: PACKAGE,
    },
  );
  return gzipSync(minified).length / 1_000;
}
