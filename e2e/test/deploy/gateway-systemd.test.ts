import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkEnvironment } from '@portkeep/app-host';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { contradictions } from '../../../apps/gateway/src/contradictions.ts';
import { bridgeSettings } from '../../../apps/gateway/src/rules/host/bridge-settings.ts';
import { bridgeTable } from '../../../apps/gateway/src/rules/host/bridge-table.ts';
import { hostTable } from '../../../apps/gateway/src/rules/host/host-table.ts';
import { interfaceName } from '../../../apps/gateway/src/values/interface-name.ts';
import { lanAround } from '../../../apps/gateway/src/values/lan.ts';
import { variables } from '../../../apps/gateway/src/variables.ts';
import { hostBridge } from '../../../apps/gateway/test/samples.ts';
import { unknownVariables } from '../../src/deploy/known-variables.ts';

const folder = fileURLToPath(new URL('../../../deploy/systemd/', import.meta.url));
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const pairsOf = (text: string, pattern: RegExp) =>
  Object.fromEntries([...text.matchAll(pattern)].map(([, name = '', value = '']) => [name, value]));

// `vitest -u` writes them.
test('the host of the systemd units has the tables and settings that the gateway describes', async () => {
  await expect(`${hostTable(hostBridge)}${bridgeTable(hostBridge)}`).toMatchFileSnapshot(
    join(folder, 'gateway/host.nft'),
  );
  await expect(bridgeSettings(hostBridge)).toMatchFileSnapshot(join(folder, 'gateway/host.sysctl'));
});

test('the gateway accepts every variable of its unit and of the example of its settings', () => {
  const unit = pairsOf(read('portkeep-gateway.service'), /^Environment=(\w+)=(.*)$/gm);
  const settings = pairsOf(read('gateway/gateway.env'), /^#? ?([A-Z_]+)=(.*)$/gm);
  const environment = { ...unit, ...settings };
  expect(Object.keys(settings)).toContain('FORWARD_TO');
  expect(unknownVariables('gateway', Object.keys(environment))).toEqual([]);
  const { problems, values } = checkEnvironment(variables, {
    PIA_USER: 'p1234567',
    PIA_PASS: 'a long password',
    ...environment,
  });
  const lan = lanAround(v.parse(interfaceName, 'eth0'), '10.100.0.2/24');
  expect([...problems, ...contradictions(values, lan)]).toEqual([]);
});

test('a service of the drop-in does not depend on the gateway, only on its own network', () => {
  const dropIn = read('gateway/confined.conf');
  expect(dropIn).toMatch(/^Wants=portkeep-gateway\.service$/m);
  expect(dropIn).not.toMatch(/^(?:Requires|BindsTo|PartOf)=.*portkeep-gateway\.service/m);
});
