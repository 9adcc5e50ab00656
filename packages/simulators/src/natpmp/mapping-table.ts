import type { MappingProtocol } from '@portkeep/natpmp-http-api';
import type { Random } from '../random.ts';

/** One unbroken time in which the gateway forwarded one external port to one internal port. */
export interface MappingRecord {
  readonly protocol: MappingProtocol;
  readonly internalPort: number;
  readonly externalPort: number;
  /** What the gateway granted when it was last asked. */
  readonly grantedSeconds: number;
  /** The client that asked last. The mapping always leads to the API's host. */
  readonly clientAddress: string;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  readonly renewedAt: number;
  /** It ends here unless it is renewed. */
  readonly expiresAt: number;
  readonly renewals: number;
}

/** What the gateway is asked for. */
export interface MappingOrder
  extends Pick<MappingRecord, 'protocol' | 'internalPort' | 'grantedSeconds' | 'clientAddress'> {
  /** `other`: a port other than the present one. `lonely`: one other than that of the other protocol. */
  readonly externalPort?: 'other' | 'lonely' | undefined;
}

/** The gateway's mappings for one host, which all callers of the API share. */
export class MappingTable {
  /** All mappings so far, oldest first. */
  readonly history: MappingRecord[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** The mappings in force at this time. */
  liveAt(at: number): MappingRecord[] {
    return this.history.filter((record) => isLive(record, at));
  }

  find(protocol: MappingProtocol, internalPort: number, at: number): MappingRecord | undefined {
    return this.history[this.#indexOf(protocol, internalPort, at)];
  }

  /** The mapping of the same port in the other protocol. */
  companion(
    protocol: MappingProtocol,
    internalPort: number,
    at: number,
  ): MappingRecord | undefined {
    return this.find(protocol === 'tcp' ? 'udp' : 'tcp', internalPort, at);
  }

  /** Makes a mapping, or renews the existing one. */
  map(ask: MappingOrder, at: number): MappingRecord {
    const { protocol, internalPort, grantedSeconds, clientAddress } = ask;
    const index = this.#indexOf(protocol, internalPort, at);
    const live = this.history[index];
    const externalPort = this.#externalPort(ask, live, at);
    const times = { renewedAt: at, expiresAt: at + grantedSeconds * 1000 };
    if (live !== undefined && live.externalPort === externalPort) {
      const renewals = live.renewals + 1;
      const renewed = { ...live, ...times, grantedSeconds, clientAddress, renewals };
      this.history[index] = renewed;
      return renewed;
    }
    this.end(protocol, internalPort, at);
    const made = { protocol, internalPort, externalPort, grantedSeconds, clientAddress };
    const record = { ...made, ...times, madeAt: at, renewals: 0 };
    this.history.push(record);
    return record;
  }

  /** Moves a mapping to another external port while it lasts; `undefined` when there is no mapping. */
  move(protocol: MappingProtocol, internalPort: number, at: number): MappingRecord | undefined {
    const live = this.find(protocol, internalPort, at);
    if (live === undefined) return undefined;
    this.end(protocol, internalPort, at);
    const record = { ...live, externalPort: this.#unusedPort(at), madeAt: at, renewals: 0 };
    this.history.push(record);
    return record;
  }

  /** Ends a mapping; without one nothing happens. */
  end(protocol: MappingProtocol, internalPort: number, at: number): void {
    const index = this.#indexOf(protocol, internalPort, at);
    const live = this.history[index];
    if (live !== undefined) this.history[index] = { ...live, expiresAt: at };
  }

  endAll(at: number): void {
    for (const { protocol, internalPort } of this.liveAt(at)) this.end(protocol, internalPort, at);
  }

  #indexOf(protocol: MappingProtocol, internalPort: number, at: number): number {
    return this.history.findLastIndex(
      (record) =>
        record.protocol === protocol && record.internalPort === internalPort && isLive(record, at),
    );
  }

  /** A port that was given stays; tcp and udp get the same one if they can (RFC 6886, 3.3). */
  #externalPort(ask: MappingOrder, live: MappingRecord | undefined, at: number): number {
    const companion = this.companion(ask.protocol, ask.internalPort, at)?.externalPort;
    const wanted = live?.externalPort ?? companion;
    const isUnwanted =
      ask.externalPort === 'other' || (ask.externalPort === 'lonely' && wanted === companion);
    return wanted === undefined || isUnwanted ? this.#unusedPort(at) : wanted;
  }

  #unusedPort(at: number): number {
    const used = this.liveAt(at).map((record) => record.externalPort);
    for (;;) {
      const port = this.#random.integer(30_000, 65_000);
      if (!used.includes(port)) return port;
    }
  }
}

function isLive(record: MappingRecord, at: number): boolean {
  return record.madeAt <= at && at < record.expiresAt;
}
