import { formatHostAndPort, type HostAndPort } from '../environment/kinds/listen-address.ts';

/** By either loopback address: a machine may have no IPv6 although `::` can be listened on. */
const EITHER = ['127.0.0.1', '::1'];
const LOOPBACKS: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0': ['127.0.0.1'],
  '[::]': EITHER,
  '*': EITHER,
};

/** Where to ask a server that listens on an address, or on all of them; each as `host:port`. */
export function addressesToAsk({ host, port }: HostAndPort): readonly string[] {
  const written = formatHostAndPort({ host, port });
  // The URL parser knows every spelling of an address. One with a zone is not among these.
  const url = `http://${written}`;
  const normal = URL.canParse(url) ? new URL(url).hostname : host;
  return LOOPBACKS[normal]?.map((each) => formatHostAndPort({ host: each, port })) ?? [written];
}
