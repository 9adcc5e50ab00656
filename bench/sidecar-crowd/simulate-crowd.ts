import { readEnvironment } from '@portkeep/app-host';
import { EarlyRenewal } from '@portkeep/port-lease';
import { FakeClock } from '@portkeep/port-lease/testing';
import { createApi } from '../../apps/sidecar/src/sources/natpmp/api.ts';
import { createSources } from '../../apps/sidecar/src/sources/natpmp/mapping/create-sources.ts';
import { keepMappings } from '../../apps/sidecar/src/sources/natpmp/mapping/keep-mappings.ts';
import { readSettings } from '../../apps/sidecar/src/sources/natpmp/settings.ts';
import { variables } from '../../apps/sidecar/src/variables.ts';
import { type CrowdReport, reportOn } from './report-on.ts';
import { SimulatedApi } from './simulated-api.ts';

const MINUTE_MS = 60_000;
const FIRST_PORT = 10_000;

/** What happens. All sidecars start together, as after a power cut. */
export interface CrowdPlan {
  readonly sidecars: number;
  /** How many requests the API works on at once. */
  readonly workers: number;
  readonly minutes: number;
  /** The API is down once; the gateway behind it keeps its mappings. */
  readonly restart: { readonly atMinute: number; readonly seconds: number };
  readonly seed: number;
}

/** Runs the sidecar's own renewal loops, with its defaults, against one API in simulated time. */
export async function simulateCrowd(plan: CrowdPlan): Promise<CrowdReport> {
  const clock = new FakeClock({ now: 0 });
  const api = new SimulatedApi(clock, plan.workers);
  const stop = new AbortController();
  const losses: number[] = [];
  const random = seededRandom(plan.seed);
  for (let index = 0; index < plan.sidecars; index += 1) {
    const onLoss = () => losses.push(clock.now());
    // Rejects with the reason of the abort.
    runSidecar({ index, api, clock, random, signal: stop.signal, onLoss }).catch(() => {});
  }
  const { atMinute, seconds } = plan.restart;
  await clock.advance(atMinute * MINUTE_MS);
  api.stop();
  await clock.advance(seconds * 1_000);
  api.start();
  await clock.advance((plan.minutes - atMinute) * MINUTE_MS - seconds * 1_000);
  const report = reportOn(plan, api, losses);
  stop.abort();
  return report;
}

interface Place {
  readonly index: number;
  readonly api: SimulatedApi;
  readonly clock: FakeClock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly onLoss: () => void;
}

async function runSidecar({ index, api, clock, random, signal, onLoss }: Place): Promise<void> {
  const environment = { NATPMP_SERVICE: 'api:8080', INTERNAL_PORT: String(FIRST_PORT + index) };
  const { values } = readEnvironment(variables, environment);
  const { adaptive } = createApi({ values }, api.transport(index), () => clock.monotonic());
  const sources = createSources({
    ...{ settings: readSettings(values), client: adaptive, clock, random },
    watch: { asking() {}, mapped() {}, failed() {} },
  });
  await clock.delay(random() * values.startSpreadMs, signal);
  const early = new EarlyRenewal();
  for await (const { event } of keepMappings(sources, { signal, clock, early })) {
    if (event.type === 'lost') onLoss();
  }
}

/** The same numbers from 0 to less than 1 for the same seed. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
