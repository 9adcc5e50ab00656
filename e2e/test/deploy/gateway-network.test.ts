import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { onPrivateHost } from '../../src/deploy/on-private-host.ts';
import { hasReal, leaveOut } from '../../src/require-real.ts';
import { temporaryFolder } from '../../src/temporary-folder.ts';

const systemd = fileURLToPath(new URL('../../../deploy/systemd/', import.meta.url));
const folder = join(systemd, 'gateway');
const programs = [
  ...['ip', 'nft', 'setpriv', 'ss', 'sysctl', 'tinyproxy', 'unshare', 'wg', 'wireguard-go'],
];
const canStart =
  hasReal({ programs, root: true }) &&
  (existsSync('/dev/net/tun') || leaveOut('needs /dev/net/tun'));

/** Everything that the script makes. */
const LIST = `
list() {
  ip -brief link | grep -v '^lo ' | cut -d' ' -f1 || true
  ip netns list | sort
  nft list ruleset
  find /run/netns /run/wireguard -mindepth 1
  ps -eo comm= | grep -x wireguard-go || true
}
`;

/** Whether a packet from a namespace arrives at a port of the host: without a listener, a reset returns. */
const REACHES = `
reaches() {
  local connect="exec 3<>/dev/tcp/10.100.0.1/$2"
  if (ip netns exec "$1" timeout 1 bash -c "$connect" 2>&1 || true) | grep -q refused
  then echo yes
  else echo no
  fi
}
`;

const unit = readFileSync(join(systemd, 'portkeep-gateway-network.service'), 'utf8');
const [, capabilities = ''] = /^CapabilityBoundingSet=(.*)$/m.exec(unit) ?? [];
const bounds = capabilities.replaceAll(/ ?CAP_(\w+)/g, ',+$1').toLowerCase();
/** With the rights that the unit has. */
const NETWORK = `
network() {
  setpriv --bounding-set=-all${bounds} --no-new-privs "\${copy:-$0}/network" "$1"
}
`;

const run = (script: string): string => onPrivateHost(LIST + REACHES + NETWORK + script, folder);
const lines = (text: string): readonly string[] => text.trim().split('\n');

describe.runIf(canStart)('deploy/systemd/gateway/network', () => {
  test('the script connects the gateway and each service of the list to the bridge', () => {
    const shown = run(`
      network start
      ip -brief -4 address show br-vpn | awk '{print $1, $3}'
      ip -brief link show master br-vpn | cut -d@ -f1
      for name in pia-vpn transmission; do
        ip -n $name -brief address show eth0 | awk '{print $3}'
        ip -n $name -4 route show default
      done
      ip netns exec pia-vpn sysctl -n net.ipv4.ip_forward
      sysctl -n net.ipv4.ip_forward net.ipv6.conf.br-vpn.disable_ipv6`);
    expect(lines(shown)).toEqual([
      'br-vpn 10.100.0.1/24',
      'vb-pia-vpn',
      'vb-transmission',
      '10.100.0.2/24',
      '10.100.0.10/24',
      'default via 10.100.0.2 dev eth0 ',
      '1',
      '0',
      '1',
    ]);
  });

  test('the tunnel’s interface is the gateway’s, and its encrypted packets are the host’s', () => {
    const shown = run(`
      network start
      ip netns exec pia-vpn wg set piaw listen-port 51820
      ip -n pia-vpn link set piaw up
      ip -n pia-vpn -brief link show piaw | cut -d' ' -f1
      ss -Hlun4 'sport = :51820' | wc -l
      ip netns exec pia-vpn ss -Hlun4 'sport = :51820' | wc -l`);
    expect(lines(shown)).toEqual(['piaw', '1', '0']);
  });

  test('only the gateway reaches the host’s proxy, which leads to PIA’s ports alone', () => {
    const shown = run(`
      network start
      tinyproxy -d -c "$0/tinyproxy.conf" >/dev/null &
      until ss -Hltn 'sport = :8888' | grep -q 8888; do :; done
      ask() {
        ip netns exec pia-vpn timeout 5 bash -c "exec 3<>/dev/tcp/10.100.0.1/8888
          printf 'CONNECT 127.0.0.1:$1 HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' >&3; head -1 <&3" | tr -d '\\r'
      }
      ask 22
      ask 1337
      reaches transmission 8888
      reaches transmission 22
      kill %1
      wait
      reaches pia-vpn 8888
      nft delete table inet portkeep_host
      nft delete table bridge portkeep
      reaches transmission 22`);
    expect(lines(shown)).toEqual([
      expect.stringContaining(' 403 '),
      // Allowed, but nothing is there.
      expect.stringMatching(/ 50[0-9] /),
      'no',
      'no',
      'yes',
      // So that the answers above are those of the tables.
      'yes',
    ]);
  });

  test('starting again changes nothing, and brings back an interface that is gone', () => {
    const [first, second, gone, third] = run(`
      network start
      list
      echo ---
      network start
      list
      echo ---
      ip -n pia-vpn link delete piaw
      until ! pgrep -x wireguard-go >/dev/null; do :; done
      ip -n pia-vpn -brief link show eth0 | cut -d@ -f1
      echo ---
      network start
      list`).split('---\n');
    expect(second).toBe(first);
    expect(gone).toBe('eth0\n');
    expect(third).toBe(first);
    expect(first).toMatch(/^pia-vpn[\s\S]*^table bridge portkeep[\s\S]*^wireguard-go$/m);
  });

  test('stopping leaves nothing behind, also after the list of services has changed', () => {
    const copy = temporaryFolder();
    cpSync(folder, copy, { recursive: true });
    const shown = run(`
      copy=${copy}
      network start
      sed -i '/transmission/d' "$copy/hosts"
      network stop
      until ! pgrep -x wireguard-go >/dev/null; do :; done
      list
      network stop
      list`);
    expect(shown).toBe('');
  });

  test('stopping removes what is left of a network of which parts are missing', () => {
    const shown = run(`
      network start
      ip link delete vb-transmission
      ip netns delete pia-vpn
      network stop
      until ! pgrep -x wireguard-go >/dev/null; do :; done
      list`);
    expect(shown).toBe('');
  });
});
