import { type App, formatHostAndPort } from '@portkeep/app-host';
import { failed, passed, reportSteps, type Step, variablesStep } from '@portkeep/app-host/doctor';
import type { ExternalAddress } from '../gateway/address-packet.ts';
import { GatewayLine } from '../gateway/gateway-line.ts';
import { locateGateway } from '../gateway/locate-gateway.ts';
import { addressQuestion } from '../gateway/question.ts';
import type { FrontVariables } from '../variables.ts';

const LIMIT_MS = 20_000;
const ANSWER_MS = 10_000;
const TRIES = 5;

/** What the steps work with. */
interface Examination {
  readonly warnings: readonly string[];
  readonly gateway: ReturnType<typeof locateGateway>;
  /** Whether `NATPMP_GATEWAY` names it. */
  readonly named: boolean;
  readonly ask: (signal: AbortSignal) => Promise<ExternalAddress>;
}

const place: Step<Examination, object> = {
  title: 'Gateway',
  failure: 'There is no gateway',
  limitMs: 1_000,
  async check({ examination: { gateway, named } }) {
    if (gateway !== undefined) {
      const from = named ? 'NATPMP_GATEWAY' : 'the default route';
      return { finding: passed(`The gateway is ${formatHostAndPort(gateway)}, from ${from}`) };
    }
    const cause = 'NATPMP_GATEWAY is not set, and there is no default route with a next hop';
    const next = 'set NATPMP_GATEWAY: with ProtonVPN over WireGuard it is 10.2.0.1';
    return { finding: failed('There is no gateway', { cause, next }) };
  },
};

const answer: Step<Examination, object> = {
  title: 'NAT-PMP',
  failure: 'The gateway does not answer NAT-PMP',
  limitMs: ANSWER_MS,
  async check({ examination: { ask }, signal }) {
    const { address, epochSeconds } = await ask(signal);
    const since = `it has kept its mappings for ${epochSeconds} s`;
    return { finding: passed(`The gateway answers; its external address is ${address}`, since) };
  },
};

/**
 * Looks for the gateway and asks for its address. It maps nothing: the port could belong to another
 * program.
 *
 * @throws {ExitError} with code 1 when a step failed.
 */
export async function doctor(app: App<FrontVariables>): Promise<void> {
  const { values, warnings } = app;
  const gateway = locateGateway(values.gateway);
  const line = new GatewayLine({ locate: () => gateway, tries: TRIES });
  const examination: Examination = {
    warnings,
    gateway,
    named: values.gateway !== undefined,
    ask: (stop) => line.ask(addressQuestion(), 'doctor', stop),
  };
  const steps = [variablesStep, place, answer];
  await reportSteps(app, { steps, examination, limitMs: LIMIT_MS });
}
