import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, test } from 'vitest';
import { removeLeftovers } from './remove-leftovers.ts';
import { temporaryPath } from './temporary-path.ts';

test('only the leftovers of the file itself are removed', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'port.txt');
  writeFileSync(temporaryPath(path), '');
  writeFileSync(temporaryPath(path), '');
  const kept = ['port.txt', 'port.txt.tmp', '.portkeep-port.txt.tmp', 'other'];
  for (const name of kept) writeFileSync(join(folder, name), '');
  writeFileSync(temporaryPath(join(folder, 'state.json')), '');
  await removeLeftovers(path);
  expect(readdirSync(folder)).toHaveLength(kept.length + 1);
});

test('a missing folder is not a problem when leftovers are removed', async () => {
  await removeLeftovers('/nowhere/at/all');
});
