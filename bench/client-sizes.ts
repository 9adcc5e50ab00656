// What each client adds to a page, alone and with the others. After a build:
// `node bench/client-sizes.ts [FOLDER]`, where FOLDER is another built checkout, e.g. of an earlier
// commit.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleSize } from './bundle-size.ts';

const checkout = resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)));
const CLIENTS: Readonly<Record<string, string>> = {
  'natpmp-client': 'NatPmpHttpClient',
  'pia-client': 'PiaAccountClient, PiaGatewayClient, PiaServerClient, PiaServerListClient',
  'qbittorrent-client': 'QBittorrentClient',
};

console.log('| minified and gzipped, kB | with ky | `./core` |\n| --- | --- | --- |');
for (const name of Object.keys(CLIENTS)) row(name, [name]);
row('all three', Object.keys(CLIENTS));

function row(title: string, names: readonly string[]): void {
  const [whole, core] = ['index', 'core'].map((entry) => {
    const lines = names.map(
      (name) => `export { ${CLIENTS[name]} } from './packages/${name}/dist/${entry}.js';`,
    );
    return bundleSize(checkout, lines.join('\n')).toFixed(1);
  });
  console.log(`| ${title} | ${whole} | ${core} |`);
}
