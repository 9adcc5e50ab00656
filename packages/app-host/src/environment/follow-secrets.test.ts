import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, test } from 'vitest';
import { HandDrivenTimer } from '../../test/hand-driven-timer.ts';
import { followSecrets } from './follow-secrets.ts';
import { Secret } from './secret.ts';

test('a changed secret file is reported once, within seconds, and its new secret is used', async () => {
  const file = join(temporaryFolder(), 'pass');
  writeFileSync(file, 'wrong\n');
  const secret = Secret.fromFile(file);
  const timer = new HandDrivenTimer();
  const stop = new AbortController();
  let changes = 0;
  const onChange = () => {
    changes += 1;
  };
  const following = followSecrets([secret, undefined, Secret.of('fixed')], {
    timer,
    signal: stop.signal,
    onChange,
  });
  await timer.end();
  expect(changes).toBe(0);
  writeFileSync(file, 'the corrected one\n');
  await timer.end();
  expect(changes).toBe(1);
  expect(secret.read()).toBe('the corrected one');
  utimesSync(file, 1, 1);
  await timer.end();
  expect(changes).toBe(1);
  expect(new Set(timer.waitsMs)).toEqual(new Set([5_000]));
  stop.abort();
  await following;
});
