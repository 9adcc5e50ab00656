import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { setUp } from '../../test/status-of-lease.ts';

const page = readFileSync(new URL('../../../../docs/monitoring.md', import.meta.url), 'utf8');

test('docs/monitoring.md names every metric and every field of the status', () => {
  const { status } = setUp();
  status.sink({ sink: 'port-file', type: 'published' });
  const metrics = status.metrics().matchAll(/^# TYPE (\S+)/gm);
  const names = [...metrics].map(([, name]) => name);
  expect(names).toHaveLength(10);
  for (const name of names) expect(page).toMatch(new RegExp(`\`${name}[\`{]`));
  for (const field of Object.keys(status.status())) expect(page).toContain(`\`${field}\``);
});
