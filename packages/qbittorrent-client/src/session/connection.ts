import type { HttpReply, HttpRequest, Transport, TransportOptions } from '@portkeep/http';
import { exchange } from '@portkeep/http/client';
import type { Clock } from '../clock.ts';
import { isBan } from '../protocol/ban.ts';
import type { RequestBody } from '../request-body.ts';
import type { RequestOptions } from '../request-options.ts';
import { CookieJar } from './cookie-jar.ts';
import type { LoginGate } from './login-gate.ts';
import { isAway, networkError } from './network-error.ts';
import { isProxyWithoutServer } from './proxy-without-server.ts';

/** What a {@link Connection} needs. */
export interface ConnectionOptions {
  readonly transport: Transport<RequestBody>;
  /** Host and port, for messages. */
  readonly host: string;
  /** For requests that come without a limit, in milliseconds. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Learns of bans. */
  readonly gate: LoginGate;
  /** Called when the server is away: what comes back may be another version with another password. */
  readonly onAway: () => void;
}

/** How one request is sent. */
export interface SendOptions extends RequestOptions, Pick<TransportOptions, 'streams'> {
  /** What a failure message says was tried. */
  readonly does: string;
}

/** Sends requests to one server, with the cookies that it sets. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #jar = new CookieJar();

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** Whether there is a cookie to send. */
  hasCookie(): boolean {
    return this.#jar.header(this.#now()) !== undefined;
  }

  /** Takes the cookies of a login, and no others. */
  startSession(reply: HttpReply): void {
    this.#jar.clear();
    this.#jar.accept(reply, this.#now());
  }

  /** Forgets all cookies. */
  endSession(): void {
    this.#jar.clear();
  }

  /** Sends a request with the cookies, and takes those of the reply. */
  async exchange(request: HttpRequest<RequestBody>, options: SendOptions): Promise<HttpReply> {
    const cookie = this.#jar.header(this.#now());
    const headers = cookie === undefined ? request.headers : { ...request.headers, cookie };
    const reply = await this.send({ ...request, headers }, options);
    this.#jar.accept(reply, this.#now());
    return reply;
  }

  /** Sends a request as it is. */
  async send(request: HttpRequest<RequestBody>, options: SendOptions): Promise<HttpReply> {
    const { transport, host, gate, onAway } = this.#options;
    const { does, timeoutMs = this.#options.timeoutMs, ...carry } = options;
    const reply = await exchange(transport, request, {
      ...carry,
      timeoutMs,
      failed: (failure) => {
        if (isAway(failure)) onAway();
        return networkError(failure, { does, host, timeoutMs });
      },
    });
    options.signal?.throwIfAborted();
    if (isProxyWithoutServer(reply)) onAway();
    if (isBan(reply)) gate.ban(this.#now());
    return reply;
  }

  #now(): number {
    return this.#options.clock.now();
  }
}
