import type { ListenAddress } from '@portkeep/app-host';
import * as v from 'valibot';
import type { InterfaceName } from '../values/interface-name.ts';
import { type Ipv4, ipv4 } from '../values/ipv4.ts';
import type { Lan } from '../values/lan.ts';
import { parseProxyUrl, proxyPort } from '../values/proxy-url.ts';
import type { GatewayValues } from '../variables.ts';

/** What does not change while the gateway runs. */
export interface Surroundings {
  readonly lan: Lan;
  readonly tunnel: InterfaceName;
  readonly mtu: number;
  /** The proxy that leads to PIA; `undefined` if its host is a name, which only a host of the LAN has. */
  readonly proxy: { readonly address: Ipv4; readonly port: number } | undefined;
  /** The port of the status page, if the host may ask for it. */
  readonly statusPort: number | undefined;
}

/** The surroundings that the variables describe, on this LAN. */
export function surroundingsOf(
  values: Pick<GatewayValues, 'wireguardInterface' | 'wireguardMtu' | 'proxy' | 'httpListen'>,
  lan: Lan,
): Surroundings {
  return {
    lan,
    tunnel: values.wireguardInterface,
    mtu: values.wireguardMtu,
    proxy: addressOf(values.proxy.read()),
    statusPort: openPort(values.httpListen),
  };
}

function addressOf(text: string): Surroundings['proxy'] {
  const url = parseProxyUrl(text);
  const address = v.safeParse(ipv4, url?.hostname);
  return url && address.success ? { address: address.output, port: proxyPort(url) } : undefined;
}

function openPort(listen: ListenAddress): number | undefined {
  if (listen === 'off') return undefined;
  const isLoopback = /^(127\.|::1$|localhost$)/i.test(listen.host);
  return isLoopback ? undefined : listen.port;
}
