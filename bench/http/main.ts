// What the transports cost compared with plain fetch, on each runtime. After a build:
// `node bench/http/main.ts`
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { runInRuntime } from '../../runtime-tests/src/run-in-runtime.ts';
import { printResults } from '../turns/print-results.ts';
import { startServer } from '../turns/start-server.ts';
import type { Result } from '../turns/take-turns.ts';

const server = await startServer(fileURLToPath(new URL('small-replies.ts', import.meta.url)));
try {
  for (const name of ['node', 'deno', 'bun'] as const) {
    const output = await runInRuntime(name, ['../../bench/http/ask.ts', server.baseUrl], {});
    const { runtime, results } = output as { runtime: string; results: readonly Result[] };
    printResults(runtime, results);
  }
} finally {
  server.stop();
}
console.log(`\nload ${loadavg()[0]?.toFixed(1)}`);
