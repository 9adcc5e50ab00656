import type { HttpReply, HttpRequest } from '@portkeep/http';
import { checkTimeout, checkTransport, readBaseUrl } from '@portkeep/http/client';
import type { QBittorrentClientOptions } from '../client-options.ts';
import { type Clock, systemClock } from '../clock.ts';
import { version, webApiVersion } from '../endpoints/app/versions.ts';
import { login, logout } from '../endpoints/auth.ts';
import { decodeReply } from '../protocol/decode-reply.ts';
import { encodeRequest } from '../protocol/encode-request.ts';
import type { Endpoint } from '../protocol/endpoint.ts';
import { proxyRefusal } from '../protocol/proxy-refusal.ts';
import { checkSupport, dependsOnVersion } from '../protocol/support.ts';
import { isQBittorrentError } from '../qbittorrent-error.ts';
import type { RequestBody } from '../request-body.ts';
import type { RequestOptions } from '../request-options.ts';
import type { QBittorrentAuth } from './auth.ts';
import { authorizationRefused } from './authorization-refused.ts';
import { checkAuth } from './check-auth.ts';
import { Connection, type SendOptions } from './connection.ts';
import { cookieLost } from './cookie-lost.ts';
import { readApiKey, readPassword } from './credentials.ts';
import { guardedLogin } from './guarded-login.ts';
import { LoginGate } from './login-gate.ts';
import type { LoginGuard } from './login-guard.ts';
import { ProxyHeaders } from './proxy-headers.ts';
import { isProxyWithoutServer } from './proxy-without-server.ts';
import { isSessionEnded } from './session-ended.ts';
import { SharedRequest } from './shared-request.ts';

const DEFAULT_TIMEOUT_MS = 10_000;
/** Failures of a server that answers. */
const ANSWERS: ReadonlySet<string> = new Set(['QBT_UNEXPECTED_RESPONSE', 'QBT_BANNED']);

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
  readonly #proxyHeaders: ProxyHeaders;
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #guard: LoginGuard;
  readonly #logins: SharedRequest;
  readonly #versions: SharedRequest;
  readonly #validate: boolean;
  /** Counts the logins: tells a call whether its session was replaced while it was under way. */
  #generation = 0;
  /** The last login was good and brought no cookie: the server knows us in another way. */
  #cookieless = false;
  /** The API key that was accepted last. */
  #goodKey: string | undefined;
  #version: { readonly text: string; readonly generation: number } | undefined;

  /**
   * Does no I/O.
   *
   * @param options Where qBittorrent is, and how to log in.
   * @throws {TypeError} When an option is missing or cannot be used.
   */
  constructor(options: QBittorrentClientOptions) {
    this.#api = new URL('api/v2/', readBaseUrl(options.baseUrl));
    this.#auth = checkAuth(options.auth);
    this.#proxyHeaders = new ProxyHeaders(options);
    this.#clock = options.clock ?? systemClock;
    this.#guard = options.loginGuard ?? new LoginGate(this.#clock);
    const shared = {
      host: this.#api.host,
      timeoutMs: checkTimeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS),
    };
    this.#connection = new Connection({
      ...shared,
      transport: checkTransport(options.transport),
      proxyHeaders: this.#proxyHeaders,
      clock: this.#clock,
      guard: this.#guard,
      onAway: () => {
        this.#version = undefined;
      },
    });
    this.#logins = new SharedRequest({ ...shared, does: login.does });
    this.#versions = new SharedRequest({ ...shared, does: webApiVersion.does });
    this.#validate = options.validate ?? true;
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

  #exchangeLoggedIn(request: HttpRequest<RequestBody>, options: SendOptions): Promise<HttpReply> {
    const auth = this.#auth;
    if (auth === undefined) return this.#connection.exchange(request, options);
    if ('apiKey' in auth) return this.#exchangeWithKey(request, auth, options);
    return this.#exchangeInSession(request, options);
  }

  async #exchangeInSession(
    request: HttpRequest<RequestBody>,
    options: SendOptions,
  ): Promise<HttpReply> {
    if (!this.#hasSession()) await this.login(options);
    const generation = this.#generation;
    const reply = await this.#connection.exchange(request, options);
    if (!isSessionEnded(reply)) return reply;
    if (generation === this.#generation) await this.login(options);
    const again = await this.#connection.exchange(request, options);
    if (isSessionEnded(again)) throw cookieLost(options.does);
    return again;
  }

  /** Logs in now; calls at the same time share one login. Nothing to do with an API key. */
  async login(options: RequestOptions = {}): Promise<void> {
    options.signal?.throwIfAborted();
    const auth = this.#auth;
    if (auth === undefined || 'apiKey' in auth) return;
    await this.#logins.run(async (shared) => {
      const credentials = await readPassword(auth);
      const { authorization } = await this.#proxyHeaders.read();
      const all = JSON.stringify({ ...credentials, authorization });
      await guardedLogin(this.#guard, all, async (onFailure) => {
        // Without the cookie: with one, qBittorrent says "Ok." and does not look at the password.
        const request = encodeRequest(login, credentials, this.#api);
        const options = { ...shared, onFailure, does: login.does };
        const reply = await this.#connection.send(request, options);
        // As an API key of its own, qBittorrent 5.2 and newer takes what a proxy passes on.
        if (isSessionEnded(reply) && authorization !== undefined) throw authorizationRefused(reply);
        const isRefused = reply.status === 401 && proxyRefusal(reply) === undefined;
        if (isRefused) await this.#throwIfHostRejected(options);
        if (isRefused || !decodeReply(login, reply)) return { reply, isRight: false };
        this.#connection.startSession(reply);
        this.#cookieless = !this.#connection.hasCookie();
        this.#generation += 1;
        return { reply, isRight: true };
      });
    }, options);
  }

  /** Ends the session at the server, if there is one, and forgets it. */
  async logout(options: RequestOptions = {}): Promise<void> {
    options.signal?.throwIfAborted();
    try {
      if (!this.#connection.hasCookie()) return;
      const request = encodeRequest(logout, undefined, this.#api);
      const reply = await this.#connection.exchange(request, { ...options, does: logout.does });
      if (!isSessionEnded(reply)) decodeReply(logout, reply);
    } finally {
      this.#connection.endSession();
      this.#cookieless = false;
    }
  }

  /** Whether qBittorrent answers at all. Sends no credentials. */
  async isUp(options: RequestOptions = {}): Promise<boolean> {
    options.signal?.throwIfAborted();
    try {
      // With the cookie: each request without one starts another session where login is bypassed.
      const request = encodeRequest(version, undefined, this.#api);
      const isAnonymous = !this.#connection.hasCookie();
      const carry = { ...options, does: version.does, isAnonymous };
      const reply = await this.#connection.exchange(request, carry);
      return !isProxyWithoutServer(reply);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (isQBittorrentError(error)) return ANSWERS.has(error.code);
      throw error;
    }
  }

  /** Forgets a rejection or a ban. */
  allowLogin(): void {
    this.#connection.allow();
    void this.#guard.allow();
  }

  #hasSession(): boolean {
    return this.#cookieless || this.#connection.hasCookie();
  }

  async #exchangeWithKey(
    request: HttpRequest<RequestBody>,
    auth: Extract<QBittorrentAuth, { apiKey: unknown }>,
    options: SendOptions,
  ): Promise<HttpReply> {
    const apiKey = await readApiKey(auth);
    const headers = { ...request.headers, authorization: `Bearer ${apiKey}` };
    const send = (more: Partial<SendOptions>) =>
      this.#connection.exchange({ ...request, headers }, { ...options, ...more });
    const known = apiKey === this.#goodKey ? await send({}) : undefined;
    if (known && !isSessionEnded(known)) return known;
    this.#goodKey = undefined;
    return await guardedLogin(this.#guard, apiKey, async (onFailure) => {
      // The refusal of a key that was good is not asked for twice: each brings a ban closer.
      const reply = known ?? (await send({ onFailure }));
      const isRight = reply.status < 400 || (isSessionEnded(reply) ? false : undefined);
      if (isRight) this.#goodKey = apiKey;
      return { reply, isRight };
    });
  }

  /** A 401 at login is a bad password since 5.2, or a bad Host header: other calls tell which. */
  async #throwIfHostRejected(options: SendOptions): Promise<void> {
    const probe = await this.#connection.send(
      encodeRequest(version, undefined, this.#api),
      options,
    );
    if (probe.status === 401) decodeReply(version, probe);
  }
}
