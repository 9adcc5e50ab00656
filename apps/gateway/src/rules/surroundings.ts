import type { HostAndPort } from '@portkeep/app-host';
import * as v from 'valibot';
import type { InterfaceName } from '../values/interface-name.ts';
import { type Ipv4, ipv4 } from '../values/ipv4.ts';
import type { Lan } from '../values/lan.ts';
import { parseProxyUrl, proxyPort } from '../values/proxy-url.ts';

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

/** The address of a proxy, if its URL has one and not a name. */
export function proxyAddress(url: string): Surroundings['proxy'] {
  const proxy = parseProxyUrl(url);
  const address = v.safeParse(ipv4, proxy?.hostname);
  return proxy && address.success ? { address: address.output, port: proxyPort(proxy) } : undefined;
}

/** The port of a status page that is not on a loopback address. */
export function openStatusPort(listen: HostAndPort | 'off'): number | undefined {
  if (listen === 'off') return undefined;
  const isLoopback = /^(127\.|::1$|localhost$)/i.test(listen.host);
  return isLoopback ? undefined : listen.port;
}
