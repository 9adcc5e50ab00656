import { randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { cleanUp } from '../clean-up.ts';
import { type Certificates, type Identity, makeCertificates } from './certificates.ts';

const HOSTNAME = 'Server-20417-1b';
const DAYS_62_MS = 62 * 86_400_000;

/** Making them takes a second, so all tests of a file share them. */
let certificates: Certificates | undefined;

/** The answer to a request; nothing for one that is left hanging. */
type Answer = readonly [status: number, body: unknown] | undefined;
type Place = 'login' | 'list' | 'getSignature' | 'bindPort';

/**
 * A second PIA, written only from the protocol. It shares no line with `@portkeep/simulators`, and
 * has certificates by openssl and other names, so that a mistake that simulator and daemon have in
 * common shows.
 */
export class OtherPia {
  static readonly hostname: string = HOSTNAME;
  readonly username = 'p7654321';
  password = 'staple & battery + ümlaut%';
  /** The places whose requests are left hanging. */
  readonly hanging = new Set<Place>();
  readonly logins: boolean[] = [];
  readonly tokens: string[] = [];
  readonly claims: {
    readonly port: number;
    readonly payload: string;
    readonly signature: string;
  }[] = [];
  /** Ports, in the order in which they were bound. */
  readonly binds: number[] = [];
  /** Every request that arrived. */
  readonly requests: Place[] = [];
  environment: Readonly<Record<string, string>> = {};
  readonly #listKey: string;

  private constructor(listKey: string) {
    this.#listKey = listKey;
  }

  static async start(): Promise<OtherPia> {
    certificates ??= makeCertificates(HOSTNAME);
    const { website, websiteAuthority, gatewayAuthority, listKey, listKeyFile } = certificates;
    const pia = new OtherPia(listKey);
    const account = await serve(website, (request, body) => pia.#login(request, body));
    const list = await serve(website, () => pia.#list());
    const gateway = await serve(certificates.gateway, (request) =>
      pia.#gateway(new URL(request.url ?? '/', 'https://gateway')),
    );
    pia.environment = {
      PIA_USER: pia.username,
      PIA_PASS: pia.password,
      PIA_TOKEN_URL: `https://127.0.0.1:${account}/account/token`,
      PIA_SERVER_LIST_URLS: `https://127.0.0.1:${list}/list`,
      PIA_SERVER_LIST_KEY_FILE: listKeyFile,
      PIA_REQUIRE_LISTED: 'true',
      PIA_CA_FILE: gatewayAuthority,
      PIA_GATEWAY: '127.0.0.1',
      PIA_GATEWAY_PORT: String(gateway),
      NODE_EXTRA_CA_CERTS: websiteAuthority,
    };
    return pia;
  }

  /** Everything that must never show, also in its URL-encoded form. */
  get secrets(): string[] {
    const claims = this.claims.flatMap(({ payload, signature }) => [payload, signature]);
    return [this.password, ...this.tokens, ...claims].flatMap((text) => [
      text,
      encodeURIComponent(text),
      new URLSearchParams({ text }).toString().slice('text='.length),
    ]);
  }

  #login(request: IncomingMessage, body: string): Answer {
    const form = new URLSearchParams(body);
    const good =
      request.method === 'POST' &&
      request.headers['content-type'] === 'application/x-www-form-urlencoded' &&
      form.get('username') === this.username &&
      form.get('password') === this.password;
    this.logins.push(good);
    if (this.#hangs('login')) return undefined;
    if (!good) return [401, 'HTTP Token: Access denied.\n'];
    const token = `${randomBytes(30).toString('base64')}+/=`;
    this.tokens.push(token);
    return [200, { token }];
  }

  #list(): Answer {
    if (this.#hangs('list')) return undefined;
    const region = {
      ...{ id: 'ch-zurich', name: 'Switzerland', country: 'CH', auto_region: true },
      ...{ dns: 'zurich.privacy.network', port_forward: true, geo: false, offline: false },
      servers: { wg: [{ ip: '203.0.113.77', cn: HOSTNAME }], meta: [] },
    };
    const groups = { wg: [{ name: 'wireguard', ports: [1337] }] };
    // As long as the real ones: clients take shorter ones for an error.
    const json = JSON.stringify({ groups, regions: [region], padding: 'x'.repeat(1_000) });
    const signature = sign('sha256', Buffer.from(json), this.#listKey).toString('base64');
    return [200, `${json}\n\n${signature.replace(/.{64}/g, '$&\n')}\n`];
  }

  #gateway({ pathname, searchParams: query }: URL): Answer {
    if (pathname === '/getSignature') {
      if (this.#hangs('getSignature')) return undefined;
      if (!this.tokens.includes(query.get('token') ?? '')) {
        return [401, { status: 'ERROR', message: 'Unauthorized client' }];
      }
      const claim = newClaim();
      this.claims.push(claim);
      const { payload, signature } = claim;
      return [200, { status: 'OK', payload, signature }];
    }
    if (pathname !== '/bindPort') return [404, '<html>Not Found</html>'];
    if (this.#hangs('bindPort')) return undefined;
    const claim = this.claims.find(
      ({ payload, signature }) =>
        payload === query.get('payload') && signature === query.get('signature'),
    );
    if (claim === undefined) return [401, { status: '', message: 'bad signature' }];
    const known = this.binds.includes(claim.port);
    this.binds.push(claim.port);
    return [200, { status: 'OK', message: known ? 'timer refreshed' : 'port scheduled for add' }];
  }

  #hangs(place: Place): boolean {
    this.requests.push(place);
    return this.hanging.has(place);
  }
}

/** Fields and spaces that are lost when a program parses the payload and serializes it again. */
function newClaim(): OtherPia['claims'][number] {
  const port = 40_000 + (randomBytes(2).readUInt16BE() % 20_000);
  const expires = new Date(Date.now() + DAYS_62_MS).toISOString().replace('Z', '987654Z');
  const text = `{ "port":${port},"added":"later", "expires_at":"${expires}" ,"token":"t+/="}`;
  const payload = Buffer.from(text).toString('base64');
  return { port, payload, signature: randomBytes(64).toString('base64') };
}

async function serve(
  identity: Identity,
  answer: (request: IncomingMessage, body: string) => Answer,
): Promise<number> {
  const server = createServer({ ...identity }, (request, response) => {
    readBody(request).then((body) => send(response, answer(request, body)), noop);
  });
  server.on('tlsClientError', noop);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUp(() => close(server));
  return (server.address() as AddressInfo).port;
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer === undefined) return;
  const [status, body] = answer;
  response.statusCode = status;
  response.end(typeof body === 'string' ? body : `${JSON.stringify(body, null, 4)}\n`);
}

async function close(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

function noop(): void {}
