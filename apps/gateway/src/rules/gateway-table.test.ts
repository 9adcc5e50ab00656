import * as v from 'valibot';
import { expect, test } from 'vitest';
import { canCheckRules, tryRules } from '../../test/check-rules.ts';
import { surroundings } from '../../test/samples.ts';
import { ipv4 } from '../values/ipv4.ts';
import { type Forward, forwardChange } from './forward-maps.ts';
import { closedTable, openTable } from './gateway-table.ts';

const dns = v.parse(ipv4, '10.0.0.243');
const forward: Forward = {
  port: 41_234,
  protocol: 'both',
  target: { address: v.parse(ipv4, '10.100.0.10'), port: 8_080 },
};

test('the closed table leads nowhere but to the proxy and the LAN', () => {
  expect(closedTable({ ...surroundings, statusPort: 9_799 })).toMatchInlineSnapshot(`
    "table inet portkeep
    delete table inet portkeep
    table inet portkeep {
    	map tcp_forward {
    		type inet_service : ipv4_addr . inet_service
    	}

    	map udp_forward {
    		type inet_service : ipv4_addr . inet_service
    	}

    	chain input {
    		type filter hook input priority filter; policy drop;
    		iifname "lo" accept
    		iifname "eth0" ct state established,related accept
    		iifname "eth0" ip saddr 10.100.0.0/24 icmp type echo-request accept
    		iifname "eth0" ip saddr 10.100.0.1 tcp dport 9799 accept
    		iifname "eth0" meta l4proto { tcp, udp } th dport 53 reject with icmpx admin-prohibited
    	}

    	chain prerouting {
    		type filter hook prerouting priority filter; policy accept;
    		iifname "eth0" ip daddr != 10.100.0.0/24 reject with icmpx admin-prohibited
    	}

    	chain forward {
    		type filter hook forward priority filter; policy drop;
    		iifname "eth0" reject with icmpx admin-prohibited
    	}

    	chain output {
    		type filter hook output priority filter; policy drop;
    		oifname "lo" accept
    		oifname "eth0" ct direction reply ct state established,related accept
    		oifname "eth0" ip daddr 10.100.0.1 tcp dport 8888 accept
    		oifname "eth0" ip daddr 10.100.0.0/24 accept
    	}
    }
    "
  `);
});

test('the open table leads the LAN into the tunnel, and the forwarded port to its target', () => {
  expect(openTable(surroundings, { dns, forward })).toMatchInlineSnapshot(`
    "table inet portkeep
    delete table inet portkeep
    table inet portkeep {
    	map tcp_forward {
    		type inet_service : ipv4_addr . inet_service
    		elements = { 41234 : 10.100.0.10 . 8080 }
    	}

    	map udp_forward {
    		type inet_service : ipv4_addr . inet_service
    		elements = { 41234 : 10.100.0.10 . 8080 }
    	}

    	chain input {
    		type filter hook input priority filter; policy drop;
    		iifname "piaw" ct state established,related accept
    		iifname "lo" accept
    		iifname "eth0" ct state established,related accept
    		iifname "eth0" ip saddr 10.100.0.0/24 icmp type echo-request accept
    		iifname "eth0" meta l4proto { tcp, udp } th dport 53 reject with icmpx admin-prohibited
    	}

    	chain forward {
    		type filter hook forward priority filter; policy drop;
    		ct state invalid drop
    		oifname "piaw" tcp flags & (syn | rst) == syn tcp option maxseg size set 1380
    		iifname "piaw" tcp flags & (syn | rst) == syn tcp option maxseg size set 1380
    		iifname "eth0" oifname "piaw" ip saddr 10.100.0.0/24 accept
    		iifname "piaw" oifname "eth0" ct state established,related accept
    		iifname "piaw" oifname "eth0" ct status dnat accept
    		iifname "eth0" reject with icmpx admin-prohibited
    	}

    	chain output {
    		type filter hook output priority filter; policy drop;
    		oifname "piaw" accept
    		oifname "lo" accept
    		oifname "eth0" ct direction reply ct state established,related accept
    		oifname "eth0" ip daddr 10.100.0.1 tcp dport 8888 accept
    		oifname "eth0" ip daddr 10.100.0.0/24 accept
    	}

    	chain prerouting {
    		type nat hook prerouting priority dstnat; policy accept;
    		iifname "eth0" meta l4proto { tcp, udp } th dport 53 dnat ip to 10.0.0.243
    		iifname "piaw" dnat ip to tcp dport map @tcp_forward
    		iifname "piaw" dnat ip to udp dport map @udp_forward
    	}

    	chain postrouting {
    		type nat hook postrouting priority srcnat; policy accept;
    		oifname "piaw" ip saddr 10.100.0.0/24 masquerade
    	}
    }
    "
  `);
});

test('the open table redirects no queries without a name server that answers', () => {
  const text = openTable(surroundings, { dns: undefined, forward: undefined });
  expect(text).not.toContain('dport 53 dnat');
  expect(text).not.toContain('elements');
});

test('a proxy with a name is reached as a host of the LAN, and only such hosts see the status page', () => {
  const text = closedTable({ ...surroundings, proxy: undefined, statusPort: 9_799 });
  expect(text).not.toContain('tcp dport 8888');
  expect(text).toContain('ip saddr 10.100.0.0/24 tcp dport 9799 accept');
});

test('a change of the forwarded port replaces what was forwarded before', () => {
  expect(forwardChange({ ...forward, protocol: 'tcp' })).toMatchInlineSnapshot(`
    "flush map inet portkeep tcp_forward
    add element inet portkeep tcp_forward { 41234 : 10.100.0.10 . 8080 }
    flush map inet portkeep udp_forward
    "
  `);
  expect(forwardChange(undefined)).toMatchInlineSnapshot(`
    "flush map inet portkeep tcp_forward
    flush map inet portkeep udp_forward
    "
  `);
});

test.runIf(canCheckRules)(
  'nft accepts every table, and each in the place of the one before',
  () => {
    const closed = closedTable({ ...surroundings, statusPort: 9_799 });
    const open = openTable(surroundings, { dns, forward: undefined });
    const listed = tryRules(closed, open, closed, open, forwardChange(forward));
    expect(listed.match(/^table /gm)).toHaveLength(1);
    expect(listed.match(/elements = \{ 41234 : 10\.100\.0\.10 \. 8080 \}/g)).toHaveLength(2);
    const once = tryRules(openTable(surroundings, { dns, forward }));
    expect(listed).toBe(once);
    expect(tryRules(open, forwardChange(forward), forwardChange(undefined))).toBe(tryRules(open));
  },
);
