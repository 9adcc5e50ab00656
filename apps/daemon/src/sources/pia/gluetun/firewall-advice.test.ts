import { describe, expect, test } from 'vitest';
import { gluetunFirewallAdvice } from './firewall-advice.ts';

describe('gluetunFirewallAdvice', () => {
  test('gluetunFirewallAdvice gives the lines for the actual device and port', () => {
    const lines = gluetunFirewallAdvice({ interfaceName: 'tun0', port: 54321 }).split('\n');
    expect(lines).toContain('FIREWALL_VPN_INPUT_PORTS=54321');
    expect(lines).toContain('iptables -A INPUT -i tun0 -p tcp --dport 54321 -j ACCEPT');
    expect(lines).toContain('iptables -A INPUT -i tun0 -p udp --dport 54321 -j ACCEPT');
    expect(lines).toContain(
      'docker exec gluetun iptables -A INPUT -i tun0 -p udp --dport 54321 -j ACCEPT',
    );
  });

  test('gluetunFirewallAdvice indents no line, because gluetun ignores an indented rule', () => {
    expect(gluetunFirewallAdvice({ interfaceName: 'tun0', port: 1 })).not.toMatch(/^\s/m);
  });

  test('gluetunFirewallAdvice leaves a placeholder for the port while there is none', () => {
    expect(gluetunFirewallAdvice({ interfaceName: 'wg0' })).toContain(
      'iptables -A INPUT -i wg0 -p tcp --dport <port> -j ACCEPT',
    );
  });
});
