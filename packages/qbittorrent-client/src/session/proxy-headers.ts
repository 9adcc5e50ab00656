import type { SecretValue } from '@portkeep/http';
import { checkSecret, readSecret } from '@portkeep/http/client';
import type { QBittorrentClientOptions } from '../client-options.ts';
import { QBittorrentError } from '../qbittorrent-error.ts';
import type { BasicAuth } from './basic-auth.ts';

/** What the client, or whatever carries its requests, sets itself. */
const OWN =
  /^(accept-encoding|connection|content-.+|cookie|expect|host|keep-alive|origin|referer|te|trailer|transfer-encoding|upgrade)$/;

/** The headers that a proxy in front of qBittorrent requires. Their values are secrets. */
export class ProxyHeaders {
  // Private by syntax, so that inspect() and JSON never show them.
  readonly #headers: ReadonlyMap<string, SecretValue>;
  readonly #basic: BasicAuth | undefined;

  /** @throws {TypeError} That names what is missing or cannot be used. */
  constructor({
    headers = {},
    basic,
    auth,
  }: Pick<QBittorrentClientOptions, 'auth' | 'basic' | 'headers'>) {
    this.#headers = new Map(
      Object.entries(headers).map(([name, value]) => {
        if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
          throw unusable('headers', `"${name}" is not a name`);
        if (OWN.test(name.toLowerCase())) throw unusable('headers', `the client sets "${name}"`);
        return [name.toLowerCase(), checkSecret(`headers.${name}`, value)];
      }),
    );
    this.#basic = basic;
    if (basic !== undefined) {
      checkSecret('basic.username', basic.username);
      checkSecret('basic.password', basic.password);
    }
    const uses = [
      basic !== undefined,
      this.#headers.has('authorization'),
      auth !== undefined && 'apiKey' in auth,
    ];
    if (uses.filter(Boolean).length > 1) {
      const why = 'a request has one Authorization header, for it or "headers" or "apiKey"';
      throw unusable('basic', why);
    }
  }

  /** Whether there are none. */
  get isEmpty(): boolean {
    return this.#headers.size === 0 && this.#basic === undefined;
  }

  /** Reads their present values. */
  async read(): Promise<Record<string, string>> {
    const read: Record<string, string> = {};
    for (const [name, secret] of this.#headers) {
      const value = await readSecret(`headers.${name}`, secret);
      if (!/^[!-~]([\t -~]*[!-~])?$/.test(value))
        throw unsendable(`headers.${name}`, 'is empty, or no header can carry it');
      read[name] = value;
    }
    if (this.#basic !== undefined) read.authorization = await writeBasic(this.#basic);
    return read;
  }
}

async function writeBasic(basic: BasicAuth): Promise<string> {
  const username = await readSecret('basic.username', basic.username);
  const password = await readSecret('basic.password', basic.password);
  if (username.includes(':')) throw unsendable('basic.username', 'has a colon in it');
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

function unusable(option: string, why: string): TypeError {
  return new TypeError(`Cannot use "${option}": ${why}`);
}

function unsendable(secret: string, why: string): QBittorrentError {
  const problem = `Cannot send a request: "${secret}" ${why}`;
  return new QBittorrentError('QBT_BAD_REQUEST', problem, 'correct it');
}
