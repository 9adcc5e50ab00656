import { expect, onTestFinished, test } from 'vitest';
import { Simulation, type SimulationOptions } from './simulation/simulation.ts';
import { Watchman } from './simulation/watchman.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

async function held(options: SimulationOptions): Promise<Simulation> {
  const simulation = new Simulation({ reportsGrant: true, ...options });
  onTestFinished(() => simulation.stop());
  await simulation.until(() => simulation.well, 5 * SECOND);
  return simulation;
}

test.each([
  ['the requested lifetime', {}, 60],
  [
    '60 s of the hour requested, as ProtonVPN does',
    { DURATION: '3600', REFRESH_INTERVAL: '2700' },
    60,
  ],
  ['10 s', {}, 10],
  ['4 s', {}, 4],
])(
  'where the gateway grants %s, the port is mapped without a gap',
  async (_, environment, granted) => {
    const simulation = await held({ environment, grantSeconds: () => granted });
    const watchman = new Watchman(simulation);
    await simulation.pass(20 * MINUTE, () => {
      watchman.look();
      expect(simulation.ready).toBe(true);
    });
    expect(simulation.api.history).toHaveLength(2);
  },
);

test.each([1, 2])(
  'where the gateway grants %d s, it is asked every 2 s and the sidecar stays ready',
  async (granted) => {
    const simulation = new Simulation({ reportsGrant: true, grantSeconds: () => granted });
    onTestFinished(() => simulation.stop());
    const { exchanges } = simulation.road;
    await simulation.pass(MINUTE, () => expect(simulation.lies()).toEqual([]));
    for (const protocol of simulation.settings.protocols) {
      const sent = exchanges
        .filter((each) => each.protocol === protocol)
        .map(({ sentAt }) => sentAt);
      const gaps = sent.slice(1).map((at, index) => at - (sent[index] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2_000);
      expect(sent.length).toBeGreaterThan(15);
    }
  },
);

test('where the gateway grants nothing, there is no port', async () => {
  const simulation = new Simulation({ reportsGrant: true, grantSeconds: () => 0 });
  onTestFinished(() => simulation.stop());
  await simulation.pass(MINUTE);
  expect([simulation.ready, simulation.told]).toEqual([false, []]);
});

test('a restart of the gateway that shows in one protocol is over within a second for both', async () => {
  const simulation = await held({});
  const { api, machine, settings } = simulation;
  await simulation.pass(30 * SECOND);
  api.rebootGateway();
  const both = () =>
    settings.protocols.every((each) =>
      api.wasMapped(each, settings.internalPort, machine.trueTime()),
    );
  await simulation.until(() => api.mappings.length > 0, MINUTE);
  await simulation.until(both, SECOND);
  await simulation.until(() => simulation.well, SECOND);
});
