import type { Result } from './take-turns.ts';

/** Prints the result of each, compared with the first, which is the plain `fetch`. */
export function printResults(title: string, results: readonly Result[]): void {
  const [base] = results;
  console.log(`\n| ${title} | requests/s | of fetch | CPU, µs | of fetch |`);
  console.log('| --- | --- | --- | --- | --- |');
  for (const { name, requestsPerSecond, cpuMicros } of results) {
    const cells = [
      requestsPerSecond.toFixed(0),
      (requestsPerSecond / (base?.requestsPerSecond ?? Number.NaN)).toFixed(2),
      cpuMicros.toFixed(0),
      (cpuMicros / (base?.cpuMicros ?? Number.NaN)).toFixed(2),
    ];
    console.log(`| ${[name, ...cells].join(' | ')} |`);
  }
}
