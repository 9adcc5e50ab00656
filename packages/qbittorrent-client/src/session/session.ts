import type { QBittorrentClientOptions } from '../client-options.ts';
import { type Clock, systemClock } from '../clock.ts';
import { version, webApiVersion } from '../endpoints/app/versions.ts';
import { login, logout } from '../endpoints/auth.ts';
import { isBan } from '../protocol/ban.ts';
import { decodeReply } from '../protocol/decode-reply.ts';
import { encodeRequest } from '../protocol/encode-request.ts';
import type { Endpoint } from '../protocol/endpoint.ts';
import { checkSupport, dependsOnVersion } from '../protocol/support.ts';
import { isQBittorrentError } from '../qbittorrent-error.ts';
import type { RequestOptions } from '../request-options.ts';
import type { HttpReply, HttpRequest, Transport, TransportOptions } from '../transport.ts';
import type { QBittorrentAuth } from './auth.ts';
import { apiUrl } from './base-url.ts';
import { checkTimeout } from './check-timeout.ts';
import { CookieJar } from './cookie-jar.ts';
import { readApiKey, readPassword } from './credentials.ts';
import { LoginGate } from './login-gate.ts';
import { isDown, isProxyWithoutServer, networkError } from './network-error.ts';
import { isSessionEnded } from './session-ended.ts';
import { SharedRequest } from './shared-request.ts';

const DEFAULT_TIMEOUT_MS = 10_000;

interface CarryOptions extends RequestOptions, Pick<TransportOptions, 'streams'> {
  /** What a failure message says was tried. */
  readonly does: string;
}

/**
 * Carries calls to one qBittorrent, logged in.
 *
 * Knows all ways in: a session cookie under any name, an API key, and no login at all. Logs in
 * before the first call and once more when a session has ended; never with values known to be bad.
 * Asks for the version of the Web API once, and only when a call depends on it.
 *
 * @example
 * ```ts
 * import { QBittorrentSession, transferEndpoints } from '@portkeep/qbittorrent-client';
 *
 * const session = new QBittorrentSession({
 *   baseUrl: 'http://localhost:8080',
 *   transport: async () => ({ status: 200, headers: {}, body: '0' }),
 * });
 * const limit = await session.call(transferEndpoints.uploadLimit, undefined);
 * if (limit !== 0) throw new Error('a limit');
 * ```
 */
export class QBittorrentSession {
  readonly #api: URL;
  readonly #auth: QBittorrentAuth | undefined;
  readonly #transport: Transport;
  readonly #timeoutMs: number;
  readonly #clock: Clock;
  readonly #jar = new CookieJar();
  readonly #gate = new LoginGate();
  readonly #logins: SharedRequest;
  readonly #versions: SharedRequest;
  readonly #validate: boolean;
  /** Counts the logins: tells a call whether its session was replaced while it was under way. */
  #generation = 0;
  /** The last login was good and brought no cookie: the server knows us in another way. */
  #cookieless = false;
  #version: { readonly text: string; readonly generation: number } | undefined;

  /**
   * Does no I/O.
   *
   * @param options Where qBittorrent is, and how to log in.
   * @throws {TypeError} When `baseUrl` or `timeoutMs` cannot be used.
   */
  constructor(options: QBittorrentClientOptions) {
    this.#api = apiUrl(options.baseUrl);
    this.#auth = options.auth;
    this.#transport = options.transport;
    this.#timeoutMs = checkTimeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    const shared = { host: this.#api.host, timeoutMs: this.#timeoutMs };
    this.#logins = new SharedRequest({ ...shared, does: login.does });
    this.#versions = new SharedRequest({ ...shared, does: webApiVersion.does });
    this.#validate = options.validate ?? true;
    this.#clock = options.clock ?? systemClock;
  }

  /**
   * Runs one endpoint; logs in before when needed, and once again when the session has ended.
   *
   * @param endpoint A row of the endpoint table.
   * @param input Its parameters.
   * @param options A signal to stop the call.
   * @returns What the endpoint answers.
   * @throws {QBittorrentError} `QBT_UNSUPPORTED`, before the request, when the server's version does
   * not have it.
   */
  async call<Input, Output>(
    endpoint: Endpoint<Input, Output>,
    input: Input,
    options: RequestOptions = {},
  ): Promise<Output> {
    options.signal?.throwIfAborted();
    const version = dependsOnVersion(endpoint) ? await this.getWebApiVersion(options) : undefined;
    if (version !== undefined) checkSupport(endpoint, version);
    const request = encodeRequest(endpoint, input, this.#api, version);
    const carry = { ...options, streams: endpoint.streams, does: endpoint.does };
    const reply = await this.#exchangeLoggedIn(request, carry);
    return decodeReply(endpoint, reply, this.#validate, this.#clock.now());
  }

  /**
   * The version of the server's Web API, e.g. `2.15.1`: asked for once in a session, since only
   * another qBittorrent can have another.
   */
  async getWebApiVersion(options: RequestOptions = {}): Promise<string> {
    for (;;) {
      if (this.#version?.generation === this.#generation) return this.#version.text;
      // Not as a part of the question: each request has the whole time.
      if (!this.#hasSession()) await this.login(options);
      await this.#versions.run(async (shared) => {
        const text = await this.call(webApiVersion, undefined, shared);
        this.#version = { text, generation: this.#generation };
      }, options);
    }
  }

  #exchangeLoggedIn(request: HttpRequest, options: CarryOptions): Promise<HttpReply> {
    const auth = this.#auth;
    if (auth === undefined) return this.#exchange(request, options);
    if ('apiKey' in auth) return this.#exchangeWithKey(request, auth, options);
    return this.#exchangeInSession(request, options);
  }

  async #exchangeInSession(request: HttpRequest, options: CarryOptions): Promise<HttpReply> {
    if (!this.#hasSession()) await this.login(options);
    const generation = this.#generation;
    const reply = await this.#exchange(request, options);
    if (!isSessionEnded(reply)) return reply;
    if (generation === this.#generation) await this.login(options);
    return await this.#exchange(request, options);
  }

  /** Logs in now; calls at the same time share one login. Nothing to do with an API key. */
  async login(options: RequestOptions = {}): Promise<void> {
    options.signal?.throwIfAborted();
    const auth = this.#auth;
    if (auth === undefined || 'apiKey' in auth) return;
    await this.#logins.run(async (shared) => {
      const credentials = await readPassword(auth);
      const identity = JSON.stringify(credentials);
      this.#gate.check(identity, this.#clock.now());
      // Without the cookie: with one, qBittorrent says "Ok." and does not look at the password.
      const request = encodeRequest(login, credentials, this.#api);
      const carry = { ...shared, does: login.does };
      const reply = await this.#send(request, carry);
      if (reply.status === 401) await this.#throwIfHostRejected(carry);
      if (reply.status === 401 || !decodeReply(login, reply)) throw this.#gate.reject(identity);
      this.#jar.clear();
      this.#jar.accept(reply, this.#clock.now());
      this.#cookieless = this.#jar.header(this.#clock.now()) === undefined;
      this.#generation += 1;
    }, options);
  }

  /** Ends the session at the server, if there is one, and forgets it. */
  async logout(options: RequestOptions = {}): Promise<void> {
    options.signal?.throwIfAborted();
    try {
      if (this.#jar.header(this.#clock.now()) === undefined) return;
      const request = encodeRequest(logout, undefined, this.#api);
      const reply = await this.#exchange(request, { ...options, does: logout.does });
      if (!isSessionEnded(reply)) decodeReply(logout, reply);
    } finally {
      this.#jar.clear();
      this.#cookieless = false;
    }
  }

  /** Whether qBittorrent answers at all. Sends no credentials. */
  async isUp(options: RequestOptions = {}): Promise<boolean> {
    options.signal?.throwIfAborted();
    try {
      // With the cookie: each request without one starts another session where login is bypassed.
      const request = encodeRequest(version, undefined, this.#api);
      const reply = await this.#exchange(request, { ...options, does: version.does });
      return !isProxyWithoutServer(reply);
    } catch (error) {
      options.signal?.throwIfAborted();
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
    options: CarryOptions,
  ): Promise<HttpReply> {
    const apiKey = await readApiKey(auth);
    this.#gate.check(apiKey, this.#clock.now());
    const headers = { ...request.headers, authorization: `Bearer ${apiKey}` };
    const reply = await this.#exchange({ ...request, headers }, options);
    if (isSessionEnded(reply)) throw this.#gate.reject(apiKey);
    return reply;
  }

  async #exchange(request: HttpRequest, options: CarryOptions): Promise<HttpReply> {
    const cookie = this.#jar.header(this.#clock.now());
    const headers = cookie === undefined ? request.headers : { ...request.headers, cookie };
    const reply = await this.#send({ ...request, headers }, options);
    this.#jar.accept(reply, this.#clock.now());
    return reply;
  }

  async #send(request: HttpRequest, options: CarryOptions): Promise<HttpReply> {
    const { does, ...carry } = options;
    const { signal, timeoutMs = this.#timeoutMs } = carry;
    checkTimeout(timeoutMs);
    let reply: HttpReply;
    try {
      reply = await this.#transport(request, { ...carry, timeoutMs });
    } catch (error) {
      signal?.throwIfAborted();
      if (isDown(error)) this.#forget();
      throw networkError(error, { does, host: this.#api.host, timeoutMs });
    }
    signal?.throwIfAborted();
    if (isProxyWithoutServer(reply)) this.#forget();
    if (isBan(reply)) this.#gate.ban(this.#clock.now());
    return reply;
  }

  /** The server is away: what comes back may be another version with another password. */
  #forget(): void {
    this.#gate.open();
    this.#version = undefined;
  }

  /** A 401 at login is a bad password since 5.2, or a bad Host header: other calls tell which. */
  async #throwIfHostRejected(options: CarryOptions): Promise<void> {
    const probe = await this.#send(encodeRequest(version, undefined, this.#api), options);
    if (probe.status === 401) decodeReply(version, probe);
  }
}
