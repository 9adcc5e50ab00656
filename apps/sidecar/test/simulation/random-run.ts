import { isNatPmpFault, NATPMP_FAULTS, type NatPmpFaultTarget } from '@portkeep/simulators';
import { Dice } from '@portkeep/testing';
import { Simulation } from './simulation.ts';
import { Watchman } from './watchman.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** The longest wait of a sink that failed, with its jitter. */
const SINK_RETRY = 66 * SECOND;
const TARGETS = ['forward', 'service'] as const;

/** Faults that move or end a mapping without any message about it. */
const HIT_THE_GATEWAY = ['gateway-rebooted', 'max-duration-zero'];

/**
 * Ten hours of trouble, and then the proof that the sidecar has recovered; the seed decides
 * everything.
 */
export async function randomRun(seed: number): Promise<Simulation> {
  const dice = new Dice(seed);
  const latency = dice.chance(0.8) ? 10 : 150;
  const protocols = dice.pick([{}, {}, {}, { ENABLE_TCP: 'no' }, { ENABLE_UDP: 'no' }]);
  const duration = dice.pick([60, 60, 300, 3_600]);
  // Where the gateway grants less and the API does not report it, the mapping lapses.
  const reportsGrant = dice.chance(0.5);
  const mostGranted = reportsGrant ? dice.pick([45, 60, Infinity]) : Infinity;
  const simulation = new Simulation({
    seed,
    random: dice.random,
    latencyMs: () => dice.between(1, latency),
    reportsGrant,
    grantSeconds: (asked) => Math.min(asked, mostGranted),
    environment: {
      MAX_CONSECUTIVE_FAILURES: '0',
      DURATION: String(duration),
      REFRESH_INTERVAL: String(duration * dice.pick([0.5, 0.75, 0.9])),
      ...protocols,
    },
    maxDurationSeconds: dice.pick([-1, 300, 300, 60]),
  });
  const watchman = new Watchman(simulation);
  const disturb = disturber(simulation, watchman, dice);
  const { settings } = simulation;
  const { clock } = simulation.machine;
  const calmFrom = clock.monotonic() + 10 * HOUR;
  try {
    for (;;) {
      const restMs = dice.between(5 * SECOND, 30 * MINUTE);
      if (clock.monotonic() + restMs > calmFrom) break;
      await simulation.pass(restMs, watchman.look);
      await disturb();
    }
    simulation.api.clearFaults();
    simulation.sinkWorks = true;
    await simulation.pass(Math.max(settings.refreshMs, SINK_RETRY) + 25 * SECOND, watchman.look);
    if (!simulation.well) throw new Error('Not well again in the cycle after the last trouble');
    const events = simulation.events.length;
    await simulation.pass(2 * settings.refreshMs, watchman.look);
    if (!simulation.well) throw new Error('Not well in quiet times');
    if (simulation.events.slice(events).some(({ event }) => event.type !== 'renewed')) {
      throw new Error('Trouble in quiet times');
    }
    watchman.checkTraffic();
    return simulation;
  } finally {
    simulation.stop();
  }
}

/** Something goes wrong, for a while or once. */
function disturber(simulation: Simulation, watchman: Watchman, dice: Dice): () => Promise<void> {
  const { api, machine, settings } = simulation;
  const { clock, trueTime } = machine;
  // Both at once could look like a clock that is right.
  const sleeps = dice.chance(0.5);
  const hit = (fault: string) => {
    if (HIT_THE_GATEWAY.includes(fault)) watchman.gatewayHitAt = Number.POSITIVE_INFINITY;
  };
  const settle = () => {
    const { gatewayHitAt } = watchman;
    if (gatewayHitAt === Number.POSITIVE_INFINITY) watchman.gatewayHitAt = trueTime();
  };
  return () =>
    dice.pick([
      async () => {
        const fault = setAnyFault(simulation, dice, { times: Math.ceil(dice.between(0, 8)) });
        hit(fault);
        await simulation.pass(dice.between(0, 5 * MINUTE), watchman.look);
        api.clearFaults();
        settle();
      },
      async () => {
        hit(setAnyFault(simulation, dice, {}));
        await simulation.pass(
          dice.between(0, dice.pick([20 * SECOND, 10 * MINUTE])),
          watchman.look,
        );
        api.clearFaults();
        settle();
      },
      async () => {
        api.rebootGateway();
        watchman.gatewayHitAt = trueTime();
      },
      async () => {
        api.changeExternalPort(dice.pick(settings.protocols), settings.internalPort);
      },
      async () => {
        watchman.hurriedAt.push(trueTime());
        simulation.early.request();
      },
      async () => {
        simulation.sinkWorks = !simulation.sinkWorks;
      },
      async () => {
        api.setToken('another');
        await simulation.pass(dice.between(0, 3 * MINUTE), watchman.look);
        api.setToken(undefined);
        watchman.hurriedAt.push(trueTime());
        simulation.early.request();
      },
      async () => {
        const from = trueTime();
        if (sleeps) machine.suspend(dice.between(SECOND, dice.pick([MINUTE, 10 * HOUR])));
        else if (dice.chance(0.5)) clock.setBack(dice.between(SECOND, 2 * HOUR));
        else clock.setForward(dice.between(SECOND, 2 * HOUR));
        watchman.clockHits.push({ from, to: trueTime() });
      },
    ])();
}

function setAnyFault({ api }: Simulation, dice: Dice, options: { times?: number }): string {
  const target: NatPmpFaultTarget = dice.pick(TARGETS);
  const fault = dice.pick(NATPMP_FAULTS[target]);
  const delayMs = dice.between(0, 12 * SECOND);
  if (isNatPmpFault(target, fault)) api.setFault(target, fault, { ...options, delayMs });
  return fault;
}
