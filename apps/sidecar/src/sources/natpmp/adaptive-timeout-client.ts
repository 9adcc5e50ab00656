import {
  isNatPmpError,
  type MappingOptions,
  type MappingRequest,
  type NatPmpHttpClient,
  type PortMapping,
} from '@portkeep/natpmp-client/core';

const SHORTEST_MS = 10_000;
const LONGEST_MS = 30_000;

/**
 * Waits longer for an API that is slow. It serves its callers one by one, and a caller that gives
 * up and asks again makes the queue longer, because the API still works on abandoned requests. Many
 * callers with a fixed timeout would keep the queue longer than that timeout forever.
 */
export class AdaptiveTimeoutClient {
  readonly #client: Pick<NatPmpHttpClient, 'requestMapping'>;
  readonly #monotonic: () => number;
  #timeoutMs = SHORTEST_MS;

  /** @param monotonic milliseconds. */
  constructor(client: Pick<NatPmpHttpClient, 'requestMapping'>, monotonic: () => number) {
    this.#client = client;
    this.#monotonic = monotonic;
  }

  /** Waits twice as long as the last answer took, within bounds; longer after a timeout. */
  async requestMapping(
    request: MappingRequest,
    options?: Omit<MappingOptions, 'timeoutMs'>,
  ): Promise<PortMapping> {
    const timeoutMs = this.#timeoutMs;
    const sentAt = this.#monotonic();
    try {
      const mapping = await this.#client.requestMapping(request, { ...options, timeoutMs });
      this.#timeoutMs = within(2 * (this.#monotonic() - sentAt));
      return mapping;
    } catch (error) {
      const isSlow = isNatPmpError(error) && error.code === 'NATPMP_TIMEOUT';
      if (isSlow) this.#timeoutMs = within(2 * timeoutMs);
      throw error;
    }
  }
}

function within(ms: number): number {
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, ms));
}
