import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { gluetunFirewallAdvice } from '../../../apps/daemon/src/sources/pia/gluetun/firewall-advice.ts';
import { startChild } from '../../src/child.ts';
import { deployedApps, readComposeFile } from '../../src/deploy/compose-file.ts';
import { deployTool } from '../../src/deploy/deploy-tool.ts';
import { unknownVariables } from '../../src/deploy/known-variables.ts';
import { startDeployed } from '../../src/deploy/start-deployed.ts';
import { freePort } from '../../src/free-port.ts';
import { StatusPage } from '../../src/status-page.ts';
import { temporaryFolder } from '../../src/temporary-folder.ts';
import { waitUntil } from '../../src/wait-until.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const root = join(repository, 'deploy/compose');
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const compose = deployTool('docker-compose');
const read = (folder: string) => readComposeFile(join(root, folder, 'compose.yaml'));

describe.each(folders)('deploy/compose/%s', (folder) => {
  const file = read(folder);
  const ours = deployedApps(file);

  test.runIf(compose)('Compose accepts the file and understands it as our parser does', () => {
    const { stdout, problem } = compose?.(
      ...['-f', join(root, folder, 'compose.yaml'), 'config', '--format', 'json'],
    ) ?? { stdout: '', problem: 'not installed' };
    expect(problem).toBe('');
    const { services } = JSON.parse(stdout);
    for (const { name, environment } of ours) {
      expect(services[name].environment ?? {}).toEqual(environment);
    }
  });

  test('the file names only secrets, volumes and services that exist', () => {
    const { services, secrets = {}, volumes = {} } = file;
    for (const service of Object.values(services)) {
      for (const secret of service.secrets ?? []) expect(secrets).toHaveProperty(secret);
      for (const volume of service.volumes ?? []) {
        const [source = ''] = volume.split(':');
        if (!source.startsWith('.')) expect(volumes).toHaveProperty(source);
      }
      for (const other of Object.keys(service.depends_on ?? {})) {
        expect(services).toHaveProperty(other);
      }
    }
  });

  test('a service that shares a network starts after the owner of that network, and restarts with it', () => {
    for (const { network_mode, depends_on } of Object.values(file.services)) {
      const owner = /^service:(.+)$/.exec(network_mode ?? '')?.[1];
      if (owner === undefined) continue;
      expect(depends_on?.[owner]).toEqual({ condition: 'service_healthy', restart: true });
    }
  });

  const { gluetun } = file.services;

  test.runIf(gluetun)(
    'gluetun forwards no port itself, and its firewall accepts what PIA forwards',
    () => {
      expect(gluetun?.environment).toMatchObject({
        VPN_PORT_FORWARDING: 'off',
        PORT_FORWARD_ONLY: 'true',
      });
      expect(gluetun?.volumes).toContain('./post-rules.txt:/iptables/post-rules.txt:ro');
      const advice = gluetunFirewallAdvice({ interfaceName: 'tun0' }).split('\n');
      const rules = readFileSync(join(root, folder, 'post-rules.txt'), 'utf8')
        .trimEnd()
        .split('\n');
      expect(rules).toHaveLength(2);
      for (const rule of rules) expect(advice).toContain(rule);
    },
  );

  test('our images are built from stages that the Dockerfile has', () => {
    const stages = readFileSync(join(repository, 'Dockerfile'), 'utf8');
    for (const { build } of Object.values(file.services)) {
      if (build) expect(stages).toMatch(new RegExp(`^FROM .* AS ${build.target}$`, 'm'));
    }
  });

  test.each(ours)('$name sets only variables that its app knows', ({ app, environment }) => {
    expect(unknownVariables(app, Object.keys(environment))).toEqual([]);
  });

  test.each(ours.filter(({ command }) => !command))('$name becomes ready', async (deployed) => {
    const { status } = await startDeployed(deployed);
    await waitUntil('it is ready', async () => (await status.code('/readyz?sinks')) === 200);
  });
});

test('port-file-only/ shares only the port file with the other container', async () => {
  const file = read('port-file-only');
  const [daemon] = deployedApps(file);
  const sharedAs = file.services['some-app']?.volumes?.map((volume) => volume.split(':')[0]);
  expect(sharedAs).toEqual(['pia-port']);
  if (!daemon) throw new Error('There is no daemon');
  const { status, here } = await startDeployed(daemon);
  await waitUntil('it is ready', async () => (await status.code('/readyz')) === 200);
  expect(readdirSync(here('/port')).sort()).toEqual(['pia-port-data.json', 'pia-port.txt']);
  expect(readdirSync(here('/config')).filter((name) => name.endsWith('.json'))).toEqual([
    'pia-state.json',
  ]);
});

test('simulated/ runs as written, except for the folders of its containers', async () => {
  const { services } = read('simulated');
  const folder = temporaryFolder();
  const onDisk = (word: string) =>
    word
      .replaceAll('$$', '$')
      .replaceAll('/simulated', join(folder, 'simulated'))
      .replaceAll('exec node', `exec ${process.execPath}`)
      .replace(/^node /, `exec ${process.execPath} `);
  for (const name of ['simulated', 'config']) mkdirSync(join(folder, name));
  const { command, healthcheck } = services.simulators ?? {};
  if (!Array.isArray(command) || !healthcheck?.test) throw new Error('There are no simulators');
  startChild(command.map(onDisk), { cwd: repository });
  const [, ...test] = healthcheck.test.map(onDisk);
  await waitUntil('the simulators are healthy', () => {
    execFileSync(test[0] ?? '', test.slice(1), { stdio: 'ignore' });
    return true;
  });
  // The apps must be able to read it too, and they run as another user than the simulators.
  const written = readdirSync(join(folder, 'simulated'), { recursive: true, withFileTypes: true });
  expect(written.map(({ name }) => name)).toContain('environment');
  for (const { parentPath, name } of written) {
    expect(statSync(join(parentPath, name)).mode & 0o004, name).toBe(0o004);
  }
  for (const { name, app, command: entrypoint, environment } of deployedApps(read('simulated'))) {
    const status = new StatusPage(await freePort());
    const main = join(repository, 'apps', app, 'dist/main.cjs');
    startChild(
      (entrypoint ?? []).map((word) => onDisk(word).replaceAll('/app/main.cjs', main)),
      {
        env: {
          PATH: process.env.PATH,
          ...environment,
          HTTP_LISTEN: status.listen,
          ...(app === 'daemon' ? filesIn(join(folder, 'config')) : {}),
        },
      },
    );
    await waitUntil(`${name} is ready`, async () => (await status.code('/readyz?sinks')) === 200);
  }
});

function filesIn(folder: string): Record<string, string> {
  return {
    PORT_FILE: join(folder, 'pia-port.txt'),
    PORT_DATA_FILE: join(folder, 'pia-port-data.json'),
    STATE_FILE: join(folder, 'pia-state.json'),
  };
}
