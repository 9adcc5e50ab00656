import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { bridgeTable } from '../../../../apps/gateway/src/rules/host/bridge-table.ts';
import { forwardChainRule } from '../../../../apps/gateway/src/rules/host/forward-chain-rule.ts';
import { hostTable } from '../../../../apps/gateway/src/rules/host/host-table.ts';
import { interfaceName } from '../../../../apps/gateway/src/values/interface-name.ts';
import { ipv4 } from '../../../../apps/gateway/src/values/ipv4.ts';
import { NIX_FOLDER } from '../../../src/deploy/nix/evaluate.ts';

/** What the module replaces by its options. */
const PLACEHOLDERS = {
  bridge: v.parse(interfaceName, 'BRIDGE'),
  gatewayPort: v.parse(interfaceName, 'vb-pia-vpn'),
  portPrefix: v.parse(interfaceName, 'vb-'),
  hostAddress: v.parse(ipv4, '192.0.2.1'),
  gatewayAddress: v.parse(ipv4, '192.0.2.2'),
  proxyPort: 65_535,
};

// `vitest -u` writes the file.
test('the module has the rules of the host as the gateway’s code describes them', async () => {
  const rules = {
    tables: `${hostTable(PLACEHOLDERS)}${bridgeTable(PLACEHOLDERS)}`,
    forwardChainRule: forwardChainRule(PLACEHOLDERS),
  };
  await expect(`${JSON.stringify(rules, null, 2)}\n`).toMatchFileSnapshot(
    join(NIX_FOLDER, 'module/host-rules.json'),
  );
});
