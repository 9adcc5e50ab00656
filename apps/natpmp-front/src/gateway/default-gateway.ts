import { readFileSync } from 'node:fs';

const UP_WITH_GATEWAY = 0x3;

/** The next hop of the default route of the main table, by its metric. Linux only. */
export function defaultGateway(file = '/proc/net/route'): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'latin1');
  } catch {
    return undefined;
  }
  const hops = text.split('\n').flatMap((line) => {
    const [, destination, gateway = '', flags = '', , , metric, mask] = line.trim().split(/\s+/);
    const isDefault = destination === '00000000' && mask === '00000000';
    const leads = (Number.parseInt(flags, 16) & UP_WITH_GATEWAY) === UP_WITH_GATEWAY;
    return isDefault && leads ? [{ address: dotted(gateway), metric: Number(metric) }] : [];
  });
  return hops.toSorted((a, b) => a.metric - b.metric)[0]?.address;
}

/** The kernel prints the word in the host's (little endian) order. */
function dotted(word: string): string {
  return [6, 4, 2, 0].map((at) => Number.parseInt(word.slice(at, at + 2), 16)).join('.');
}
