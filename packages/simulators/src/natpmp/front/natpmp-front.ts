import type { SimulatedRequest } from '../../simulated-http.ts';
import {
  type ApiReply,
  BAD_PROTOCOL,
  CLIENT_FAILED,
  healthReply,
  jsonReply,
  MAPPING_FAILED,
  withoutBody,
} from '../api-replies.ts';
import { readApiRequest } from '../api-request.ts';
import type { MappingProtocol, NatPmpAsk } from '../natpmp-ask.ts';
import { EpochWatch } from './epoch-watch.ts';
import { exchangeMapping, type GatewayAddress } from './exchange-mapping.ts';
import { GatewayFailure } from './gateway-failure.ts';

/** Options of {@linkcode NatPmpFront}. */
export interface NatPmpFrontOptions {
  readonly gateway: GatewayAddress;
  readonly token: string | undefined;
  /** -1: no limit. */
  readonly maxDurationSeconds: number;
  readonly onGatewayRestart: () => void;
}

/** A mapping that was granted, on the clock of `performance.now()`. */
interface Granted {
  readonly protocol: MappingProtocol;
  readonly internalPort: number;
  readonly externalPort: number;
  readonly durationSeconds: number;
  readonly expiresAtMs: number;
}

type Order = Pick<Granted, 'protocol' | 'internalPort' | 'durationSeconds'>;

/** Answers the API's requests with the help of a real gateway. */
export class NatPmpFront {
  readonly #options: NatPmpFrontOptions;
  readonly #epoch = new EpochWatch();
  readonly #granted = new Map<string, Granted>();
  readonly #closed = new AbortController();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: NatPmpFrontOptions) {
    this.#options = options;
  }

  /** Gives up whatever is on its way, and waits until nothing is. */
  async close(): Promise<void> {
    this.#closed.abort();
    await this.#turn;
  }

  /** @throws the signal's reason */
  async handle(request: SimulatedRequest, signal: AbortSignal): Promise<ApiReply> {
    const read = readApiRequest(request, this.#options.token);
    if (read.kind === 'answered') return read.reply;
    if (read.kind === 'forward') return await this.#forward(read.ask, signal);
    const reply = healthReply(Date.now());
    return request.method === 'HEAD' ? withoutBody(reply) : reply;
  }

  async #forward(ask: NatPmpAsk, signal: AbortSignal): Promise<ApiReply> {
    const { protocol, internalPort } = ask;
    if (protocol === undefined) return BAD_PROTOCOL;
    // To the gateway it would mean all mappings of this host.
    if (internalPort === 0) {
      return jsonReply(400, { error: 'internal_port must be from 1 to 65535' });
    }
    const limit = this.#options.maxDurationSeconds;
    const durationSeconds = limit < 0 ? ask.durationSeconds : Math.min(ask.durationSeconds, limit);
    try {
      return await this.#inTurn(() =>
        this.#map({ protocol, internalPort, durationSeconds }, signal),
      );
    } catch (error) {
      if (error instanceof GatewayFailure) return failureReply(error);
      throw error;
    }
  }

  async #map(order: Order, signal: AbortSignal): Promise<ApiReply> {
    const { protocol, internalPort, durationSeconds } = order;
    const key = `${protocol} ${internalPort}`;
    const isDeletion = durationSeconds === 0;
    const reply = await exchangeMapping(
      {
        protocol,
        internalPort,
        externalPort: isDeletion ? 0 : (this.#granted.get(key)?.externalPort ?? 0),
        lifetimeSeconds: durationSeconds,
      },
      this.#options.gateway,
      AbortSignal.any([signal, this.#closed.signal]),
    );
    const { externalPort, lifetimeSeconds, epochSeconds } = reply;
    if (!isDeletion && (externalPort === 0 || lifetimeSeconds === 0)) {
      throw new GatewayFailure('empty-grant');
    }
    const now = performance.now();
    const restarted = this.#epoch.notice(epochSeconds, now);
    const expiresAtMs = now + lifetimeSeconds * 1000;
    if (isDeletion) this.#granted.delete(key);
    else this.#granted.set(key, { ...order, externalPort, expiresAtMs });
    if (restarted) this.#restoreAllBut(key, now);
    return jsonReply(200, {
      internal_port: internalPort,
      external_port: isDeletion ? 0 : externalPort,
      protocol,
      duration: durationSeconds,
      lifetime: lifetimeSeconds,
      epoch: epochSeconds,
    });
  }

  /** A gateway that has lost its table is asked for all of it again (RFC 6886, 3.7). */
  #restoreAllBut(key: string, now: number): void {
    this.#options.onGatewayRestart();
    for (const [other, granted] of this.#granted) {
      if (other === key || granted.expiresAtMs <= now) continue;
      // Failures are left to the next renewal, which tells its own client of them.
      this.#inTurn(() => this.#map(granted, this.#closed.signal)).catch(() => {});
    }
  }

  /** One request at a time (RFC 6886, 3.1). */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }
}

/** The API's own errors, with the reason beside them. */
function failureReply({ reason, resultCode }: GatewayFailure): ApiReply {
  const { status, body } = reason === 'no-route' ? CLIENT_FAILED : MAPPING_FAILED;
  return jsonReply(status, { ...JSON.parse(body), reason, result_code: resultCode });
}
