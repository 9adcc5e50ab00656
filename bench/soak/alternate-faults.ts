import {
  isNatPmpFault,
  isPiaFault,
  NATPMP_FAULTS,
  type NatPmpApiSimulator,
  PIA_FAULTS,
  type PiaSimulator,
  type QBittorrentFault,
  type QBittorrentSimulator,
} from '@portkeep/simulators';

const EVERY_MS = 20_000;
const LASTS_MS = 6_000;

/** Without the faults after which the next login waits for minutes. */
const QBITTORRENT_FAULTS: readonly QBittorrentFault[] = [
  { kind: 'down' },
  { kind: 'hang' },
  { kind: 'reset' },
  { kind: 'html-502' },
];

/**
 * Gives each server its faults in turn, for a few seconds out of every twenty.
 *
 * @returns a function that ends them and returns the number of rounds.
 */
export function alternateFaults(
  pia: PiaSimulator,
  natpmp: NatPmpApiSimulator,
  clients: readonly QBittorrentSimulator[],
): () => number {
  let turn = 0;
  const clear = () => {
    pia.clearFaults();
    natpmp.clearFaults();
    for (const client of clients) client.clearFaults();
  };
  const begin = () => {
    const piaTarget = turn % 2 === 0 ? 'gateway' : 'bindPort';
    const piaFault = nth(PIA_FAULTS[piaTarget], turn >> 1);
    if (isPiaFault(piaTarget, piaFault)) pia.setFault(piaTarget, piaFault);
    const natpmpTarget = turn % 2 === 0 ? 'service' : 'forward';
    const natpmpFault = nth(NATPMP_FAULTS[natpmpTarget], turn >> 1);
    if (isNatPmpFault(natpmpTarget, natpmpFault)) natpmp.setFault(natpmpTarget, natpmpFault);
    // Its sessions end only with a restart, after which there is a login.
    for (const client of clients) {
      if (turn % 3 === 0) client.restart();
      else client.setFault(nth(QBITTORRENT_FAULTS, turn));
    }
    turn += 1;
    setTimeout(clear, LASTS_MS);
  };
  const timer = setInterval(begin, EVERY_MS);
  return () => {
    clearInterval(timer);
    clear();
    return turn;
  };
}

function nth<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('There are no faults');
  return item;
}
