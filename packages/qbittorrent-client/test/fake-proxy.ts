import type { HttpReply, Transport } from '@portkeep/http';
import type { RequestBody } from '../src/request-body.ts';
import { type FakeQBittorrent, text } from './fake-qbittorrent.ts';

/** What a proxy asks for. */
export const AT_THE_DOOR = { username: 'doorman', password: 'öffne-dich' };

const CHALLENGE = { 'www-authenticate': 'Basic realm="door"', 'content-type': 'text/html' };

/** A reverse proxy that asks for Basic credentials, and strips them or passes them on. */
export class FakeProxy {
  readonly passesOn: boolean;
  readonly #server: FakeQBittorrent;
  /** Failed logins that qBittorrent counted because it got the credentials. */
  counted = 0;
  /** How often credentials came that are not the proxy's. */
  refused = 0;
  password = AT_THE_DOOR.password;
  /** Thrown in place of an answer. */
  failure: Error | undefined;

  constructor(server: FakeQBittorrent, passesOn: boolean) {
    this.#server = server;
    this.passesOn = passesOn;
  }

  readonly transport: Transport<RequestBody> = async (request, options) => {
    if (this.failure !== undefined) throw this.failure;
    const { authorization, ...headers } = request.headers;
    if (authorization !== this.#wanted()) {
      this.refused += authorization === undefined ? 0 : 1;
      return { status: 401, headers: CHALLENGE, body: '<html>' };
    }
    if (this.passesOn && this.#server.dialect === '5.2' && !this.#isKnown(headers.cookie)) {
      this.counted += 1;
      return text(401, 'Unauthorized');
    }
    return await this.#server.transport({ ...request, headers }, options);
  };

  #wanted(): string {
    const pair = `${AT_THE_DOOR.username}:${this.password}`;
    return `Basic ${Buffer.from(pair).toString('base64')}`;
  }

  #isKnown(cookie = ''): boolean {
    return this.#server.bypass || this.#server.sessions.has(cookie);
  }
}

/** The page of a proxy. */
export function page(status: number, challenge?: string): HttpReply {
  const headers = { 'content-type': 'text/html' };
  const body = '<html><body>A proxy</body></html>';
  if (challenge === undefined) return { status, headers, body };
  return { status, headers: { ...headers, 'www-authenticate': challenge }, body };
}
