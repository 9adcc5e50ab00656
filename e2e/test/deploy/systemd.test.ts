import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
const units = readdirSync(join(root, 'deploy/systemd'));
/** Of 10, where 10 is a service without any protection. */
const MOST_EXPOSURE = 2;

const read = (unit: string) => readFileSync(join(root, 'deploy/systemd', unit), 'utf8');
const valuesOf = (text: string, key: string) =>
  [...text.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value);

describe.each(units)('deploy/systemd/%s', (unit) => {
  const text = read(unit);

  test.runIf(hasReal({ programs: ['systemd-analyze'] }))(
    'is understood, and well protected',
    () => {
      const copy = join(temporaryFolder(), unit);
      // The program has to be there, and this machine may have it elsewhere.
      writeFileSync(copy, text.replace('/usr/bin/node', process.execPath));
      const verified = spawnSync('systemd-analyze', ['verify', copy], { encoding: 'utf8' });
      expect([verified.status, `${verified.stdout}${verified.stderr}`]).toEqual([0, '']);
      const limit = `--threshold=${MOST_EXPOSURE * 10}`;
      const words = ['security', '--offline=true', '--no-pager', limit, copy];
      const { status, stdout } = spawnSync('systemd-analyze', words, { encoding: 'utf8' });
      expect(status, stdout).toBe(0);
    },
  );

  test('starts Node.js with the flags of the image', () => {
    const [app = ''] = /natpmp-front/.exec(unit) ?? [];
    const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
    const stage = dockerfile.split(/^FROM /m).find((each) => each.includes(` AS ${app}\n`)) ?? '';
    const [, entrypoint = ''] = /^ENTRYPOINT (.*)$/m.exec(stage) ?? [];
    const words: string[] = JSON.parse(entrypoint);
    const [command = ''] = valuesOf(text, 'ExecStart');
    expect(command.split(' ').slice(1, -1)).toEqual(words.slice(1, -1));
  });
});

test('the unit of the front serves the API to those who have the token of its credential', async () => {
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
