import { expect, test } from 'vitest';
import { START, setUp } from '../../test/status-of-lease.ts';
import type { LeaseTrouble } from './lease-status-options.ts';

test('details are added to the status, and the failure of a part stays visible', () => {
  let trouble: LeaseTrouble | undefined = { text: 'udp: no answer for hunter2', retryAt: START };
  const metric = {
    name: 'portkeep_part',
    help: 'A part',
    type: 'gauge',
    samples: [{ value: 7 }],
  } as const;
  const details = {
    fields: () => ({ udp_state: 'degraded' }),
    metrics: () => [metric],
    trouble: () => trouble,
  };
  const { status, acquire } = setUp({ details });
  expect(status.ready(false).reasons).toEqual(['lease: none yet; udp: no answer for ***']);
  acquire();
  expect(status.status()).toMatchObject({
    state: 'degraded',
    last_error: 'udp: no answer for ***',
    retry_at: '2026-01-14T19:30:00Z',
    udp_state: 'degraded',
  });
  expect(status.ready(true)).toEqual({ ok: true, reasons: [] });
  expect(status.metrics()).toContain('# TYPE portkeep_part gauge\nportkeep_part 7\n');
  trouble = undefined;
  expect(status.status()).toMatchObject({ state: 'held', last_error: null, retry_at: null });
});
