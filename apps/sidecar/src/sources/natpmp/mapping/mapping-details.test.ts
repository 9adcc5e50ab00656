import { expect, test } from 'vitest';
import { GATEWAY_FAILED, leaseOf } from '../../../../test/natpmp-fixtures.ts';
import { CombinedMapping } from './combined-mapping.ts';
import { MappingDetails } from './mapping-details.ts';

const AT = Date.UTC(2026, 0, 14, 19, 30);

test('the status shows each protocol separately, and one that is off as such', () => {
  const combined = new CombinedMapping({ protocols: ['udp'], gateway: 'natpmp:8080' });
  const details = new MappingDetails(combined, 6881);
  expect(details.fields()).toEqual({
    internal_port: 6881,
    mismatch: false,
    tcp_state: 'off',
    tcp_port: null,
    tcp_expires_at: null,
    udp_state: 'pending',
    udp_port: null,
    udp_expires_at: null,
  });
  combined.apply(
    { protocol: 'udp', event: { type: 'acquired', lease: leaseOf('udp', 62_610, AT) } },
    AT,
  );
  expect(details.fields()).toMatchObject({
    udp_state: 'active',
    udp_port: 62_610,
    udp_expires_at: '2026-01-14T19:31:00Z',
  });
  expect(details.trouble()).toBeUndefined();
});

test('a failure counts as trouble until its protocol is renewed, and a mismatch is a metric', () => {
  const combined = new CombinedMapping({ protocols: ['tcp', 'udp'], gateway: 'natpmp:8080' });
  const details = new MappingDetails(combined, 6881);
  combined.apply(
    { protocol: 'tcp', event: { type: 'acquired', lease: leaseOf('tcp', 62_610, AT) } },
    AT,
  );
  combined.apply(
    {
      protocol: 'udp',
      event: { type: 'failed', error: GATEWAY_FAILED, attempt: 1, retryAt: AT + 1 },
    },
    AT,
  );
  expect(details.trouble()).toMatchObject({ retryAt: AT + 1 });
  combined.apply(
    { protocol: 'udp', event: { type: 'acquired', lease: leaseOf('udp', 62_611, AT) } },
    AT,
  );
  expect(details.trouble()).toBeUndefined();
  const samples = Object.fromEntries(details.metrics().map((each) => [each.name, each.samples]));
  expect(samples).toEqual({
    portkeep_mapping_external_port: [
      { labels: { protocol: 'tcp' }, value: 62_610 },
      { labels: { protocol: 'udp' }, value: 62_611 },
    ],
    portkeep_mapping_expires_timestamp_seconds: [
      { labels: { protocol: 'tcp' }, value: (AT + 60_000) / 1000 },
      { labels: { protocol: 'udp' }, value: (AT + 60_000) / 1000 },
    ],
    portkeep_protocol_mismatch: [{ value: 1 }],
  });
});
