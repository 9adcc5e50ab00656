import type { Log } from '@portkeep/app-host';
import type { PortMapping } from '@portkeep/natpmp-client/core';
import type { CombinedChange } from '../mapping/combined-mapping.ts';
import { describeCut } from '../mapping/describe-cut.ts';
import type { MappingEvent } from '../mapping/keep-mappings.ts';

/** Logs what matters beyond single requests: lost and moved ports. */
export class MappingLog {
  readonly #log: Log;
  #loggedLifetime: number | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  add(
    { protocol, event, gatewayRestarted }: Omit<MappingEvent, 'source'>,
    { lost, portChange, mismatch }: CombinedChange,
  ): void {
    if (gatewayRestarted) {
      this.#log.warn('The gateway has restarted and lost its mappings; all are requested again');
    }
    if (lost)
      this.#log.error(`The ${protocol} mapping is lost: it was not renewed in time; still trying`);
    if (event.type === 'acquired' || event.type === 'renewed') this.#clamp(event.lease.value);
    if (portChange !== undefined) {
      const { from, to } = portChange;
      this.#log.warn(`The external ${protocol} port changed from ${from} to ${to}`);
    }
    if (mismatch !== undefined) {
      const { tcp, udp } = mismatch;
      this.#log.warn(
        `tcp/udp mismatch: the external port is ${tcp} for tcp and ${udp} for udp; the one of tcp is published`,
      );
    }
  }

  #clamp(mapping: PortMapping): void {
    if (!mapping.clamped || mapping.lifetimeSeconds === this.#loggedLifetime) return;
    this.#loggedLifetime = mapping.lifetimeSeconds;
    this.#log.warn(`The ${describeCut(mapping)}`);
  }
}
