import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runCommand } from '../../test/command-app.ts';
import { piaThroughProxy } from '../../test/pia-through-proxy.ts';
import { rawEnd } from '../../test/samples.ts';
import { accessState } from '../state/access-state.ts';
import { conf } from './conf.ts';

const REGION = { region: 'sweden' };

test('conf prints a configuration for wg-quick with a key that the server knows', async () => {
  const { pia, environment } = await piaThroughProxy();
  const { exitCode, printed, logged } = await runCommand(conf, environment, REGION);
  expect(exitCode).toBe(0);
  const [, privateKey = ''] = /^PrivateKey = (\S{43}=)$/m.exec(printed) ?? [];
  const [peer] = pia.simulator.wireguard.peers;
  expect(privateKey).not.toBe('');
  expect(logged).not.toContain(privateKey);
  expect(printed).toMatch(/^Address = 10\.\S+\/32$/m);
  expect(printed).toMatch(/^DNS = 10\.0\.0\.24/m);
  expect(printed).toMatch(/^Endpoint = 127\.13\.37\.\d:1337$/m);
  expect(printed).toContain(`# Registered at ${peer?.server} in sweden on 2`);
  expect(printed).toContain('The server forgets it when it restarts');
  expect(printed).not.toContain(environment.PIA_PASS);
});

test('conf logs in once, however often it is used', async () => {
  const { pia, environment } = await piaThroughProxy();
  await runCommand(conf, environment, REGION);
  await runCommand(conf, environment, { region: 'nl_amsterdam' });
  expect(pia.simulator.logins).toHaveLength(1);
  expect(pia.simulator.wireguard.peers.length).toBeGreaterThan(1);
});

test('conf prints the environment of gluetun, whose login Compose fills in', async () => {
  const { pia, environment } = await piaThroughProxy();
  const { printed } = await runCommand(conf, environment, { ...REGION, style: 'gluetun' });
  const [peer] = pia.simulator.wireguard.peers;
  expect(printed).toMatch(/^environment:$/m);
  for (const line of [
    'VPN_SERVICE_PROVIDER: "custom"',
    'VPN_TYPE: "wireguard"',
    'WIREGUARD_ENDPOINT_PORT: "1337"',
    'VPN_PORT_FORWARDING: "on"',
    'VPN_PORT_FORWARDING_PROVIDER: "private internet access"',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Compose replaces it.
    'VPN_PORT_FORWARDING_PASSWORD: "${PIA_PASS}"',
    `SERVER_NAMES: "${peer?.server}"`,
  ]) {
    expect(printed).toContain(`\n  ${line}\n`);
  }
  expect(printed).toMatch(/^ {2}WIREGUARD_PRIVATE_KEY: "\S{43}="$/m);
  expect(printed).not.toContain(environment.PIA_PASS);
});

test('gluetun gets no port forwarding in a region that has none', async () => {
  const { environment } = await piaThroughProxy();
  const options = { style: 'gluetun', region: 'us_california' };
  const { printed } = await runCommand(conf, environment, options);
  expect(printed).toContain('# PIA forwards no ports in this region.');
  expect(printed).not.toContain('VPN_PORT_FORWARDING');
});

test('conf takes another server than the running gateway, and its token', async () => {
  const { pia, environment } = await piaThroughProxy();
  await runCommand(conf, environment, { region: 'nl_amsterdam' });
  const ending = await runCommand(
    async (app) => {
      const access = await beside(app);
      await conf(app).finally(access.release);
    },
    environment,
    REGION,
  );
  expect(ending.exitCode).toBe(0);
  expect(ending.printed).toContain('# Registered at Server-11556-0a in sweden');
  expect(pia.simulator.logins).toHaveLength(1);
});

test('conf registers no second key at the only server of a region, if the running gateway uses it', async () => {
  const { pia, environment } = await piaThroughProxy();
  const known = pia.simulator.wireguard.peers.length;
  await runCommand(conf, environment, REGION);
  const ending = await runCommand(
    async (app) => {
      const access = await beside(app, 'amsterdam447');
      await conf(app).finally(access.release);
    },
    environment,
    { region: 'nl_amsterdam' },
  );
  expect(ending.exitCode).toBe(1);
  expect(ending.logged).toContain('would end its tunnel');
  expect(pia.simulator.wireguard.peers).toHaveLength(known + 1);
});

test('conf does not log in beside a gateway that has no token yet', async () => {
  const { pia, environment } = await piaThroughProxy();
  const ending = runCommand(async (app) => {
    const access = await beside(app);
    await conf(app).finally(access.release);
  }, environment);
  await expect(ending).rejects.toThrow('wait until it has logged in');
  expect(pia.simulator.logins).toEqual([]);
});

test('an unknown region is named with those that are near', async () => {
  const { environment } = await piaThroughProxy();
  const ending = runCommand(conf, environment, { region: 'sweeden' });
  await expect(ending).rejects.toThrow('such as sweden');
});

/** A gateway that runs with a tunnel to a server. */
async function beside(app: Parameters<typeof conf>[0], hostname = 'Server-11555-2a') {
  const access = await accessState(app);
  if (access.kind !== 'own') throw new Error('The state is free');
  const tunnel = {
    region: 'sweden',
    hostname,
    address: '127.13.37.1',
    key_port: 1337,
    chosen_by: 'fastest',
    public_key: `${'B'.repeat(42)}A=`,
    end: rawEnd,
    since: new Date().toISOString(),
  };
  const state = { ...access.state.current, tunnel };
  writeFileSync(app.values.stateFile, JSON.stringify(state), { mode: 0o600 });
  return access;
}
