import type { QBittorrentAuth } from './auth.ts';
import { isBan } from './ban.ts';
import { apiUrl } from './base-url.ts';
import type { QBittorrentClientOptions } from './client-options.ts';
import { type Clock, systemClock } from './clock.ts';
import { CookieJar } from './cookie-jar.ts';
import { readApiKey, readPassword } from './credentials.ts';
import { decodeReply } from './decode-reply.ts';
import { encodeRequest } from './encode-request.ts';
import type { Endpoint } from './endpoint.ts';
import { appVersion } from './endpoints/app.ts';
import { authLogin, authLogout } from './endpoints/auth.ts';
import { LoginGate } from './login-gate.ts';
import { isDown, networkError } from './network-error.ts';
import { isQBittorrentError } from './qbittorrent-error.ts';
import type { RequestOptions } from './request-options.ts';
import { SingleFlight } from './single-flight.ts';
import type { HttpReply, HttpRequest, Transport } from './transport.ts';

const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * Carries calls to one qBittorrent, logged in.
 *
 * Knows all ways in: a session cookie under any name, an API key, and no login at all. Logs in
 * before the first call and once more when a session has ended; never with values known to be bad.
 */
export class Session {
  readonly #api: URL;
  readonly #auth: QBittorrentAuth | undefined;
  readonly #transport: Transport;
  readonly #timeoutMs: number;
  readonly #clock: Clock;
  readonly #jar = new CookieJar();
  readonly #gate = new LoginGate();
  readonly #logins = new SingleFlight();
  /** Counts the logins: tells a call whether its session was replaced while it was under way. */
  #generation = 0;
  /** The last login was good and brought no cookie: the server knows us in another way. */
  #cookieless = false;

  constructor(options: QBittorrentClientOptions) {
    this.#api = apiUrl(options.baseUrl);
    this.#auth = options.auth;
    this.#transport = options.transport;
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#clock = options.clock ?? systemClock;
  }

  /** Runs one endpoint; logs in before when needed, and once again when the session has ended. */
  async call<Input, Output>(
    endpoint: Endpoint<Input, Output>,
    input: Input,
    { signal }: RequestOptions = {},
  ): Promise<Output> {
    signal?.throwIfAborted();
    const request = encodeRequest(endpoint, input, this.#api);
    const auth = this.#auth;
    if (auth === undefined) return decodeReply(endpoint, await this.#exchange(request, signal));
    if ('apiKey' in auth) {
      return decodeReply(endpoint, await this.#exchangeWithKey(request, auth, signal));
    }
    if (!this.#hasSession()) await this.login({ signal });
    const generation = this.#generation;
    const reply = await this.#exchange(request, signal);
    if (!isSessionEnded(reply)) return decodeReply(endpoint, reply);
    if (generation === this.#generation) await this.login({ signal });
    return decodeReply(endpoint, await this.#exchange(request, signal));
  }

  /** Logs in now; calls at the same time share one login. Nothing to do with an API key. */
  async login({ signal }: RequestOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    const auth = this.#auth;
    if (auth === undefined || 'apiKey' in auth) return;
    await this.#logins.run(async (shared) => {
      const credentials = await readPassword(auth);
      const identity = JSON.stringify(credentials);
      this.#gate.check(identity, this.#clock.now());
      // Without the cookie: with one, qBittorrent says "Ok." and does not look at the password.
      const reply = await this.#send(encodeRequest(authLogin, credentials, this.#api), shared);
      if (reply.status === 401) await this.#throwIfHostRejected(shared);
      if (reply.status === 401 || !decodeReply(authLogin, reply)) throw this.#gate.reject(identity);
      this.#jar.clear();
      this.#jar.accept(reply, this.#clock.now());
      this.#cookieless = this.#jar.header(this.#clock.now()) === undefined;
      this.#generation += 1;
    }, signal);
  }

  /** Ends the session at the server, if there is one, and forgets it. */
  async logout({ signal }: RequestOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    try {
      if (this.#jar.header(this.#clock.now()) === undefined) return;
      const reply = await this.#exchange(encodeRequest(authLogout, undefined, this.#api), signal);
      if (!isSessionEnded(reply)) decodeReply(authLogout, reply);
    } finally {
      this.#jar.clear();
      this.#cookieless = false;
    }
  }

  /** Whether qBittorrent answers at all. Sends no credentials. */
  async isUp({ signal }: RequestOptions = {}): Promise<boolean> {
    signal?.throwIfAborted();
    try {
      // With the cookie: each request without one starts another session where login is bypassed.
      const reply = await this.#exchange(encodeRequest(appVersion, undefined, this.#api), signal);
      return !isProxyWithoutServer(reply);
    } catch (error) {
      signal?.throwIfAborted();
      if (isQBittorrentError(error)) return error.code === 'QBT_UNEXPECTED_RESPONSE';
      throw error;
    }
  }

  /** Forgets a rejection or a ban. */
  allowLogin(): void {
    this.#gate.open();
  }

  #hasSession(): boolean {
    return this.#cookieless || this.#jar.header(this.#clock.now()) !== undefined;
  }

  async #exchangeWithKey(
    request: HttpRequest,
    auth: Extract<QBittorrentAuth, { apiKey: unknown }>,
    signal: AbortSignal | undefined,
  ): Promise<HttpReply> {
    const apiKey = await readApiKey(auth);
    this.#gate.check(apiKey, this.#clock.now());
    const headers = { ...request.headers, authorization: `Bearer ${apiKey}` };
    const reply = await this.#exchange({ ...request, headers }, signal);
    if (isSessionEnded(reply)) throw this.#gate.reject(apiKey);
    return reply;
  }

  async #exchange(request: HttpRequest, signal: AbortSignal | undefined): Promise<HttpReply> {
    const cookie = this.#jar.header(this.#clock.now());
    const headers = cookie === undefined ? request.headers : { ...request.headers, cookie };
    const reply = await this.#send({ ...request, headers }, signal);
    this.#jar.accept(reply, this.#clock.now());
    return reply;
  }

  async #send(request: HttpRequest, signal: AbortSignal | undefined): Promise<HttpReply> {
    let reply: HttpReply;
    try {
      reply = await this.#transport(request, { signal, timeoutMs: this.#timeoutMs });
    } catch (error) {
      signal?.throwIfAborted();
      if (isDown(error)) this.#gate.open();
      throw networkError(error, this.#api.host);
    }
    signal?.throwIfAborted();
    if (isProxyWithoutServer(reply)) this.#gate.open();
    if (isBan(reply)) this.#gate.ban(this.#clock.now());
    return reply;
  }

  /** A 401 at login is a bad password since 5.2, or a bad Host header: other calls tell which. */
  async #throwIfHostRejected(signal: AbortSignal): Promise<void> {
    const probe = await this.#send(encodeRequest(appVersion, undefined, this.#api), signal);
    if (probe.status === 401) decodeReply(appVersion, probe);
  }
}

/** 403 `Forbidden`: no session. Another text means that a good session may not do this. */
function isSessionEnded(reply: HttpReply): boolean {
  return reply.status === 403 && /^(Forbidden)?$/i.test(reply.body.trim());
}

/** A reverse proxy speaks for a server that is not there. */
function isProxyWithoutServer(reply: HttpReply): boolean {
  return reply.status >= 502 && reply.status <= 504;
}
