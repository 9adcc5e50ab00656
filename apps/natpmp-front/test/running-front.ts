import { readEnvironment } from '@portkeep/app-host';
import { recordedLog } from '@portkeep/testing/recorded-log';
import { type RunningFront, startFront } from '../src/start-front.ts';
import { variables } from '../src/variables.ts';
import { type HeardRequest, UdpGateway } from './udp-gateway.ts';

type Environment = Readonly<Record<string, string>>;

/** The reply. */
export interface FrontReply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** A front, and the gateway that it asks. */
export class FrontBeforeUdpGateway {
  readonly gateway: UdpGateway;
  readonly lines: string[] = [];
  #front: RunningFront | undefined;
  #stop = new AbortController();

  private constructor(gateway: UdpGateway) {
    this.gateway = gateway;
  }

  static async create(environment: Environment = {}): Promise<FrontBeforeUdpGateway> {
    const place = new FrontBeforeUdpGateway(await UdpGateway.start());
    await place.start(environment);
    return place;
  }

  /** The front that was started last. */
  get front(): RunningFront {
    if (this.#front === undefined) throw new Error('No front was started');
    return this.#front;
  }

  get url(): string {
    return `http://127.0.0.1:${this.front.address.port}`;
  }

  /** Starts another front instead of the one before. */
  async start(environment: Environment = {}, tries?: number): Promise<void> {
    this.stop();
    this.#stop = new AbortController();
    const { values } = readEnvironment(variables, {
      NATPMP_GATEWAY: `127.0.0.1:${this.gateway.port}`,
      HTTP_LISTEN: '127.0.0.1:0',
      ...environment,
    });
    const { log, lines } = recordedLog({ level: 'info', lines: this.lines });
    const { signal } = this.#stop;
    const name = 'portkeep-natpmp-front';
    lines.length = 0;
    this.#front = await startFront({ name, version: '0', values, log, signal }, tries);
  }

  async ask(protocol: string, internalPort: number, duration = 60): Promise<FrontReply> {
    return await this.post(forwardBody(protocol, internalPort, duration));
  }

  /** Sends a body as a client does. */
  async post(
    body: string | Uint8Array<ArrayBuffer>,
    options: { readonly token?: string; readonly signal?: AbortSignal } = {},
  ): Promise<FrontReply> {
    const { token, signal = null } = options;
    const headers = {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const url = `${this.url}/forward`;
    const reply = await fetch(url, { method: 'POST', headers, body, signal });
    const text = await reply.text();
    return { status: reply.status, body: text.startsWith('{') ? JSON.parse(text) : { text } };
  }

  /** Ends everything that is under way. */
  stop(): void {
    this.#stop.abort(new Error('Stopped'));
  }

  close(): void {
    this.stop();
    this.gateway.close();
  }
}

/** A body of `POST /forward` as a client writes it. */
export function forwardBody(protocol: string, internalPort: number, duration = 60): string {
  return JSON.stringify({ internal_port: internalPort, protocol, duration });
}

/** Resolves as soon as the condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

/** A request as it arrived, without its sender. */
export const wire = ({ from: _, ...request }: HeardRequest) => Object.values(request);
