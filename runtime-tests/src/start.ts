/** Runs the contracts on every runtime, or those that are named: `node src/start.ts deno http`. */
import process from 'node:process';
import { BAD_ENVIRONMENT } from './bad-environment.ts';
import { makeAuthorities } from './hostile/authorities.ts';
import { CONTRACT_NAMES, type ContractResult } from './run-contract.ts';
import { RUNTIME_NAMES, runInRuntime } from './run-in-runtime.ts';
import { serveOrders } from './serve-orders.ts';
import { trustEnvironment } from './trust-environment.ts';

const authorities = makeAuthorities();
const trust = await trustEnvironment(authorities.environment.pem);
const orders = await serveOrders(authorities);
let good = true;
try {
  for (const contract of chosen(CONTRACT_NAMES)) {
    const counts = new Set<number>();
    for (const name of chosen(RUNTIME_NAMES)) {
      const program = ['contract-program.ts', orders.url, contract] as const;
      const environment = {
        ...trust.variables,
        ...(contract === 'http-in-bad-environment' && BAD_ENVIRONMENT),
      };
      const result = (await runInRuntime(name, program, environment)) as ContractResult;
      const { runtime, passed, failed, seconds } = result;
      counts.add(passed + failed.length);
      good &&= failed.length === 0;
      console.log(
        `${contract}, ${name} (${runtime}): ${passed} passed, ${failed.length} failed, ${seconds} s`,
      );
    }
    // Each runtime has to run every case.
    good &&= counts.size === 1;
  }
} finally {
  await orders.close();
  await trust.remove();
}
process.exitCode = good ? 0 : 1;

function chosen<T extends string>(names: readonly T[]): readonly T[] {
  const named = names.filter((name) => process.argv.slice(2).includes(name));
  return named.length > 0 ? named : names;
}
