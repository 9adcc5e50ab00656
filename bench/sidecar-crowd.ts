// How many sidecars one NAT-PMP HTTP API can serve, and what happens with more of them. The API's 250 ms
// per request on two workers are 8 mappings per second. The sidecar's own loops and the simulated
// API in simulated time: half an hour takes seconds. `npm run build && node bench/sidecar-crowd.ts`
import type { PhaseReport } from './sidecar-crowd/report-on.ts';
import { simulateCrowd } from './sidecar-crowd/simulate-crowd.ts';

const CROWDS = [50, 100, 150, 160, 165, 170, 200, 215, 240, 250];
const PLAN = { workers: 2, minutes: 40, restart: { atMinute: 20, seconds: 30 }, seed: 1 };

console.log(`All start within 2 s; tcp and udp, DURATION 60, REFRESH_INTERVAL 45; two workers.
The API is away for ${PLAN.restart.seconds} s in minute ${PLAN.restart.atMinute}; the gateway keeps its mappings.

| sidecars | phase | requests/s | answer, median / slowest, s | no answer | lapses reported | really unmapped | busiest sidecar, requests/min |
| --- | --- | --- | --- | --- | --- | --- | --- |`);
for (const sidecars of CROWDS) {
  const report = await simulateCrowd({ ...PLAN, sidecars });
  const { restart, minutes } = PLAN;
  const [up, again] = [restart.atMinute, restart.atMinute + 5];
  row(sidecars, 'minute 0–5', report.start);
  row(sidecars, `minute 5–${up}`, report.steady);
  row(sidecars, `minute ${up}–${again}, restart`, report.restart);
  row(sidecars, `minute ${again}–${minutes}`, report.after);
}

function row(sidecars: number, name: string, phase: PhaseReport): void {
  const seconds = (ms: number) => (ms / 1_000).toFixed(1);
  const failures = Object.entries(phase.failures).map(([code, count]) => `${count} ${code}`);
  const cells = [
    ...[sidecars, name, phase.requestsPerSecond.toFixed(1)],
    `${seconds(phase.medianMs)} / ${seconds(phase.slowestMs)}`,
    ...[failures.join(', ') || '0', phase.losses],
    ...[`${(phase.unmapped * 100).toFixed(1)} %`, phase.mostPerMinute],
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
