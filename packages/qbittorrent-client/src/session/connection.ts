import type {
  HttpReply,
  HttpRequest,
  Transport,
  TransportFailure,
  TransportOptions,
} from '@portkeep/http';
import { exchange } from '@portkeep/http/client';
import type { Clock } from '../clock.ts';
import { banned, banWait, isBan } from '../protocol/ban.ts';
import type { RequestBody } from '../request-body.ts';
import type { RequestOptions } from '../request-options.ts';
import { authorizationRefused } from './authorization-refused.ts';
import { CookieJar } from './cookie-jar.ts';
import type { LoginGuard } from './login-guard.ts';
import { isAway, networkError } from './network-error.ts';
import type { ProxyHeaders } from './proxy-headers.ts';
import { isProxyRefused, isProxyWithoutServer } from './proxy-without-server.ts';

/** What a {@link Connection} needs. */
export interface ConnectionOptions {
  readonly transport: Transport<RequestBody>;
  /** Host and port, for messages. */
  readonly host: string;
  /** For requests that come without a limit, in milliseconds. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** What a proxy before the server wants to see. */
  readonly proxyHeaders: ProxyHeaders;
  /** Learns of bans, and that the server is stopped. */
  readonly guard: Pick<LoginGuard, 'banned' | 'stopped'>;
  /** Called when the server is away: what comes back may be another version. */
  readonly onAway: () => void;
}

/** How one request is sent. */
export interface SendOptions extends RequestOptions, Pick<TransportOptions, 'streams'> {
  /** What a failure message says was tried. */
  readonly does: string;
  /** Sent without the `Authorization` of a proxy, which could count as a failed login. */
  readonly isAnonymous?: boolean | undefined;
  /** Called with the reason why there is no reply. */
  readonly onFailure?: ((failure: TransportFailure) => void) | undefined;
}

/** Sends requests to one server, with the cookies that it sets. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #jar = new CookieJar();
  /** How many replies have said that this address is banned, since the last success. */
  #bans = 0;
  /** The `Authorization` of a proxy that was refused last, and the reply. */
  #refused: { readonly authorization: string; readonly reply: HttpReply } | undefined;

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

  /** The `Authorization` of a proxy may be sent again although it was refused. */
  allow(): void {
    this.#refused = undefined;
  }

  /** Sends a request with no cookie but its own. */
  async send(request: HttpRequest<RequestBody>, options: SendOptions): Promise<HttpReply> {
    const { transport, host, guard, onAway, proxyHeaders } = this.#options;
    const { does, timeoutMs = this.#options.timeoutMs, onFailure, isAnonymous, ...carry } = options;
    const { authorization, ...headers } = await proxyHeaders.read();
    const isAuthorized = authorization !== undefined && isAnonymous !== true;
    if (isAuthorized) {
      if (this.#refused?.authorization === authorization)
        throw authorizationRefused(this.#refused.reply);
      Object.assign(headers, { authorization });
    }
    let isStopped = false;
    try {
      const reply = await exchange(
        transport,
        { ...request, headers: { ...headers, ...request.headers } },
        {
          ...carry,
          timeoutMs,
          failed: (failure) => {
            onFailure?.(failure);
            if (isAway(failure)) onAway();
            isStopped = failure.kind === 'refused';
            return networkError(failure, { does, host, timeoutMs });
          },
        },
      );
      options.signal?.throwIfAborted();
      if (isProxyWithoutServer(reply)) onAway();
      isStopped = isProxyRefused(reply);
      if (reply.status < 300) this.#bans = 0;
      if (isBan(reply, isAuthorized || request.url.endsWith('/auth/login'))) {
        const wait = banWait(this.#bans);
        this.#bans += 1;
        await guard.banned(wait);
        throw banned(wait);
      }
      if (isAuthorized && reply.status === 401) {
        // What it was sent with besides is not known to the server any more.
        this.#jar.clear();
        if (request.headers.cookie === undefined) {
          this.#refused = { authorization, reply };
          throw authorizationRefused(reply);
        }
      }
      return reply;
    } finally {
      // Nothing but this is sure: names and routes come and go with a tunnel, while qBittorrent
      // runs on and goes on counting.
      if (isStopped) {
        this.allow();
        await guard.stopped();
      }
    }
  }

  #now(): number {
    return this.#options.clock.now();
  }
}
