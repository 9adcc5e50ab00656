import { get } from 'node:http';
import { createServer } from 'node:net';

const READY_EVERY_MS = 5_000;
const SCRAPE_EVERY_MS = 15_000;

/** Asks as Kubernetes and Prometheus do, each time over a new connection. Returns what ends it. */
export function startProbes(port: number): () => void {
  const timers = [
    setInterval(() => ask(port, '/readyz'), READY_EVERY_MS),
    setInterval(() => ask(port, '/metrics'), SCRAPE_EVERY_MS),
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

function ask(port: number, path: string): void {
  // A busy or dead candidate shows in its renewals.
  get({ host: '127.0.0.1', port, path, agent: false }, (reply) => reply.resume()).on('error', noop);
}

function noop(): void {}
