import type {
  HttpReply,
  HttpRequest,
  Transport,
  TransportFailure,
  TransportOptions,
} from '@portkeep/http';
import { exchange } from '@portkeep/http/client';
import type { Clock } from '../clock.ts';
import { isBan } from '../protocol/ban.ts';
import type { RequestBody } from '../request-body.ts';
import type { RequestOptions } from '../request-options.ts';
import { CookieSession } from './cookie-session.ts';
import type { LoginGuard } from './login-guard.ts';
import { isAway, networkError } from './network-error.ts';
import { isProxyRefused, isProxyWithoutServer } from './proxy-without-server.ts';

/** What a {@link Connection} needs. */
export interface ConnectionOptions {
  readonly transport: Transport<RequestBody>;
  /** Host and port, for messages. */
  readonly host: string;
  /** For requests that come without a limit, in milliseconds. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Learns of bans, and that the server is stopped. */
  readonly guard: Pick<LoginGuard, 'banned' | 'stopped'>;
  /** Called when the server is away: what comes back may be another version. */
  readonly onAway: () => void;
  /** Called when it answered, after the session has taken the reply. */
  readonly onReply: () => void;
}

/** How one request is sent. */
export interface SendOptions extends RequestOptions, Pick<TransportOptions, 'streams'> {
  /** What a failure message says was tried. */
  readonly does: string;
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

  /** Sends a request as it is. */
  async send(request: HttpRequest<RequestBody>, options: SendOptions): Promise<HttpReply> {
    const { transport, host, guard, onAway } = this.#options;
    const { does, timeoutMs = this.#options.timeoutMs, onFailure, urgent: _, ...carry } = options;
    let isStopped = false;
    try {
      const reply = await exchange(transport, request, {
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
      if (isBan(reply)) await guard.banned();
      return reply;
    } finally {
      // Nothing but this is sure: names and routes come and go with a tunnel, while qBittorrent
      // runs on and goes on counting.
      if (isStopped) await guard.stopped();
    }
  }
}
