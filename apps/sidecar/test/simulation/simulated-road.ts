import type { Transport } from '@portkeep/http';
import type { NatPmpApiSimulator, NatPmpReply } from '@portkeep/simulators';
import type { SimulatedMachine } from './simulated-machine.ts';

/** A request as the sidecar experienced it, in true time. */
export interface Exchange {
  readonly protocol: 'tcp' | 'udp';
  readonly sentAt: number;
  /** Infinity while it is under way. */
  endedAt: number;
  status: number | undefined;
  /** The port that the API reported, when it was a proper answer to a mapping request; else 0. */
  externalPort: number;
}

const CODES: Readonly<Record<string, string>> = { refuse: 'ECONNREFUSED', reset: 'ECONNRESET' };
const NEVER = new AbortController().signal;

/** The way to the simulated API, in simulated time; remembers every exchange. */
export class SimulatedRoad {
  readonly exchanges: Exchange[] = [];
  readonly #machine: SimulatedMachine;
  readonly #api: NatPmpApiSimulator;
  readonly #latencyMs: () => number;
  /** The highest number of requests that were ever under way at the same time. */
  mostAtOnce = 0;
  #underWay = 0;

  constructor(machine: SimulatedMachine, api: NatPmpApiSimulator, latencyMs: () => number) {
    this.#machine = machine;
    this.#api = api;
    this.#latencyMs = latencyMs;
  }

  readonly transport: Transport = async (request, { signal = NEVER, timeoutMs }) => {
    const { protocol } = JSON.parse(request.body ?? '');
    const sentAt = this.#machine.trueTime();
    const exchange: Exchange = {
      protocol,
      sentAt,
      endedAt: Number.POSITIVE_INFINITY,
      status: undefined,
      externalPort: 0,
    };
    this.exchanges.push(exchange);
    this.#underWay += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#underWay);
    try {
      const reply = await this.#carry(request, signal, timeoutMs);
      exchange.status = reply.status;
      exchange.externalPort = portIn(reply.body, request.body ?? '');
      return reply;
    } finally {
      this.#underWay -= 1;
      exchange.endedAt = this.#machine.trueTime();
    }
  };

  async #carry(
    { method, url, headers, body = '' }: Parameters<Transport>[0],
    signal: AbortSignal,
    timeoutMs: number,
  ): ReturnType<Transport> {
    const { clock } = this.#machine;
    const failure = (code: string) => Object.assign(new Error(`to ${url}: ${body}`), { code });
    const start = clock.monotonic();
    const wait = async (ms: number) => {
      const left = timeoutMs - (clock.monotonic() - start);
      await clock.delay(Math.min(ms, left), signal);
      if (ms >= left) throw failure('ETIMEDOUT');
    };
    await wait(this.#latencyMs());
    const request = { method, url, headers, body, sourceAddress: '10.42.0.7' };
    const reply: NatPmpReply = this.#api.handle(request);
    if (reply.kind === 'hang') await wait(Number.POSITIVE_INFINITY);
    await wait(reply.delayMs + this.#latencyMs());
    if (reply.kind !== 'reply') throw failure(CODES[reply.kind] ?? 'UNKNOWN');
    return { status: reply.status, headers: reply.headers, body: reply.body };
  }
}

function portIn(answer: string, question: string): number {
  try {
    const asked = JSON.parse(question);
    const { external_port: port, duration, protocol, internal_port } = JSON.parse(answer);
    const answers = protocol === asked.protocol && internal_port === asked.internal_port;
    return answers && duration > 0 && typeof port === 'number' ? port : 0;
  } catch {
    return 0;
  }
}
