import { isoSeconds, type Metric } from '@portkeep/app-host';
import type { LeaseDetails, LeaseTrouble } from '@portkeep/port-app';
import type { CombinedMapping } from './combined-mapping.ts';

const PROTOCOLS = ['tcp', 'udp'] as const;

/** What the sidecar shows in `/status` and `/metrics` beyond what every app shows. */
export class MappingDetails implements LeaseDetails {
  readonly #combined: CombinedMapping;
  readonly #internalPort: number;

  constructor(combined: CombinedMapping, internalPort: number) {
    this.#combined = combined;
    this.#internalPort = internalPort;
  }

  fields(): Readonly<Record<string, unknown>> {
    const parts = PROTOCOLS.flatMap((protocol) => {
      const entry = this.#combined.entries.get(protocol);
      const expiresAt = entry?.lease?.expiresAt;
      return [
        [`${protocol}_state`, entry?.state ?? 'off'],
        [`${protocol}_port`, entry?.lease?.value.externalPort ?? null],
        [`${protocol}_expires_at`, expiresAt === undefined ? null : isoSeconds(expiresAt)],
      ];
    });
    const mismatch = this.#combined.mismatch !== undefined;
    return { internal_port: this.#internalPort, mismatch, ...Object.fromEntries(parts) };
  }

  metrics(): readonly Metric[] {
    const entries = [...this.#combined.entries];
    const gauge = (name: string, help: string, samples: Metric['samples']): Metric => {
      return { name, help, type: 'gauge', samples };
    };
    const perProtocol = (value: (entry: (typeof entries)[number][1]) => number) =>
      entries.map(([protocol, entry]) => ({ labels: { protocol }, value: value(entry) }));
    return [
      gauge(
        'portkeep_mapping_external_port',
        'The external port mapped last, 0 before the first',
        perProtocol(({ lease }) => lease?.value.externalPort ?? 0),
      ),
      gauge(
        'portkeep_mapping_expires_timestamp_seconds',
        'When the mapping lapses unless renewed, 0 before the first',
        perProtocol(({ lease }) => (lease?.expiresAt ?? 0) / 1000),
      ),
      gauge('portkeep_protocol_mismatch', '1 while tcp and udp have different external ports', [
        { value: Number(this.#combined.mismatch !== undefined) },
      ]),
    ];
  }

  trouble(): LeaseTrouble | undefined {
    const [first] = [...this.#combined.entries.values()].flatMap(({ trouble }) => trouble ?? []);
    return first;
  }
}
