import { describe, expect, it } from 'vitest';
import { gluetunFirewallAdvice } from './firewall-advice.ts';

describe('gluetunFirewallAdvice', () => {
  it('gives the lines for the real device and port', () => {
    const lines = gluetunFirewallAdvice({ interfaceName: 'tun0', port: 54321 }).split('\n');
    expect(lines).toContain('FIREWALL_VPN_INPUT_PORTS=54321');
    expect(lines).toContain('iptables -A INPUT -i tun0 -p tcp --dport 54321 -j ACCEPT');
    expect(lines).toContain('iptables -A INPUT -i tun0 -p udp --dport 54321 -j ACCEPT');
    expect(lines).toContain(
      'docker exec gluetun iptables -A INPUT -i tun0 -p udp --dport 54321 -j ACCEPT',
    );
  });

  it('indents no line, since gluetun ignores an indented rule', () => {
    expect(gluetunFirewallAdvice({ interfaceName: 'tun0', port: 1 })).not.toMatch(/^\s/m);
  });

  it('leaves a place for the port before there is one', () => {
    expect(gluetunFirewallAdvice({ interfaceName: 'wg0' })).toContain(
      'iptables -A INPUT -i wg0 -p tcp --dport <port> -j ACCEPT',
    );
  });
});
