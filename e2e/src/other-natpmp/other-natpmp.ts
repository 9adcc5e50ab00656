import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { cleanUp } from '../clean-up.ts';
import {
  type Answer,
  type Protocol,
  readForwardRequest,
  unprocessable,
  type Wish,
} from './forward-request.ts';

/** What goes wrong with a protocol's requests. */
export type Trouble = 'hangs' | 'gateway' | 'unprocessable' | 'reply lost';

/** A request for a mapping as it arrived. */
export interface Call extends Wish {
  /** Milliseconds, on the clock of `performance.now()`. */
  readonly at: number;
  readonly authorized: boolean;
}

/** Faster than the real API's 250 ms, so that the tests are. */
const WORK_MS = 20;

/**
 * A second NAT-PMP HTTP API with a gateway behind it, written only from the protocol. It shares no
 * line with `@portkeep/simulators`, so that a mistake that simulator and sidecar have in common
 * shows.
 */
export class OtherNatPmp {
  readonly service: string;
  /** While it is undefined, no token is needed. */
  token: string | undefined;
  maxDuration = 300;
  /** The external port that the next mapping of a protocol gets, a renewed one included. */
  readonly externalPorts: Record<Protocol, number> = { tcp: 52_001, udp: 52_001 };
  readonly troubles = new Map<Protocol, Trouble>();
  readonly calls: Call[] = [];
  /** Texts of the good answers, in order. */
  readonly granted: string[] = [];
  /** Mappings that had lapsed before they were asked for again. */
  readonly lapses: string[] = [];
  /** Bodies that no client must send: with port 0 they would end other people's mappings. */
  readonly dangerous: string[] = [];
  /** The number of requests in progress, and the highest number so far. */
  readonly load = { now: 0, most: 0 };
  readonly #until = new Map<string, number>();

  private constructor(service: string) {
    this.service = service;
  }

  static async start(): Promise<OtherNatPmp> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleanUp(async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    });
    const { port } = server.address() as AddressInfo;
    const api = new OtherNatPmp(`127.0.0.1:${port}`);
    server.on('request', (request, response) => {
      api.#serve(request, response).catch(() => response.destroy());
    });
    return api;
  }

  /** The requests of one protocol. */
  callsOf(protocol: Protocol): readonly Call[] {
    return this.calls.filter((call) => call.protocol === protocol);
  }

  /** Milliseconds between one request of a protocol and the next one. */
  gapsOf(protocol: Protocol): readonly number[] {
    const times = this.callsOf(protocol).map(({ at }) => at);
    return times.slice(1).map((at, index) => at - (times[index] ?? at));
  }

  isMapped(protocol: Protocol, internalPort: number): boolean {
    return (this.#until.get(`${protocol} ${internalPort}`) ?? 0) > performance.now();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    this.load.now += 1;
    this.load.most = Math.max(this.load.most, this.load.now);
    response.once('close', () => {
      this.load.now -= 1;
    });
    const answer = await this.#answer(request, body);
    if (answer === undefined) return;
    const [status, content] = answer;
    const [type, text] =
      typeof content === 'string'
        ? ['text/plain; charset=utf-8', content]
        : ['application/json', JSON.stringify(content)];
    response.writeHead(status, text === '' ? {} : { 'content-type': type }).end(text);
  }

  async #answer(request: IncomingMessage, body: string): Promise<Answer | undefined> {
    if (request.url === '/health') {
      return [200, { status: 'healthy', timestamp: new Date().toISOString() }];
    }
    if (request.url !== '/forward') return [404, ''];
    if (request.method !== 'POST') return [405, ''];
    const wish = readForwardRequest(request, body);
    if (!('protocol' in wish)) return wish;
    const { authorization } = request.headers;
    const authorized = this.token === undefined || authorization === `Bearer ${this.token}`;
    this.calls.push({ ...wish, at: performance.now(), authorized });
    if (wish.internalPort === 0) this.dangerous.push(body);
    const { protocol } = wish;
    if (protocol !== 'tcp' && protocol !== 'udp') {
      return [400, { error: 'protocol must be tcp or udp' }];
    }
    const trouble = this.troubles.get(protocol);
    if (trouble === 'hangs') return undefined;
    if (trouble === 'unprocessable') return unprocessable('missing field `lease`');
    if (!authorized) return [401, { error: 'Unauthorized' }];
    await delay(WORK_MS);
    if (trouble === 'gateway') return [500, { error: 'Failed to request port mapping' }];
    const mapping = this.#map(protocol, wish);
    if (trouble === 'reply lost') return [500, { error: 'Failed to request port mapping' }];
    this.granted.push(JSON.stringify(mapping));
    return [200, mapping];
  }

  #map(protocol: Protocol, { internalPort, duration: asked }: Wish): object {
    const key = `${protocol} ${internalPort}`;
    const duration = Math.min(asked, this.maxDuration);
    const until = this.#until.get(key);
    if (until !== undefined && until < performance.now()) this.lapses.push(key);
    if (duration === 0) this.#until.delete(key);
    else this.#until.set(key, performance.now() + duration * 1_000);
    const external = duration === 0 ? 0 : this.externalPorts[protocol];
    return { internal_port: internalPort, external_port: external, protocol, duration };
  }
}
