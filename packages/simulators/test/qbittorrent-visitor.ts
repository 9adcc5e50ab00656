import type { QBittorrentSimulator } from '../src/qbittorrent/qbittorrent-simulator.ts';

export interface Visit {
  status: number;
  body: string;
  cookie: string | undefined;
}

/** Talks to a simulator without a socket: a browser tab with a cookie, or none. */
export class QBittorrentVisitor {
  cookie: string | undefined;
  readonly #simulator: QBittorrentSimulator;
  readonly #address: string;
  readonly #port: number;

  constructor(simulator: QBittorrentSimulator, { address = '127.0.0.1', port = 8080 } = {}) {
    this.#simulator = simulator;
    this.#address = address;
    this.#port = port;
  }

  get(action: string, headers: Record<string, string> = {}): Visit {
    return this.#send('GET', action, headers, '');
  }

  post(
    action: string,
    form: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Visit {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.#send('POST', action, { ...type, ...headers }, String(new URLSearchParams(form)));
  }

  /** Keeps the cookie. */
  login(password = 'adminadmin', username = 'admin'): Visit {
    const visit = this.post('auth/login', { username, password });
    this.cookie = visit.cookie?.split(';')[0] ?? this.cookie;
    return visit;
  }

  set(patch: Record<string, unknown>): Visit {
    return this.post('app/setPreferences', { json: JSON.stringify(patch) });
  }

  preferences(): Record<string, unknown> {
    return JSON.parse(this.get('app/preferences').body);
  }

  status(): string {
    return JSON.parse(this.get('transfer/info').body).connection_status;
  }

  #send(method: string, action: string, headers: Record<string, string>, body: string): Visit {
    const reply = this.#simulator.handle({
      method,
      url: action.startsWith('/') ? action : `/api/v2/${action}`,
      headers: {
        host: `127.0.0.1:${this.#port}`,
        ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
        ...headers,
      },
      body,
      sourceAddress: this.#address,
    });
    if (reply.kind !== 'reply') throw new Error(`The connection failed: ${reply.kind}`);
    const cookie = reply.headers['set-cookie'];
    return {
      status: reply.status,
      body: reply.body,
      cookie: cookie === undefined ? undefined : String(cookie),
    };
  }
}
