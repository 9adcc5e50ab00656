/** Prints which visits to hostile servers differ between the runtimes, and how many. */
import { makeAuthorities } from './hostile/authorities.ts';
import { type RuntimeName, runInRuntime } from './run-in-runtime.ts';
import { serveOrders } from './serve-orders.ts';
import { trustEnvironment } from './trust-environment.ts';

const RUNTIMES: readonly RuntimeName[] = ['node', 'deno', 'bun'];

const authorities = makeAuthorities();
const trust = await trustEnvironment(authorities.environment.pem);
const orders = await serveOrders(authorities);
const visits = new Map<string, Map<RuntimeName, string>>();
try {
  for (const runtime of RUNTIMES) {
    const program = ['outcomes-program.ts', orders.url] as const;
    const outcomes = Object(await runInRuntime(runtime, program, trust.variables));
    for (const [visit, outcome] of Object.entries(outcomes)) {
      visits.set(visit, (visits.get(visit) ?? new Map()).set(runtime, String(outcome)));
    }
  }
} finally {
  await orders.close();
  await trust.remove();
}
const differing = [...visits].filter(([, outcomes]) => new Set(outcomes.values()).size > 1);
for (const [visit, outcomes] of differing) {
  console.log(visit);
  for (const [runtime, outcome] of outcomes) console.log(`    ${runtime}: ${outcome}`);
}
for (const transport of ['ky', 'node', 'node with ca']) {
  const count = (names: readonly (readonly [string, unknown])[]) =>
    names.filter(([visit]) => visit.endsWith(`× ${transport}`)).length;
  console.log(`${transport}: ${count(differing)} of ${count([...visits])} visits differ`);
}
