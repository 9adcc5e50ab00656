import { createServer } from 'node:http';
import { listen } from './listen.ts';

/** A tracker on loopback, and the ports that were announced to it. */
export async function startTracker(): Promise<{ readonly url: string; readonly ports: number[] }> {
  const ports: number[] = [];
  const server = createServer((request, response) => {
    ports.push(Number(new URL(request.url ?? '', 'http://tracker').searchParams.get('port')));
    response.end('d8:intervali1800e12:min intervali1e5:peers0:e');
  });
  return { url: `http://127.0.0.1:${await listen(server)}/announce`, ports };
}
