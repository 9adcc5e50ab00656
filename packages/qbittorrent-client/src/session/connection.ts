import type {
  HttpReply,
  HttpRequest,
  Transport,
  TransportFailure,
  TransportOptions,
} from '@portkeep/http';
import { checkTimeout, exchange, timedOut, withinLimit } from '@portkeep/http/client';
import { banned, banWait, isBan } from '../protocol/ban.ts';
import type { RequestBody } from '../request-body.ts';
import type { RequestOptions } from '../request-options.ts';
import type { WallClock } from '../wall-clock.ts';
import { authorizationRefused } from './authorization-refused.ts';
import { CookieSession } from './cookie-session.ts';
import type { LoginGuard } from './login-guard.ts';
import { isAway, networkError } from './network-error.ts';
import type { ProxyHeaders } from './proxy-headers.ts';
import { isProxyRefused, isProxyWithoutServer } from './proxy-without-server.ts';

/** What a {@link Connection} needs. */
export interface ConnectionOptions {
  readonly transport: Transport<RequestBody>;
  /** Host and port, for messages. */
  readonly host: string;
  /** The default limit for requests, in milliseconds. */
  readonly timeoutMs: number;
  readonly clock: WallClock;
  /** What a proxy in front of the server requires. */
  readonly proxyHeaders: ProxyHeaders;
  /** Learns of bans, and that the server is stopped. */
  readonly guard: Pick<LoginGuard, 'banned' | 'stopped'>;
  /** Called when the server is away: what comes back may be another version. */
  readonly onAway: () => void;
  /** Called when it answered, after the session has taken the reply. */
  readonly onReply: () => void;
}

const NO_HEADERS: Readonly<Record<string, string>> = {};

/** How one request is sent. */
export interface SendOptions extends RequestOptions, Pick<TransportOptions, 'streams'> {
  /** What a failure message says was tried. */
  readonly does: string;
  /** Sent without the `Authorization` of a proxy, which could count as a failed login. */
  readonly isAnonymous?: boolean | undefined;
  /** Called with the reason why there is no reply. */
  readonly onFailure?: ((failure: TransportFailure) => void) | undefined;
}

/** A reply, and what it says about the session. */
export interface Exchange {
  readonly reply: HttpReply;
  /** Whether the session that the request was sent in has ended. */
  readonly hasEnded: boolean;
}

/** Sends requests to one server, with the cookies that it sets. */
export class Connection {
  readonly session: CookieSession;
  readonly #options: ConnectionOptions;
  /** How many replies have said that this address is banned, since the last success. */
  #bans = 0;
  /** The `Authorization` of a proxy that was refused last, and the reply. */
  #refused: { readonly authorization: string; readonly reply: HttpReply } | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.session = new CookieSession(() => options.clock.now());
  }

  /** Sends a request in the session, and takes what the reply says about it. */
  async exchange(request: HttpRequest<RequestBody>, options: SendOptions): Promise<Exchange> {
    const { session } = this;
    const { number } = session;
    const cookie = session.cookie();
    const headers = cookie === undefined ? request.headers : { ...request.headers, cookie };
    const reply = await this.send({ ...request, headers }, options);
    const hasEnded = session.take(reply, number);
    if (!isProxyWithoutServer(reply)) this.#options.onReply();
    return { reply, hasEnded };
  }

  /** Reads secrets within the time limit of a request: a function that returns one may hang. */
  async within<T>(options: SendOptions, read: () => Promise<T>): Promise<T> {
    const { signal, does, timeoutMs = this.#options.timeoutMs } = options;
    const attempt = { does, host: this.#options.host, timeoutMs: checkTimeout(timeoutMs) };
    const late = () => networkError(timedOut(false), attempt);
    return await withinLimit({ signal, timeoutMs, timedOut: late }, read);
  }

  /** The present `Authorization` of a proxy, where it has one. */
  async authorization(): Promise<string | undefined> {
    return (await this.#options.proxyHeaders.read()).authorization;
  }

  /** It may be sent again although it was refused. */
  allow(): void {
    this.#refused = undefined;
  }

  /** Sends a request with no cookie but its own. */
  async send(request: HttpRequest<RequestBody>, options: SendOptions): Promise<HttpReply> {
    const { transport, host, guard, onAway, proxyHeaders } = this.#options;
    const { timeoutMs = this.#options.timeoutMs, does, onFailure, isAnonymous, ...rest } = options;
    const { urgent: _, ...carry } = rest;
    const { authorization, ...headers } = proxyHeaders.isEmpty
      ? NO_HEADERS
      : await this.within(options, () => proxyHeaders.read());
    const isAuthorized = authorization !== undefined && isAnonymous !== true;
    if (isAuthorized) {
      const refused = this.#refused;
      if (refused?.authorization === authorization) throw authorizationRefused(refused.reply);
      headers.authorization = authorization;
    }
    let isStopped = false;
    try {
      const whole = { ...request, headers: { ...headers, ...request.headers } };
      const reply = await exchange(transport, whole, {
        ...carry,
        timeoutMs,
        failed: (failure) => {
          onFailure?.(failure);
          if (isAway(failure)) onAway();
          isStopped = failure.kind === 'refused';
          return networkError(failure, { does, host, timeoutMs });
        },
      });
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
      // In a session it is not looked at, and the session may have ended.
      if (isAuthorized && reply.status === 401 && request.headers.cookie === undefined) {
        this.#refused = { authorization, reply };
        throw authorizationRefused(reply);
      }
      return reply;
    } finally {
      // Only this is certain: names and routes come and go with a tunnel, while qBittorrent keeps
      // running and counting.
      if (isStopped) {
        this.allow();
        await guard.stopped();
      }
    }
  }
}
