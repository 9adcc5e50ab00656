// Changesets writes versions to package.json only; JSR reads deno.json.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

for (const folder of readdirSync('packages')) {
  const path = `packages/${folder}/deno.json`;
  if (!existsSync(path)) continue;
  const { version } = JSON.parse(readFileSync(`packages/${folder}/package.json`, 'utf8'));
  const text = readFileSync(path, 'utf8');
  // Changes only the number, so that the formatting stays.
  const synced = text.replace(/(?<=^ {2}"version": ")[^"]*/m, version);
  if (synced === text) continue;
  writeFileSync(path, synced);
  console.log(`${path}: ${version}`);
}
