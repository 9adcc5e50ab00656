import type { HttpReply, HttpRequest, Transport } from '@portkeep/natpmp-client/core';
import type { Clock } from '@portkeep/port-lease';
import { NatPmpApiSimulator } from '@portkeep/simulators';

/** How long the API works on a request. */
const WORK_MS = 250;
const REFUSED_AFTER_MS = 1;
const NEVER = new AbortController().signal;

/** A request as its sender saw it. */
export interface Attempt {
  readonly sidecar: number;
  /** `tcp 7001` */
  readonly mapping: string;
  readonly at: number;
  readonly tookMs: number;
  /** The code of the error, when there was no answer. */
  readonly failure: string | undefined;
}

/** One API for many sidecars, in simulated time. It finishes requests whose sender has given up. */
export class SimulatedApi {
  /** Every attempt, in the order in which they ended. */
  readonly attempts: Attempt[] = [];
  /** When the gateway was asked for each mapping. */
  readonly mapped = new Map<string, number[]>();
  readonly #clock: Clock;
  readonly #workers: number;
  #simulator: NatPmpApiSimulator | undefined;
  #onBreak = (): void => {};
  #broken: Promise<'broken'> = this.#nextBreak();

  constructor(clock: Clock, workers: number) {
    this.#clock = clock;
    this.#workers = workers;
    this.start();
  }

  start(): void {
    const now = () => this.#clock.now();
    this.#simulator = new NatPmpApiSimulator({ now, workers: this.#workers });
  }

  /** Connections break, and requests that wait for a worker are lost. */
  stop(): void {
    this.#simulator = undefined;
    this.#onBreak();
    this.#broken = this.#nextBreak();
  }

  /** The transport from one sidecar to it. */
  transport(sidecar: number): Transport {
    return async (request, options) => {
      const at = this.#clock.now();
      const { protocol, internal_port: port } = JSON.parse(request.body ?? '{}');
      const mapping = `${protocol} ${port}`;
      const end = (failure?: string) => {
        this.attempts.push({ sidecar, mapping, at, tookMs: this.#clock.now() - at, failure });
      };
      try {
        const reply = await this.#exchange(request, mapping, options);
        end();
        return reply;
      } catch (error) {
        if (!options.signal?.aborted) end(codeOf(error));
        throw error;
      }
    };
  }

  #nextBreak(): Promise<'broken'> {
    return new Promise((resolve) => {
      this.#onBreak = () => resolve('broken');
    });
  }

  async #exchange(
    { method, url, headers, body = '' }: HttpRequest,
    mapping: string,
    { signal = NEVER, timeoutMs }: Parameters<Transport>[1],
  ): Promise<HttpReply> {
    const simulator = this.#simulator;
    if (simulator === undefined) {
      await this.#clock.delay(REFUSED_AFTER_MS, signal);
      throw failure('ECONNREFUSED');
    }
    const reply = simulator.handle({ method, url, headers, body, sourceAddress: '10.42.0.7' });
    void this.#noteWork(simulator, mapping, reply.delayMs - WORK_MS);
    const answered = this.#clock.delay(Math.min(reply.delayMs, timeoutMs), signal);
    if ((await Promise.race([answered, this.#broken])) === 'broken') {
      throw failure('ECONNRESET');
    }
    if (reply.delayMs > timeoutMs) throw failure('ETIMEDOUT');
    if (reply.kind !== 'reply') throw failure('ECONNRESET');
    return { status: reply.status, headers: reply.headers, body: reply.body };
  }

  async #noteWork(simulator: NatPmpApiSimulator, mapping: string, afterMs: number): Promise<void> {
    await this.#clock.delay(afterMs, NEVER);
    if (this.#simulator !== simulator) return;
    const times = this.mapped.get(mapping) ?? [];
    times.push(this.#clock.now());
    this.mapped.set(mapping, times);
  }
}

function failure(code: string): Error {
  return Object.assign(new Error('no answer'), { code });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
