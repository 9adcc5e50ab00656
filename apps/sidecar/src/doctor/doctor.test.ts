import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, ExitError, hideSecrets, readEnvironment } from '@portkeep/app-host';
import {
  type StartNatPmpApiSimulatorOptions,
  startNatPmpApiSimulator,
  startQBittorrentSimulator,
} from '@portkeep/simulators';
import { recordedLog } from '@portkeep/testing/recorded-log';
import { expect, onTestFinished, test } from 'vitest';
import { type SidecarVariables, variables } from '../variables.ts';
import { doctor } from './doctor.ts';

const TOKEN = 'planted-token';

async function setUp(options: StartNatPmpApiSimulatorOptions = {}) {
  const natpmp = await startNatPmpApiSimulator(options);
  const folder = mkdtempSync(join(tmpdir(), 'portkeep-doctor-'));
  onTestFinished(async () => {
    await natpmp.close();
    rmSync(folder, { recursive: true });
  });
  const consult = async (environment: Readonly<Record<string, string>> = {}) => {
    const all = { ...natpmp.environment, INTERNAL_PORT: '6881', ...environment };
    const { values, given, secrets, warnings } = readEnvironment(variables, all);
    const { log } = recordedLog({ level: 'info' });
    let text = '';
    const app: App<SidecarVariables> = {
      ...{
        name: 'portkeep-sidecar',
        version: '0',
        values,
        given,
        warnings,
        log,
        plainLog: log,
        environment: {},
        options: {},
      },
      hide: hideSecrets(secrets),
      signal: new AbortController().signal,
      print: (more) => {
        text += more;
      },
      onHangup() {},
    };
    const failed = await doctor(app).then(
      () => false,
      (error: unknown) => {
        expect(error).toBeInstanceOf(ExitError);
        return true;
      },
    );
    expect(text).not.toContain(TOKEN);
    const marks = text.split('\n').flatMap((line) => /^([✓!✗–]) (.*)/.exec(line)?.[0] ?? []);
    return { failed, text, marks };
  };
  return { natpmp, folder, consult };
}

test('where everything works, doctor finds nothing to fix', async () => {
  const { natpmp, folder, consult } = await setUp({ token: TOKEN });
  const { failed, marks, text } = await consult({ PORT_FILE: join(folder, 'port.txt') });
  const [mapping] = natpmp.simulator.mappings;
  const port = mapping?.externalPort;
  expect(failed).toBe(false);
  expect(marks).toEqual([
    '✓ The variables have the right form',
    `✓ Configuration: port 6881 (tcp, udp) at ${natpmp.service}, for 60 s, renewed every 45 s`,
    `✓ The NAT-PMP HTTP API answers at ${natpmp.service} (healthy)`,
    `✓ The external tcp port ${port} leads to port 6881`,
    `✓ The external udp port ${port} leads to port 6881`,
    `✓ tcp and udp have the same external port ${port}`,
    '– External address: PUBLIC_IP_URL is not set',
    `✓ Files: ${join(folder, 'port.txt')} can be written`,
    '– Hook: ON_PORT_CHANGE is not set',
    '– qBittorrent: QBITTORRENT_HOST is not set',
  ]);
  expect(text).toContain('the token is accepted');
  expect(text).toContain('No problem was found\n');
});

test('a wrong token is reported once, and the API is not asked again with it', async () => {
  const { natpmp, consult } = await setUp({ token: 'another' });
  const { failed, marks } = await consult({ API_TOKEN: TOKEN });
  expect(failed).toBe(true);
  expect(marks).toContain('✗ The API does not accept the token');
  expect(marks).toContain('– The udp mapping: the token is not accepted');
  const asked = natpmp.simulator.requests.filter(({ path }) => path === '/forward');
  expect(asked).toHaveLength(1);
});

test('an address where something else than the API answers is reported as such', async () => {
  const { natpmp, consult } = await setUp();
  natpmp.simulator.setFault('service', 'refuse');
  await natpmp.settled();
  const { failed, marks } = await consult();
  expect(failed).toBe(true);
  expect(marks[2]).toBe(`✗ The NAT-PMP HTTP API does not answer at ${natpmp.service}`);
  expect(marks).toContain('– The tcp mapping: the API does not answer');
});

test('one failure of the gateway does not make doctor fail, but three do', async () => {
  const { natpmp, consult } = await setUp();
  natpmp.simulator.setFault('forward', 'gateway-silent', { times: 1 });
  expect((await consult()).failed).toBe(false);
  natpmp.simulator.setFault('forward', 'gateway-silent');
  const { failed, text, marks } = await consult({ ENABLE_UDP: 'off' });
  expect(failed).toBe(true);
  expect(marks).toContain('✗ The port cannot be mapped for tcp');
  expect(marks).toContain('– The udp mapping: ENABLE_UDP is off');
  expect(text).toContain('P2P server');
});

test('a port below 1024 is requested once, because a gateway that denies it may stall', async () => {
  const { natpmp, consult } = await setUp();
  natpmp.simulator.setFault('forward', 'gateway-silent');
  const { failed, text } = await consult({ INTERNAL_PORT: '80', ENABLE_UDP: 'off' });
  expect(failed).toBe(true);
  expect(text).toMatch(/INTERNAL_PORT is below 1024/);
  const asked = natpmp.simulator.requests.filter(({ path }) => path === '/forward');
  expect(asked).toHaveLength(1);
});

test('where only one protocol can be mapped, the advice is to switch the other one off', async () => {
  const { natpmp, consult } = await setUp();
  // The tries of tcp, which comes first.
  natpmp.simulator.setFault('forward', 'gateway-refused', { times: 3 });
  const { failed, text, marks } = await consult();
  expect(failed).toBe(true);
  expect(marks).toContain('! udp is mapped, tcp is not');
  expect(text).toContain('ENABLE_TCP=false');
});

test('ports that differ and a shortened duration are reported, but are not failures', async () => {
  const { natpmp, consult } = await setUp({ maxDurationSeconds: 30 });
  natpmp.simulator.setFault('forward', 'tcp-udp-mismatch');
  const { failed, text, marks } = await consult();
  expect(failed).toBe(false);
  expect(marks).toContain('! tcp/udp mismatch: the external ports differ');
  expect(text).toContain('the API cuts DURATION from 60 s to 30 s');
});

test('doctor reports a lifetime that the gateway shortens, where the API shows it', async () => {
  const { consult } = await setUp({ reportsGrant: true, grantSeconds: () => 10 });
  const { failed, text } = await consult();
  expect(failed).toBe(false);
  expect(text).toContain('the gateway cuts DURATION from 60 s to 10 s');
});

test('doctor fails when a file cannot be written', async () => {
  const { folder, consult } = await setUp();
  mkdirSync(join(folder, 'port.txt'));
  const { failed, marks } = await consult({ PORT_FILE: join(folder, 'port.txt') });
  expect(failed).toBe(true);
  expect(marks).toContain('✗ The files cannot be written');
});

test('doctor warns about a qBittorrent on another port than INTERNAL_PORT, and does not fail', async () => {
  const { consult } = await setUp();
  const { baseUrl, simulator, close } = await startQBittorrentSimulator({ dialect: '5.2' });
  onTestFinished(close);
  simulator.changePreferenceByHand({ bypass_local_auth: true, listen_port: 6941 });
  const { failed, text } = await consult({ QBITTORRENT_HOST: baseUrl, INTERNAL_PORT: '6999' });
  expect(failed).toBe(false);
  expect(text).toContain('listens on port 6941, but the mapping leads to port 6999');
  expect(text).not.toContain('look at the firewall');
});
