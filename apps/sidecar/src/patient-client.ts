import {
  isNatPmpError,
  type NatPmpHttpClient,
  type PortMapping,
} from '@portkeep/natpmp-client/core';

type RequestMapping = NatPmpHttpClient['requestMapping'];

const SHORTEST_MS = 10_000;
const LONGEST_MS = 30_000;

/**
 * Waits longer for an API that is slow. It serves its callers one by one, and whoever gives up and
 * asks again makes the queue longer: a request that nobody waits for any more is worked on all the
 * same. A crowd of callers with a fixed time-out would keep the queue longer than that for ever.
 */
export class PatientClient {
  readonly #clientFor: (timeoutMs: number) => Pick<NatPmpHttpClient, 'requestMapping'>;
  readonly #monotonic: () => number;
  #patienceMs = SHORTEST_MS;

  /**
   * @param clientFor makes a client with this time-out.
   * @param monotonic milliseconds.
   */
  constructor(
    clientFor: (timeoutMs: number) => Pick<NatPmpHttpClient, 'requestMapping'>,
    monotonic: () => number,
  ) {
    this.#clientFor = clientFor;
    this.#monotonic = monotonic;
  }

  /** Twice as long as the last answer took is waited, within bounds; longer after a time-out. */
  async requestMapping(...order: Parameters<RequestMapping>): Promise<PortMapping> {
    const timeoutMs = this.#patienceMs;
    const sentAt = this.#monotonic();
    try {
      const mapping = await this.#clientFor(timeoutMs).requestMapping(...order);
      this.#patienceMs = within(2 * (this.#monotonic() - sentAt));
      return mapping;
    } catch (error) {
      const isSlow = isNatPmpError(error) && error.code === 'NATPMP_TIMEOUT';
      if (isSlow) this.#patienceMs = within(2 * timeoutMs);
      throw error;
    }
  }
}

function within(ms: number): number {
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, ms));
}
