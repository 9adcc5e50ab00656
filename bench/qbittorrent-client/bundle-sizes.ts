import { fileURLToPath } from 'node:url';
import { bundleSize } from '../bundle-size.ts';

const PACKAGE = fileURLToPath(new URL('../../packages/qbittorrent-client/dist', import.meta.url));

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
  const own = ['--external:@portkeep/http', '--external:ky', '--external:valibot'];
  return new Map([
    ['everything, with @portkeep/http, ky and valibot', bundleSize(PACKAGE, ALL)],
    ['everything, own code', bundleSize(PACKAGE, ALL, own)],
    ['auth, app and transfer, own code', bundleSize(PACKAGE, FEW, own)],
  ]);
}
