import { get } from 'node:http';
import { createServer } from 'node:net';

const READY_EVERY_MS = 10_000;
const SCRAPE_EVERY_MS = 30_000;

/** Asks as Kubernetes and Prometheus do. Returns what ends it. */
export function startProbes(port: number): () => void {
  const timers = [
    setInterval(() => void probe(port), READY_EVERY_MS),
    setInterval(() => void probe(port, '/metrics'), SCRAPE_EVERY_MS),
  ];
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Asks once, over a new connection. A busy or dead candidate shows in its renewals. */
export function probe(port: number, path = '/readyz'): Promise<void> {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path, agent: false }, (reply) => {
      reply.resume().once('close', resolve);
    }).once('error', () => resolve());
  });
}
