import { formatHostAndPort, type HostAndPort } from '../environment/kinds/listen-address.ts';

/** Both loopback addresses: a machine may have no IPv6 although a server can listen on `::`. */
const EITHER = ['127.0.0.1', '::1'];
const LOOPBACKS: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0': ['127.0.0.1'],
  '[::]': EITHER,
  '*': EITHER,
};

/** The addresses, as `host:port`, at which to reach a server that listens on one address or on all. */
export function addressesToAsk({ host, port }: HostAndPort): readonly string[] {
  const written = formatHostAndPort({ host, port });
  // The URL parser knows every spelling of an address, except one with a zone.
  const url = `http://${written}`;
  const normal = URL.canParse(url) ? new URL(url).hostname : host;
  return LOOPBACKS[normal]?.map((each) => formatHostAndPort({ host: each, port })) ?? [written];
}
