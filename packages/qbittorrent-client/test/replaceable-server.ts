import type { HttpReply, HttpRequest, Transport } from '@portkeep/http';
import { isSupported } from '../src/protocol/support.ts';
import { isAtLeast } from '../src/protocol/web-api-version.ts';
import type { RequestBody } from '../src/request-body.ts';
import { ENDPOINTS } from './endpoint-groups.ts';
import { text } from './fake-qbittorrent.ts';
import { parametersOf, pathOf } from './parameters-of.ts';

/** How the client gets access. */
export type Entrance = 'password' | 'API key' | 'bypass';

/** A qBittorrent that can be replaced by another version, as after an update of its image. */
export class ReplaceableServer {
  /** Of its Web API. */
  version: string;
  /** All requests. */
  readonly paths: string[] = [];
  /** What it carried out: the call, and the version that its parameters were written for. */
  readonly ran: { readonly path: string; readonly dialect: string | undefined }[] = [];
  readonly #entrance: Entrance;
  #sessions = new Set<string>();
  #issued = 0;

  constructor(version: string, entrance: Entrance) {
    this.version = version;
    this.#entrance = entrance;
  }

  readonly transport: Transport<RequestBody> = async (request) => {
    await new Promise((resolve) => setImmediate(resolve));
    this.paths.push(pathOf(request));
    return this.#answer(request);
  };

  /** Another one takes its place, without the sessions of the old one. */
  becomes(version: string): void {
    this.version = version;
    this.#sessions.clear();
  }

  /** Whether it has a call under this path. */
  has(path: string): boolean {
    return ENDPOINTS.some((row) => {
      if (row.formerly === path) return !isAtLeast(this.version, row.since);
      return row.path === path && isSupported({ ...row, formerly: undefined }, this.version);
    });
  }

  #answer(request: HttpRequest<RequestBody>): HttpReply {
    const path = pathOf(request);
    if (path === 'auth/login') return { ...text(200, 'Ok.'), headers: this.#newSession() };
    let { headers } = text(200, '');
    const { cookie = '', authorization } = request.headers;
    if (this.#entrance !== 'API key' && !this.#sessions.has(cookie)) {
      if (this.#entrance === 'password') return text(403, 'Forbidden');
      headers = this.#newSession();
    }
    if (this.#entrance === 'API key' && authorization === undefined) return text(403, 'Forbidden');
    if (path === 'app/webapiVersion') return { status: 200, headers, body: this.version };
    if (!this.has(path)) return { status: 404, headers, body: 'Not Found' };
    this.ran.push({ path, dialect: parametersOf(request).dialect });
    return { status: 200, headers, body: '' };
  }

  #newSession(): HttpReply['headers'] {
    this.#issued += 1;
    const cookie = `SID=${this.#issued}`;
    this.#sessions.add(cookie);
    return { 'content-type': 'text/plain', 'set-cookie': [`${cookie}; path=/`] };
  }
}
