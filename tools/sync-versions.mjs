// Changesets writes versions to package.json only; JSR reads deno.json.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

for (const folder of readdirSync('packages')) {
  const path = `packages/${folder}/deno.json`;
  if (!existsSync(path)) continue;
  const { version } = JSON.parse(readFileSync(`packages/${folder}/package.json`, 'utf8'));
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  if (manifest.version === version) continue;
  writeFileSync(path, `${JSON.stringify({ ...manifest, version }, null, 2)}\n`);
  console.log(`${path}: ${version}`);
}
