import { get } from 'node:http';
import { createServer } from 'node:net';

const PROBE_EVERY_MS = 10_000;
const SCRAPE_EVERY_MS = 30_000;
/** What the manifests in deploy/kubernetes allow. */
const TIMEOUT_MS = 5_000;

/** Probes that go on until they are ended. */
export interface Probes {
  /** With 200, in time. */
  readonly answered: number;
  readonly failed: number;
  end(): void;
}

/** Probes and scrapes as Kubernetes and Prometheus do. */
export function startProbes(port: number, paths: readonly string[]): Probes {
  let answered = 0;
  let failed = 0;
  const ask = async (path: string) => {
    if (await probe(port, path)) answered += 1;
    else failed += 1;
  };
  const timers = paths.map((path) => setInterval(() => void ask(path), PROBE_EVERY_MS));
  timers.push(setInterval(() => void probe(port, '/metrics'), SCRAPE_EVERY_MS));
  return {
    get answered() {
      return answered;
    },
    get failed() {
      return failed;
    },
    end() {
      for (const timer of timers) clearInterval(timer);
    },
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

/** Asks once, over a new connection. Resolves to whether that was answered with 200, in time. */
export function probe(port: number, path = '/readyz'): Promise<boolean> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    get({ host: '127.0.0.1', port, path, agent: false, signal }, (reply) => {
      reply.resume().once('close', () => resolve(reply.complete && reply.statusCode === 200));
    }).once('error', () => resolve(false));
  });
}
