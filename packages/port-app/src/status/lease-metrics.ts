import type { Metric, Sample } from '@portkeep/app-host';
import type { SinkState } from '@portkeep/port-lease';
import type { LeaseCounters, Outcomes } from './lease-counters.ts';

/** The data for the metrics; times in epoch ms, 0 for never. */
export interface LeaseMetricsInput {
  readonly app: string;
  readonly version: string;
  readonly port: number;
  readonly held: boolean;
  readonly expiresAt: number;
  readonly renewedAt: number;
  readonly sinks: Readonly<Record<string, SinkState>>;
  readonly counters: LeaseCounters;
}

/** The metrics every app has. */
export function leaseMetrics(input: LeaseMetricsInput): readonly Metric[] {
  const { counters } = input;
  return [
    gauge('portkeep_port', 'The port held last, 0 before the first', input.port),
    gauge('portkeep_lease_held', '1 while the lease is valid', Number(input.held)),
    gauge(
      'portkeep_lease_expires_timestamp_seconds',
      'When the lease lapses unless renewed, 0 before the first',
      input.expiresAt / 1000,
    ),
    gauge(
      'portkeep_last_renewal_timestamp_seconds',
      'When the lease was last taken or renewed, 0 before the first',
      input.renewedAt / 1000,
    ),
    counter('portkeep_renewals_total', 'Attempts to take or renew the lease', [
      ...outcomeSamples({}, counters.renewals),
    ]),
    counter('portkeep_port_changes_total', 'How often another port replaced the one held', [
      { value: counters.portChanges },
    ]),
    {
      name: 'portkeep_sink_in_sync',
      help: '1 while the sink holds the newest port',
      type: 'gauge',
      samples: Object.entries(input.sinks).map(([sink, state]) => ({
        labels: { sink },
        value: Number(state.inSync),
      })),
    },
    counter('portkeep_sink_updates_total', 'Attempts to send the port to a sink', [
      ...[...counters.sinkUpdates].flatMap(([sink, outcomes]) =>
        outcomeSamples({ sink }, outcomes),
      ),
    ]),
    counter('portkeep_logins_total', 'Attempts to log in', outcomeSamples({}, counters.logins)),
    {
      name: 'portkeep_build_info',
      help: 'Always 1; the labels say what runs',
      type: 'gauge',
      samples: [{ labels: { app: input.app, version: input.version }, value: 1 }],
    },
  ];
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, help, type: 'gauge', samples: [{ value }] };
}

function counter(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, help, type: 'counter', samples };
}

function outcomeSamples(labels: Readonly<Record<string, string>>, outcomes: Outcomes): Sample[] {
  return [
    { labels: { ...labels, result: 'success' }, value: outcomes.success },
    { labels: { ...labels, result: 'failure' }, value: outcomes.failure },
  ];
}
