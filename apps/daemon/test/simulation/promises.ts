import type { PiaSimulator } from '@portkeep/simulators';
import type { SimulatedDaemon } from '../simulated-daemon.ts';
import type { SimulatedMachine } from './simulated-machine.ts';

/** A daemon, what it announced last, and the simulated world that shows whether it is right. */
export interface Evidence {
  readonly daemon: SimulatedDaemon;
  readonly port: number | undefined;
  readonly pia: PiaSimulator;
  readonly machine: SimulatedMachine;
}

/** What is wrong while the daemon says that it is ready. */
export function liesOf({ daemon, port, pia, machine }: Evidence): string[] {
  // The network watch may take 2 s to see a change.
  if (daemon.tunnelIdentity !== machine.tunnel.identity || !daemon.status.ready(false).ok)
    return [];
  if (port === undefined) return ['ready without a port'];
  const forwarded = pia.wasForwarded(port, machine.trueTime());
  const told = [
    [forwarded, `ready, and yet port ${port} is not forwarded`],
    [machine.portFile.contents === `${port}\n`, 'ready, but for the port file'],
    [machine.dataFile.contents?.startsWith(`{"port":${port},`), 'ready, but for the data file'],
  ] as const;
  return told.flatMap(([true_, lie]) => (true_ ? [] : [lie]));
}

/** Whether the port is forwarded, every sink has it, and nothing fails. */
export function isWell(evidence: Evidence): boolean {
  const { daemon, port, machine } = evidence;
  const { torrentClient, tunnel } = machine;
  return (
    daemon.tunnelIdentity === tunnel.identity &&
    daemon.status.ready(true).ok &&
    daemon.status.state() === 'held' &&
    liesOf(evidence).length === 0 &&
    torrentClient.port === port &&
    torrentClient.tunnelIdentity === tunnel.identity
  );
}
