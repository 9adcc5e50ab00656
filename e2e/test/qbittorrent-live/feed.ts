import { createServer } from 'node:http';
import { listen } from './listen.ts';

/**
 * A feed with two articles, served on a port of loopback while the tests of the file run.
 *
 * @param more Other articles, as XML.
 */
export async function startFeed(more = ''): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/rss+xml');
    response.end(`<?xml version="1.0"?><rss version="2.0"><channel><title>The feed</title>
${article('linux one')}${article('windows two')}${more}</channel></rss>`);
  });
  return `http://127.0.0.1:${await listen(server)}/feed?a=1&b=%20`;
}

function article(title: string): string {
  const link = `http://127.0.0.1:1/${encodeURIComponent(title)}.torrent`;
  return `<item><title>${title}</title><guid>${title}</guid><link>${link}</link>
<pubDate>Sat, 21 Nov 2026 03:05:25 +0000</pubDate></item>`;
}
