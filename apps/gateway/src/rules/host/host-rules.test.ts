import * as v from 'valibot';
import { expect, test } from 'vitest';
import { hasReal } from '../../../../../e2e/src/require-real.ts';
import { BridgeBed } from '../../../test/bridge-bed.ts';
import { canCheckRules, tryRules } from '../../../test/check-rules.ts';
import { hostBridge } from '../../../test/samples.ts';
import { interfaceName } from '../../values/interface-name.ts';
import { bridgeSettings } from './bridge-settings.ts';
import { bridgeTable } from './bridge-table.ts';
import { forwardChainRule } from './forward-chain-rule.ts';
import { hostTable } from './host-table.ts';

test('the host opens nothing to the bridge but the proxy for the gateway', () => {
  expect(hostTable(hostBridge)).toMatchInlineSnapshot(`
    "table inet portkeep_host
    delete table inet portkeep_host
    table inet portkeep_host {
    	chain input {
    		type filter hook input priority filter; policy accept;
    		iifname "br-vpn" ct state established,related accept
    		iifname "br-vpn" ip saddr 10.100.0.2 ip daddr 10.100.0.1 tcp dport 8888 accept
    		iifname "br-vpn" icmp type echo-request accept
    		iifname "br-vpn" drop
    	}

    	chain forward {
    		type filter hook forward priority filter; policy accept;
    		iifname "br-vpn" oifname != "br-vpn" drop
    	}
    }
    "
  `);
});

test('only the gateway’s port of the bridge can use its address and the proxy', () => {
  expect(bridgeTable(hostBridge)).toMatchInlineSnapshot(`
    "table bridge portkeep
    delete table bridge portkeep
    table bridge portkeep {
    	chain prerouting {
    		type filter hook prerouting priority -300; policy accept;
    		iifname "vb-pia-vpn" accept
    		iifname "vb-*" ip saddr 10.100.0.2 drop
    		iifname "vb-*" arp saddr ip 10.100.0.2 drop
    		iifname "vb-*" ip daddr 10.100.0.1 tcp dport 8888 drop
    	}
    }
    "
  `);
});

test('IPv6 is off on the bridge, whatever its name', () => {
  expect(bridgeSettings(hostBridge)).toBe('net.ipv6.conf.br-vpn.disable_ipv6 = 1\n');
  const dotted = bridgeSettings({ bridge: v.parse(interfaceName, 'br.7') });
  expect(dotted).toBe('net.ipv6.conf.br/7.disable_ipv6 = 1\n');
});

test('a host whose FORWARD chain drops gets a rule for frames that stay on the bridge', () => {
  expect(forwardChainRule(hostBridge)).toBe('iptables -I FORWARD -i br-vpn -o br-vpn -j ACCEPT');
});

test.runIf(canCheckRules)('nft accepts the host’s tables, and again in their own place', () => {
  const texts = [hostTable(hostBridge), bridgeTable(hostBridge)];
  const listed = tryRules(...texts, ...texts);
  expect(listed.match(/^table .*/gm)).toEqual([
    'table inet portkeep_host {',
    'table bridge portkeep {',
  ]);
  expect(listed).toBe(tryRules(...texts));
});

const canBridge = hasReal({ programs: ['ip', 'nft', 'bash', 'timeout'], root: true });

test.runIf(canBridge)(
  'only the gateway reaches the proxy, also when a service has taken its address',
  () => {
    const bed = new BridgeBed();
    expect(bed.reaches(bed.service, 22)).toBe(true);
    bed.applyOnHost(hostTable(hostBridge));
    expect(bed.reaches(bed.gateway, 8_888)).toBe(true);
    expect(bed.reaches(bed.gateway, 22)).toBe(false);
    expect(bed.reaches(bed.service, 22)).toBe(false);
    expect(bed.reaches(bed.service, 8_888)).toBe(false);
    bed.takeGatewaysAddress();
    // The table of the host alone cannot distinguish the two.
    expect(bed.reaches(bed.service, 8_888)).toBe(true);
    bed.applyOnHost(bridgeTable(hostBridge));
    expect(bed.reaches(bed.service, 8_888)).toBe(false);
    bed.returnGateway();
    expect(bed.reaches(bed.gateway, 8_888)).toBe(true);
  },
);
