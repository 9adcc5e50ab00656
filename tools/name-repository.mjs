// npm accepts provenance only if the package names the repository whose workflow publishes it. The
// workflow knows that repository, which differs in a fork. The homepage and the address for bugs
// follow from it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = process.env;
if (!server || !name) {
  console.error(
    'GITHUB_SERVER_URL and GITHUB_REPOSITORY are not set: packages are published by CI',
  );
  process.exit(1);
}
for (const folder of readdirSync('packages')) {
  const path = `packages/${folder}/package.json`;
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  if (manifest.private) continue;
  const directory = `packages/${folder}`;
  const page = `${server}/${name}`;
  manifest.repository = { type: 'git', url: `git+${page}.git`, directory };
  manifest.homepage = `${page}/tree/HEAD/${directory}#readme`;
  manifest.bugs = { url: `${page}/issues` };
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}
