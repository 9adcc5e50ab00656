import { defaultServers } from '@portkeep/simulators';
import { afterAll, expect, test } from 'vitest';
import { removePasswordFiles } from './simulation/password-file.ts';
import { Simulation } from './simulation/simulation.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

afterAll(removePasswordFiles);

async function held(): Promise<Simulation> {
  const simulation = new Simulation();
  simulation.start();
  await simulation.until(() => simulation.recovered, 5 * SECOND, 100);
  await simulation.pass(MINUTE);
  return simulation;
}

const servers = defaultServers().filter(({ portForward }) => portForward !== false);

test.each(servers)(
  'after a reconnect to $cn the same port is bound again within a second',
  async ({ cn }) => {
    const simulation = await held();
    const { pia, machine, port } = simulation;
    simulation.connect(cn);
    simulation.daemon?.lookAtNetwork();
    expect(simulation.ready, 'nothing is bound on the new tunnel yet').toBe(false);
    await simulation.until(() => simulation.recovered, SECOND, 50);
    expect(simulation.port).toBe(port);
    expect(pia.logins).toHaveLength(1);
    expect(pia.claims).toHaveLength(1);
    // Its listener died with the old tunnel, so it has to be sent the same port again.
    expect(machine.torrentClient.deliveries).toEqual([
      { port, tunnelIdentity: expect.any(String) },
      { port, tunnelIdentity: machine.tunnel.identity },
    ]);
    simulation.checkSecrets();
  },
);

test('an attempt that hangs on the old tunnel does not delay the new one', async () => {
  const simulation = await held();
  simulation.disconnect();
  // The watch has not seen the change yet when a renewal starts on the dead tunnel.
  simulation.daemon?.hangUp();
  await simulation.pass(SECOND);
  simulation.connect('amsterdam447');
  simulation.daemon?.lookAtNetwork();
  await simulation.until(() => simulation.recovered, SECOND, 50);
});

test('a port that was bound just before the tunnel changed does not count', async () => {
  const simulation = new Simulation();
  simulation.onEffect = ({ when, what }) => {
    if (`${when} ${what}` !== 'after GET /bindPort') return;
    simulation.onEffect = () => {};
    simulation.connect('london411');
    simulation.daemon?.lookAtNetwork();
  };
  simulation.start();
  await simulation.until(() => simulation.recovered, 5 * SECOND, 50);
  expect(simulation.events.map(({ type }) => type)).toEqual(['failed', 'acquired']);
});

test('an hour without a tunnel costs no login, and the port comes back with the tunnel', async () => {
  const simulation = await held();
  const { pia, port } = simulation;
  simulation.disconnect();
  simulation.daemon?.lookAtNetwork();
  await simulation.pass(60 * MINUTE, SECOND);
  expect(simulation.daemon?.status.state()).toBe('lost');
  simulation.connect('amsterdam447');
  simulation.daemon?.lookAtNetwork();
  await simulation.until(() => simulation.recovered, SECOND, 50);
  expect(simulation.port).toBe(port);
  expect(pia.logins).toHaveLength(1);
});
