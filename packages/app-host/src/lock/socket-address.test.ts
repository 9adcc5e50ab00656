import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, test } from 'vitest';
import { socketAddress } from './socket-address.ts';

test('a short path of a socket is its address', () => {
  expect(socketAddress('/config/state.json.lock').path).toBe('/config/state.json.lock');
});

test('a long path of a socket is reached through its open folder', () => {
  const folder = join(temporaryFolder(), 'x'.repeat(120));
  mkdirSync(folder);
  const address = socketAddress(join(folder, 'state.json.lock'));
  expect(address.path).toMatch(/^\/proc\/self\/fd\/\d+\/state\.json\.lock$/);
  address.done();
});
