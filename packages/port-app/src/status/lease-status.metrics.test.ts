import { expect, test } from 'vitest';
import { failure, START, setUp } from '../../test/status-of-lease.ts';

test('the metrics count renewals, logins, port changes and updates of sinks', () => {
  const { status, sinks, acquire } = setUp();
  acquire(1_000);
  acquire(1_000, 'renewed');
  acquire(2_000, 'renewed');
  status.lease({ type: 'failed', error: failure, attempt: 1, retryAt: START });
  status.login('success');
  status.login('failure');
  status.sink({ sink: 'port-file', type: 'published' });
  status.sink({ sink: 'port-file', type: 'repaired' });
  status.sink({ sink: 'port-file', type: 'failed' });
  status.sink({ sink: 'port-file', type: 'withdrawn' });
  sinks.qbittorrent = { inSync: false };
  const samples = status
    .metrics()
    .split('\n')
    .filter((line) => !line.startsWith('#'));
  expect(samples).toEqual([
    'portkeep_port 2000',
    'portkeep_lease_held 1',
    'portkeep_lease_expires_timestamp_seconds 1768419900',
    'portkeep_last_renewal_timestamp_seconds 1768419000',
    'portkeep_renewals_total{result="success"} 3',
    'portkeep_renewals_total{result="failure"} 1',
    'portkeep_port_changes_total 1',
    'portkeep_sink_in_sync{sink="port-file"} 1',
    'portkeep_sink_in_sync{sink="qbittorrent"} 0',
    'portkeep_sink_updates_total{sink="port-file",result="success"} 2',
    'portkeep_sink_updates_total{sink="port-file",result="failure"} 1',
    'portkeep_logins_total{result="success"} 1',
    'portkeep_logins_total{result="failure"} 1',
    'portkeep_build_info{app="daemon",version="1.2.3"} 1',
    '',
  ]);
});

test('a lease that never expires is shown as null and +Inf', () => {
  const { status } = setUp();
  const lease = {
    value: { port: 1, gateway: null, hostname: null },
    renewAt: START,
    expiresAt: Number.POSITIVE_INFINITY,
  };
  status.lease({ type: 'acquired', lease });
  expect(status.status()).toMatchObject({ state: 'held', expires_at: null });
  expect(status.metrics()).toContain('portkeep_lease_expires_timestamp_seconds +Inf\n');
});
