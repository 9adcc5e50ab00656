import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const MODULES: Readonly<Record<string, string>> = {
  client: '../../../packages/qbittorrent-client/dist/',
  http: '../../../packages/http/dist/',
  ky: '../../../node_modules/ky/distribution/',
  valibot: '../../../node_modules/valibot/dist/',
};
const IMPORTS = {
  '@portkeep/qbittorrent-client': '/modules/client/index.js',
  '@portkeep/http': '/modules/http/index.js',
  '@portkeep/http/client': '/modules/http/client.js',
  '@portkeep/http/ky': '/modules/http/ky.js',
  ky: '/modules/ky/index.js',
  valibot: '/modules/valibot/index.mjs',
};
const PAGE = `<!doctype html><title>A page</title>
<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
<script type="module" src="/page.mjs"></script>`;

/** A page, what it loads, and qBittorrent under the same origin. */
export interface PageServer {
  readonly url: string;
  /** What the page has sent back. */
  readonly outcome: Promise<unknown>;
  close(): void;
}

/** @param task what the page has to do, as JSON. */
export async function startPageServer(qbittorrent: string, task: unknown): Promise<PageServer> {
  const brought = new EventEmitter();
  const outcome = once(brought, 'outcome').then(([first]) => first);
  const server = createServer(async (incoming, outgoing) => {
    const path = incoming.url ?? '/';
    if (path.startsWith('/api/')) proxy(qbittorrent, incoming, outgoing);
    else if (path === '/') send(outgoing, 'text/html', PAGE);
    else if (path === '/task') send(outgoing, 'application/json', JSON.stringify(task));
    else if (path === '/outcome') {
      brought.emit('outcome', JSON.parse(await text(incoming)));
      outgoing.end();
    } else await sendScript(path, outgoing);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    outcome,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function sendScript(path: string, outgoing: ServerResponse): Promise<void> {
  const [, , name = '', ...rest] = path.split('/');
  const file = path === '/page.mjs' ? 'page.mjs' : `${MODULES[name]}${rest.join('/')}`;
  const script = await readFile(new URL(file, import.meta.url)).catch(() => undefined);
  if (script === undefined) outgoing.writeHead(404).end();
  else send(outgoing, 'text/javascript', script);
}

function send(outgoing: ServerResponse, type: string, body: string | Buffer): void {
  outgoing.setHeader('content-type', type);
  outgoing.end(body);
}

/** A reverse proxy in front of qBittorrent: under its own Host, without the Origin of the page. */
function proxy(target: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { origin: _, referer: __, ...headers } = incoming.headers;
  const url = new URL(incoming.url ?? '/', target);
  const forward = request(url, {
    method: incoming.method,
    headers: { ...headers, host: url.host },
  });
  forward.on('response', (reply) => {
    outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(outgoing);
  });
  forward.on('error', () => outgoing.writeHead(502).end());
  incoming.pipe(forward);
}
