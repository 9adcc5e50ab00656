import type { Ipv4 } from '../values/ipv4.ts';

/** What `FORWARD_PROTOCOL` allows. */
export type ForwardProtocol = 'tcp' | 'udp' | 'both';

/** Where one port of the tunnel's address leads. */
export interface Forward {
  readonly port: number;
  readonly protocol: ForwardProtocol;
  readonly target: { readonly address: Ipv4; readonly port: number };
}

export const TABLE = 'inet portkeep';
const PROTOCOLS = ['tcp', 'udp'] as const;

/** The name of the map with the targets of a protocol's ports. */
export function mapName(protocol: 'tcp' | 'udp'): string {
  return `${protocol}_forward`;
}

/** The maps with the targets of forwarded ports, as blocks of the table. */
export function forwardMaps(forward: Forward | undefined): readonly (readonly string[])[] {
  return PROTOCOLS.map((protocol) => [
    `map ${mapName(protocol)} {`,
    '\ttype inet_service : ipv4_addr . inet_service',
    ...(allows(forward, protocol) ? [`\telements = { ${element(forward)} }`] : []),
    '}',
  ]);
}

/** The text for `nft -f -` that makes this the only forwarded port, or none, in one transaction. */
export function forwardChange(forward: Forward | undefined): string {
  const lines = PROTOCOLS.flatMap((protocol) => [
    `flush map ${TABLE} ${mapName(protocol)}`,
    ...(allows(forward, protocol)
      ? [`add element ${TABLE} ${mapName(protocol)} { ${element(forward)} }`]
      : []),
  ]);
  return `${lines.join('\n')}\n`;
}

function allows(forward: Forward | undefined, protocol: 'tcp' | 'udp'): forward is Forward {
  return forward?.protocol === protocol || forward?.protocol === 'both';
}

function element({ port, target }: Forward): string {
  return `${port} : ${target.address} . ${target.port}`;
}
