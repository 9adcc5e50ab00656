import { checkNumber, checkTimeout, checkTransport, readBaseUrl } from '@portkeep/http/client';
import type { QBittorrentClientOptions } from '../client-options.ts';
import { version, webApiVersion } from '../endpoints/app/versions.ts';
import { login, logout } from '../endpoints/auth.ts';
import { decodeReply } from '../protocol/decode-reply.ts';
import { encodeRequest } from '../protocol/encode-request.ts';
import type { Endpoint } from '../protocol/endpoint.ts';
import { isQBittorrentError } from '../qbittorrent-error.ts';
import type { RequestOptions } from '../request-options.ts';
import { systemWallClock } from '../wall-clock.ts';
import { apiKeyWay } from './api-key-way.ts';
import { bypass } from './bypass.ts';
import { Calls } from './calls.ts';
import { checkCredentials } from './check-credentials.ts';
import { Connection } from './connection.ts';
import { FirstCall } from './first-call.ts';
import { KnownVersion } from './known-version.ts';
import type { QBittorrentAuth } from './login-credentials.ts';
import { LoginGate } from './login-gate.ts';
import type { LoginGuard } from './login-guard.ts';
import { PasswordWay, type PasswordWayOptions } from './password-way.ts';
import { ProxyHeaders } from './proxy-headers.ts';
import { isProxyWithoutServer } from './proxy-without-server.ts';
import { SendQueue } from './send-queue.ts';
import { SharedRequest } from './shared-request.ts';
import type { WayIn } from './way-in.ts';

const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_CONCURRENCY = 16;
const DEFAULT_RETRIES = 2;
/** Failures of a server that answers. */
const ANSWERS: ReadonlySet<string> = new Set(['QBT_UNEXPECTED_RESPONSE', 'QBT_BANNED']);

/**
 * Carries calls to one qBittorrent, logged in.
 *
 * Supports every kind of access: a session cookie under any name, an API key, and no login at all. Logs in
 * before the first call and once more when a session has ended; never with values known to be bad.
 * Asks for the version of the Web API when a call depends on it, and again when another qBittorrent
 * may have come.
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
export class QBittorrentSession implements AsyncDisposable {
  readonly #api: URL;
  readonly #calls: Calls;
  readonly #connection: Connection;
  readonly #firstCall: FirstCall | undefined;
  readonly #guard: LoginGuard;
  readonly #queue: SendQueue;
  readonly #wayIn: WayIn;

  /**
   * Does no I/O.
   *
   * @param options Where qBittorrent is, and how to log in.
   * @throws {TypeError} When an option is missing or cannot be used.
   */
  constructor(options: QBittorrentClientOptions) {
    const api = new URL('api/v2/', readBaseUrl(options?.baseUrl));
    const { clock = systemWallClock, onOddRecords, validate = true } = options;
    const { concurrency = DEFAULT_CONCURRENCY, retries = DEFAULT_RETRIES } = options;
    const auth = checkCredentials(options.auth);
    const now = () => clock.now();
    const guard = options.loginGuard ?? new LoginGate(clock);
    const timeoutMs = checkTimeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    const firstCall = auth === undefined ? new FirstCall(now, timeoutMs) : undefined;
    const shared = { host: api.host, timeoutMs };
    const connection: Connection = new Connection({
      ...shared,
      transport: checkTransport(options.transport),
      proxyHeaders: new ProxyHeaders(options),
      clock,
      guard,
      onAway() {
        known.forget();
        firstCall?.forget();
      },
      onReply: () => firstCall?.heard(connection.session.sign()),
    });
    const logins = new SharedRequest({ ...shared, does: login.does });
    const looks = new SharedRequest<string>({ ...shared, does: webApiVersion.does });
    const wayIn = wayOf(auth, { api, connection, guard, logins });
    const known = new KnownVersion(now, () => ({
      session: connection.session.sign(),
      provesServer: wayIn.provesServer && connection.session.cookie() !== undefined,
    }));
    const places = { of: 'a number', from: 1, to: Number.POSITIVE_INFINITY };
    const queue = new SendQueue(checkNumber('concurrency', concurrency, places));
    checkNumber('retries', retries, { of: 'a number', from: 0, to: 10 });
    this.#api = api;
    this.#calls = new Calls({
      api,
      connection,
      wayIn,
      queue,
      known,
      looks,
      clock,
      retries,
      validate,
      onOddRecords,
    });
    this.#connection = connection;
    this.#firstCall = firstCall;
    this.#guard = guard;
    this.#queue = queue;
    this.#wayIn = wayIn;
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
    const output = await this.#inTurn(() => this.#calls.run(endpoint, input, options), options);
    if (endpoint.complete === undefined) return output;
    const others = { ...options, onProgress: undefined };
    return await endpoint.complete(output, input, (row, given) => this.call(row, given, others));
  }

  /**
   * The version of the server's Web API, e.g. `2.15.1`. It is remembered for a session; where a
   * session does not show that the server is the same, for 30 seconds; and never longer than a
   * connection.
   */
  async getWebApiVersion(options: RequestOptions = {}): Promise<string> {
    options.signal?.throwIfAborted();
    return await this.#inTurn(() => this.#calls.version(options), options);
  }

  /**
   * Logs in now; calls at the same time share one login. Does nothing with an API key. An abort
   * ends the wait alone where the login was sent: what comes of it decides about the next one.
   */
  async login(options: RequestOptions = {}): Promise<void> {
    options.signal?.throwIfAborted();
    await this.#wayIn.login(options);
  }

  /** Ends the session at the server, if there is one, and forgets it. */
  async logout(options: RequestOptions = {}): Promise<void> {
    options.signal?.throwIfAborted();
    const { session } = this.#connection;
    let { number } = session;
    try {
      if (session.cookie() === undefined) return;
      const request = encodeRequest(logout, undefined, this.#api);
      const { reply, hasEnded } = await this.#queue.run(() => {
        number = session.number;
        return this.#connection.exchange(request, { ...options, does: logout.does });
      }, options);
      if (!hasEnded) decodeReply(logout, reply);
    } finally {
      // Another call may have begun the next one by now.
      if (session.number === number) session.end();
    }
  }

  /** Logs out at the end of an `await using` block. It is not an error if qBittorrent is gone by then. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.logout();
    } catch (error) {
      if (!isQBittorrentError(error)) throw error;
    }
  }

  /** Whether qBittorrent answers at all. Sends no credentials. */
  async isUp(options: RequestOptions = {}): Promise<boolean> {
    options.signal?.throwIfAborted();
    try {
      // With the cookie: each request without one starts another session where login is bypassed.
      const request = encodeRequest(version, undefined, this.#api);
      const isAnonymous = this.#connection.session.cookie() === undefined;
      const carry = { ...options, does: version.does, isAnonymous };
      const look = () => this.#connection.exchange(request, carry);
      const urgent = { ...options, urgent: true };
      const { reply } = await this.#inTurn(() => this.#queue.run(look, urgent), options);
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

  #inTurn<T>(call: () => Promise<T>, { signal }: RequestOptions): Promise<T> {
    if (this.#firstCall === undefined) return call();
    return this.#firstCall.run(call, () => this.#connection.session.sign(), signal);
  }
}

function wayOf(
  auth: QBittorrentAuth | undefined,
  options: Omit<PasswordWayOptions, 'auth'>,
): WayIn {
  if (auth === undefined) return bypass;
  return 'apiKey' in auth ? apiKeyWay(auth) : new PasswordWay({ ...options, auth });
}
