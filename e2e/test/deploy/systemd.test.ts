import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { UdpGateway } from '../../../apps/natpmp-front/test/udp-gateway.ts';
import { cleanUp } from '../../src/clean-up.ts';
import { unknownVariables } from '../../src/deploy/known-variables.ts';
import { freePort } from '../../src/free-port.ts';
import { startNatPmpFront } from '../../src/natpmp-front.ts';
import { hasReal } from '../../src/require-real.ts';
import { StatusPage } from '../../src/status-page.ts';
import { temporaryFolder } from '../../src/temporary-folder.ts';
import { waitUntil } from '../../src/wait-until.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const units = readdirSync(join(root, 'deploy/systemd')).filter((name) => name.endsWith('.service'));
/** Of 10, where 10 is a service without any protection. */
const MOST_EXPOSURE: Readonly<Record<string, number>> = {
  'portkeep-gateway-network.service': 6.5,
  'portkeep-gateway-proxy.service': 2,
  'portkeep-gateway.service': 2,
  'portkeep-natpmp-front.service': 2,
};
/** Programs of the units, where this machine has them. */
const PLACES = {
  '/usr/bin/node': process.execPath,
  '/etc/portkeep/gateway/': join(root, 'deploy/systemd/gateway/'),
};

const read = (unit: string) => readFileSync(join(root, 'deploy/systemd', unit), 'utf8');
const valuesOf = (text: string, key: string) =>
  [...text.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value);

/** They name one another, and programs that this machine may have in other places. */
function copyUnits(): string {
  const folder = temporaryFolder();
  for (const unit of units) {
    const text = Object.entries(PLACES).reduce(
      (changed, [there, here]) => changed.replaceAll(there, here),
      read(unit),
    );
    writeFileSync(join(folder, unit), text);
  }
  return folder;
}

function expectVerified(unit: string): void {
  const verified = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
  expect([verified.status, `${verified.stdout}${verified.stderr}`]).toEqual([0, '']);
}

describe.each(units)('deploy/systemd/%s', (unit) => {
  test.runIf(hasReal({ programs: ['systemd-analyze', 'tinyproxy'] }))(
    'systemd-analyze accepts the unit and rates it as well protected as it can be',
    () => {
      const copy = join(copyUnits(), unit);
      expectVerified(copy);
      const limit = `--threshold=${(MOST_EXPOSURE[unit] ?? 0) * 10}`;
      const words = ['security', '--offline=true', '--no-pager', limit, copy];
      const { status, stdout } = spawnSync('systemd-analyze', words, { encoding: 'utf8' });
      expect(status, stdout).toBe(0);
    },
  );
});

test.runIf(hasReal({ programs: ['systemd-analyze', 'tinyproxy'] }))(
  'systemd-analyze accepts the drop-ins of the gateway and of the services behind it',
  () => {
    const folder = copyUnits();
    for (const name of ['confined', 'wireguard-go']) {
      const unit = join(folder, `${name}.service`);
      writeFileSync(unit, '[Service]\nExecStart=/bin/true\n');
      mkdirSync(`${unit}.d`);
      writeFileSync(join(`${unit}.d`, 'drop-in.conf'), read(`gateway/${name}.conf`));
      expectVerified(unit);
    }
  },
);

test.each(['gateway', 'natpmp-front'])(
  'the unit of the %s starts Node.js with the flags of the images',
  (app) => {
    const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
    const stage =
      dockerfile.split(/^FROM /m).find((each) => each.includes(' AS natpmp-front\n')) ?? '';
    const [, entrypoint = ''] = /^ENTRYPOINT (.*)$/m.exec(stage) ?? [];
    const words: string[] = JSON.parse(entrypoint);
    const [command = ''] = valuesOf(read(`portkeep-${app}.service`), 'ExecStart');
    expect(command.split(' ').slice(1, -1)).toEqual(words.slice(1, -1));
  },
);

test('the unit of the front serves the API to clients with the token from its credential', async () => {
  const text = read('portkeep-natpmp-front.service');
  const variables = Object.fromEntries(
    valuesOf(text, 'Environment').map((pair) => pair.split('=', 2)),
  );
  expect(unknownVariables('natpmp-front', Object.keys(variables))).toEqual([]);
  const [credential = ''] = valuesOf(text, 'LoadCredential');
  const folder = temporaryFolder();
  writeFileSync(join(folder, credential.split(':')[0] ?? ''), 'a-token\n');
  const gateway = await UdpGateway.start();
  cleanUp(() => gateway.close());
  const status = new StatusPage(await freePort());
  startNatPmpFront({
    environment: {
      ...variables,
      HTTP_LISTEN: status.listen,
      NATPMP_GATEWAY: `127.0.0.1:${gateway.port}`,
      CREDENTIALS_DIRECTORY: folder,
    },
  });
  await waitUntil('it is ready', async () => (await status.code('/readyz')) === 200);
  const ask = (headers: Readonly<Record<string, string>>) =>
    fetch(`http://${status.listen}/v1/address`, { headers });
  expect((await ask({})).status).toBe(401);
  expect((await ask({ authorization: 'Bearer a-token' })).status).toBe(200);
});
