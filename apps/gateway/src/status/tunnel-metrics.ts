import type { Metric } from '@portkeep/app-host';

/** Why a tunnel was set up: at the start, its time was over, it was dead, or the user asked. */
export type RenewalReason = 'start' | 'due' | 'dead' | 'asked';

/** The data for the metrics. */
export interface TunnelMetricsInput {
  readonly up: boolean;
  /** Epoch milliseconds, 0 before the first. */
  readonly handshakeAt: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  readonly renewals: ReadonlyMap<
    RenewalReason,
    { readonly success: number; readonly failure: number }
  >;
}

/** The metrics that only a gateway has. */
export function tunnelMetrics(input: TunnelMetricsInput): readonly Metric[] {
  const { up, handshakeAt, receivedBytes, sentBytes, renewals } = input;
  return [
    metric('portkeep_tunnel_up', '1 while the tunnel works', 'gauge', Number(up)),
    metric(
      'portkeep_tunnel_handshake_timestamp_seconds',
      'When both ends last shook hands, 0 before the first',
      'gauge',
      handshakeAt / 1_000,
    ),
    metric(
      'portkeep_tunnel_received_bytes_total',
      'Bytes received since the present key was set',
      'counter',
      receivedBytes,
    ),
    metric(
      'portkeep_tunnel_sent_bytes_total',
      'Bytes sent since the present key was set',
      'counter',
      sentBytes,
    ),
    {
      name: 'portkeep_tunnel_renewals_total',
      help: 'Attempts to set up the tunnel',
      type: 'counter',
      samples: [...renewals].flatMap(([reason, { success, failure }]) => [
        { labels: { reason, result: 'success' }, value: success },
        { labels: { reason, result: 'failure' }, value: failure },
      ]),
    },
  ];
}

function metric(name: string, help: string, type: Metric['type'], value: number): Metric {
  return { name, help, type, samples: [{ value }] };
}
