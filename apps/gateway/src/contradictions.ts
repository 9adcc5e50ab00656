import { sinkContradictions } from '@portkeep/port-sinks';
import { SINK_KINDS } from './sink-kinds.ts';
import { findLan, hasHost, type Lan } from './values/lan.ts';
import { parseProxyUrl } from './values/proxy-url.ts';
import type { GatewayValues } from './variables.ts';

/**
 * What is wrong with the variables together; unusable ones are missing here.
 *
 * @param lan The network on the LAN's interface; without one, what depends on it is not checked.
 */
export function contradictions(
  values: Partial<GatewayValues>,
  lan: Lan | undefined = values.lanInterface && findLan(values.lanInterface),
): readonly string[] {
  const { wireguardInterface, lanInterface, regions, dedicatedIpToken } = values;
  const found: string[] = [];
  if (wireguardInterface !== undefined && wireguardInterface === lanInterface) {
    found.push(
      `WG_INTERFACE and LAN_INTERFACE are both ${lanInterface}; set each to an interface of its own`,
    );
  }
  if (regions !== undefined && dedicatedIpToken !== undefined) {
    found.push(
      'PIA_REGIONS and PIA_DIP_TOKEN are both set; keep one of them, because a dedicated IP belongs to one server',
    );
  }
  const wrongTarget = problemOfTarget(values, lan);
  if (wrongTarget !== undefined) found.push(`FORWARD_TO ${wrongTarget}`);
  return [...found, ...sinkContradictions(SINK_KINDS, values)];
}

function problemOfTarget(
  { forwardTo, proxy, lanInterface }: Partial<GatewayValues>,
  lan: Lan | undefined,
): string | undefined {
  if (forwardTo === undefined) return undefined;
  const { address } = forwardTo;
  const another = 'name the host that is to get the port';
  if (proxy !== undefined && parseProxyUrl(proxy.read())?.hostname === address) {
    return `is the address of the proxy in PIA_PROXY; ${another}`;
  }
  if (lan === undefined) return undefined;
  if (address === lan.address) return `is the gateway’s own address; ${another}`;
  if (hasHost(lan, address)) return undefined;
  return `is not a host in ${lan.network}/${lan.prefixLength}, the network of ${lanInterface}; ${another}, or correct LAN_INTERFACE`;
}
