import type { HttpReply, HttpRequest, Transport, TransportOptions } from '@portkeep/http';
import type { RequestBody } from '../src/request-body.ts';

/** The dialects of the login: 4.x/5.0, 5.1 (announce_port), 5.2 (204/401, API keys). */
export type Dialect = '4.5' | '5.1' | '5.2';

const VERSIONS = {
  '4.5': { app: 'v4.5.2', api: '2.8.19' },
  '5.1': { app: 'v5.1.4', api: '2.11.4' },
  '5.2': { app: 'v5.2.3', api: '2.15.1' },
} as const;
const BAN = 'Your IP address has been banned after too many failed authentication attempts.';

/** An in-memory qBittorrent with the rules that matter to a client. */
export class FakeQBittorrent {
  readonly requests: HttpRequest<RequestBody>[] = [];
  readonly sessions = new Set<string>();
  readonly busyPorts = new Set<number>();
  readonly preferences: Record<string, unknown> = {
    listen_port: 6881,
    random_port: false,
    upnp: false,
    current_network_interface: '',
    current_interface_address: '',
    web_ui_api_key: '',
    proxy_password: 'proxy-secret',
  };
  readonly dialect: Dialect;
  password = 'adminadmin';
  apiKey: string | undefined;
  bypass = false;
  cookieName = 'SID';
  hostRejected = false;
  /** Thrown in place of an answer. */
  failure: Error | undefined;
  /** Answers before any other rule, when it returns something. */
  intercept: (request: HttpRequest<RequestBody>) => HttpReply | undefined = () => undefined;
  /** Never answers. */
  hangs = false;
  /** The port the sockets are open on; 0 = none. */
  openPort = 6881;
  /** How often the sockets were opened. */
  opened = 1;
  #failures = 0;
  #issued = 0;

  constructor(dialect: Dialect = '5.2') {
    this.dialect = dialect;
    if (dialect !== '4.5') this.preferences.announce_port = 0;
    if (dialect === '5.2') this.cookieName = 'QBT_SID_8080';
  }

  readonly transport: Transport<RequestBody> = async (request, options) => {
    this.requests.push(request);
    // One turn later, as a network would: parallel calls really overlap.
    await new Promise((resolve) => setImmediate(resolve));
    options.signal?.throwIfAborted();
    if (this.failure !== undefined) throw this.failure;
    if (this.hangs) return await hang(options);
    return this.intercept(request) ?? this.#answer(request);
  };

  /** The paths asked for so far, e.g. `POST auth/login`. */
  calls(): string[] {
    return this.requests.map(({ method, url }) => `${method} ${url.split('/api/v2/')[1]}`);
  }

  /** How often a login was sent. */
  logins(): number {
    return this.calls().filter((call) => call === 'POST auth/login').length;
  }

  restart(): void {
    this.sessions.clear();
    this.#failures = 0;
  }

  #answer(request: HttpRequest<RequestBody>): HttpReply {
    if (this.hostRejected) return text(401, 'Unauthorized');
    const path = request.url.split('/api/v2/')[1]?.split('?')[0] ?? '';
    const form = new URLSearchParams(String(request.body ?? '').replaceAll('+', '%2B'));
    if (path === 'auth/login') return this.#login(form);
    const cookies: string[] = [];
    if (!this.#isKnown(request)) {
      if (!this.bypass) return text(403, 'Forbidden');
      cookies.push(this.#startSession());
    }
    return { ...this.#run(path, form, request), ...(cookies.length > 0 && withCookies(cookies)) };
  }

  #run(path: string, form: URLSearchParams, { headers }: HttpRequest<RequestBody>): HttpReply {
    if (path === 'app/version') return text(200, VERSIONS[this.dialect].app);
    if (path === 'app/webapiVersion') return text(200, VERSIONS[this.dialect].api);
    if (path === 'app/preferences') return text(200, JSON.stringify(this.preferences));
    if (path === 'app/setPreferences') this.#set(JSON.parse(form.get('json') ?? '{}'));
    else if (path === 'transfer/info') return text(200, JSON.stringify(this.#transferInfo()));
    else if (path === 'auth/logout') {
      this.sessions.delete(headers.cookie ?? '');
      return {
        ...text(200, ''),
        ...withCookies([`${this.cookieName}=; expires=Fri, 20-Nov-2020 03:05:31 GMT; path=/`]),
      };
    } else if (path !== 'torrents/reannounce') return text(404, 'Not Found');
    return text(200, '');
  }

  #login(form: URLSearchParams): HttpReply {
    if (this.#failures >= 5) return text(403, BAN);
    if (form.get('username') !== 'admin' || form.get('password') !== this.password) {
      this.#failures += 1;
      return this.dialect === '5.2' ? text(401, 'Unauthorized') : text(200, 'Fails.');
    }
    const reply = this.dialect === '5.2' ? text(204, '') : text(200, 'Ok.');
    return { ...reply, ...withCookies([this.#startSession()]) };
  }

  #startSession(): string {
    this.#issued += 1;
    const cookie = `${this.cookieName}=cookie-secret+/${this.#issued}=`;
    this.sessions.add(cookie);
    return `${cookie}; HttpOnly; path=/`;
  }

  #isKnown({ headers }: HttpRequest<RequestBody>): boolean {
    const bearer = headers.authorization;
    if (bearer?.startsWith('Bearer '))
      return this.apiKey !== undefined && bearer === `Bearer ${this.apiKey}`;
    return (headers.cookie ?? '').split('; ').some((cookie) => this.sessions.has(cookie));
  }

  #set(patch: Record<string, unknown>): void {
    const before = this.preferences.listen_port;
    for (const [key, value] of Object.entries(patch)) {
      if (key in this.preferences) this.preferences[key] = value;
    }
    const port = Number(this.preferences.listen_port);
    if (port === before) return;
    this.openPort = this.busyPorts.has(port) ? 0 : port;
    this.opened += 1;
  }

  #transferInfo() {
    return {
      connection_status: this.openPort === 0 ? 'disconnected' : 'firewalled',
      dht_nodes: 0,
      dl_info_data: 0,
      dl_info_speed: 0,
      up_info_data: 0,
      up_info_speed: 0,
    };
  }
}

/** A plain text reply. */
export function text(status: number, body: string): HttpReply {
  return { status, headers: { 'content-type': 'text/plain; charset=UTF-8' }, body };
}

function withCookies(cookies: readonly string[]): Pick<HttpReply, 'headers'> {
  return { headers: { 'content-type': 'text/plain; charset=UTF-8', 'set-cookie': cookies } };
}

function hang({ signal }: TransportOptions): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
