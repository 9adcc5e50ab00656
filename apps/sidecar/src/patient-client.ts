import {
  isNatPmpError,
  type MappingRequest,
  type NatPmpHttpClient,
  type PortMapping,
} from '@portkeep/natpmp-client/core';

const SHORTEST_MS = 10_000;
const LONGEST_MS = 30_000;

/**
 * Waits longer for an API that is slow. It serves its callers one by one, and whoever gives up and
 * asks again makes the queue longer: a request that nobody waits for any more is worked on all the
 * same. A crowd of callers with a fixed time-out would keep the queue longer than that for ever.
 */
export class PatientClient {
  readonly #client: Pick<NatPmpHttpClient, 'requestMapping'>;
  readonly #monotonic: () => number;
  #patienceMs = SHORTEST_MS;

  /** @param monotonic milliseconds. */
  constructor(client: Pick<NatPmpHttpClient, 'requestMapping'>, monotonic: () => number) {
    this.#client = client;
    this.#monotonic = monotonic;
  }

  /** Twice as long as the last answer took is waited, within bounds; longer after a time-out. */
  async requestMapping(
    request: MappingRequest,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<PortMapping> {
    const timeoutMs = this.#patienceMs;
    const sentAt = this.#monotonic();
    try {
      const mapping = await this.#client.requestMapping(request, { ...options, timeoutMs });
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
