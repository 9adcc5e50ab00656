import { lookup } from 'node:dns/promises';
import { systemClock } from '@portkeep/port-lease';
import { localTransport } from '../../../local-transport.ts';
import { detectGluetun, type GluetunReport } from '../gluetun/detect-gluetun.ts';
import type { Network } from '../lease/create-source.ts';
import { readNetworkSnapshot } from '../network/network-snapshot.ts';
import { kernelSourceAddress } from '../network/source-address.ts';
import { type ReachHost, reachHost } from './reach-host.ts';

/** What doctor examines besides PIA itself; tests replace it. */
export interface Surroundings {
  readonly network: Network;
  /** The addresses of a name, as every program on this machine gets them. */
  readonly resolve: (hostname: string) => Promise<readonly string[]>;
  readonly reachHost: ReachHost;
  readonly detectGluetun: (signal: AbortSignal) => Promise<GluetunReport | undefined>;
  /** Epoch ms. */
  readonly now: () => number;
}

export const realSurroundings: Surroundings = {
  network: { read: readNetworkSnapshot, sourceAddress: kernelSourceAddress },
  async resolve(hostname) {
    const found = await lookup(hostname, { all: true });
    return found.map(({ address }) => address);
  },
  reachHost,
  detectGluetun: (signal) => detectGluetun({ transport: localTransport(), signal }),
  now: systemClock.now,
};
