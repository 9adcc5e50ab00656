/** What {@link gluetunFirewallAdvice} writes its lines for. */
export interface FirewallAdviceInput {
  /** Name of the tunnel device; gluetun calls it `tun0`, whatever its kind. */
  readonly interfaceName: string;
  /** The forwarded port, once there is one. */
  readonly port?: number | undefined;
}

/**
 * How to let the forwarded port in through gluetun's firewall, which drops everything that comes
 * from the VPN unless a rule allows it. Both ways are gluetun's own (its wiki:
 * setup/options/firewall and setup/advanced/vpn-port-forwarding).
 *
 * The rules begin at the start of their line: gluetun silently skips a line of post-rules.txt that
 * begins with anything else, even a space.
 */
export function gluetunFirewallAdvice({ interfaceName, port }: FirewallAdviceInput): string {
  const target = port ?? '<port>';
  const rules = (ports: string | number): string[] =>
    ['tcp', 'udp'].map(
      (protocol) =>
        `iptables -A INPUT -i ${interfaceName} -p ${protocol} --dport ${ports} -j ACCEPT`,
    );
  return [
    `gluetun's firewall must let port ${target} in. Either set on the gluetun container`,
    `FIREWALL_VPN_INPUT_PORTS=${target}`,
    'or mount a file there as /iptables/post-rules.txt with these lines, without indentation:',
    ...rules(target),
    'Both are read when gluetun starts. For the gluetun that runs now:',
    ...rules(target).map((rule) => `docker exec gluetun ${rule}`),
    'The port changes about every two months. PIA lets nothing but the forwarded port through, so',
    'a range in post-rules.txt saves the edit; make sure that nothing else listens within it:',
    ...rules('10000:65535'),
  ].join('\n');
}
