import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { bridgeSettings } from '../../../../apps/gateway/src/rules/host/bridge-settings.ts';
import { bridgeTable } from '../../../../apps/gateway/src/rules/host/bridge-table.ts';
import { forwardChainRule } from '../../../../apps/gateway/src/rules/host/forward-chain-rule.ts';
import { hostTable } from '../../../../apps/gateway/src/rules/host/host-table.ts';
import { interfaceName } from '../../../../apps/gateway/src/values/interface-name.ts';
import { ipv4 } from '../../../../apps/gateway/src/values/ipv4.ts';
import { evaluate, hasNix, NIX_FOLDER } from '../../../src/deploy/nix/evaluate.ts';

/** What the module replaces by its options. */
const PLACEHOLDERS = {
  bridge: v.parse(interfaceName, 'BRIDGE'),
  gatewayPort: v.parse(interfaceName, 'vb-pia-vpn'),
  portPrefix: v.parse(interfaceName, 'vb-'),
  hostAddress: v.parse(ipv4, '192.0.2.1'),
  gatewayAddress: v.parse(ipv4, '192.0.2.2'),
  proxyPort: 65_535,
};

const hostSettings = v.object({
  units: v.object({ 'pia-vpn-host': v.object({ script: v.string(), reload: v.string() }) }),
  sysctl: v.record(v.string(), v.number()),
});

// `vitest run --update` writes the file.
test('the module has the rules of the host as the gateway’s code describes them', async () => {
  const rules = {
    tables: `${hostTable(PLACEHOLDERS)}${bridgeTable(PLACEHOLDERS)}`,
    forwardChainRule: forwardChainRule(PLACEHOLDERS),
  };
  await expect(`${JSON.stringify(rules, null, 2)}\n`).toMatchFileSnapshot(
    join(NIX_FOLDER, 'module/host-rules.json'),
  );
});

test.runIf(hasNix)('the host gets these rules for its own names and addresses', () => {
  const { units, sysctl } = v.parse(
    hostSettings,
    evaluate('tests/check.nix', 'configurations.everything'),
  );
  const host = {
    ...PLACEHOLDERS,
    bridge: v.parse(interfaceName, 'br.vpn'),
    hostAddress: v.parse(ipv4, '192.168.64.1'),
    gatewayAddress: v.parse(ipv4, '192.168.64.2'),
    proxyPort: 3_128,
  };
  const { script, reload } = units['pia-vpn-host'];
  expect(script).toContain(`<<'END'\n${hostTable(host)}${bridgeTable(host)}END\n`);
  expect(script).toContain('iptables -w -I FORWARD -i br.vpn -o br.vpn -j ACCEPT\n');
  expect(reload).toBe(script);
  expect(Object.entries(sysctl).map(([key, value]) => `${key} = ${value}\n`)).toEqual([
    bridgeSettings(host),
  ]);
});
