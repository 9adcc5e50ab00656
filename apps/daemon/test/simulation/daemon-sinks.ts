import type { KeptPort, PortSink } from '@portkeep/port-lease';
import type { Life } from './life.ts';
import type { SimulatedMachine } from './simulated-machine.ts';

/** The sinks of a daemon on a simulated machine: like the real ones, without disk and sockets. */
export function daemonSinks(machine: SimulatedMachine, life: Life): PortSink<KeptPort>[] {
  const { portFile, dataFile, torrentClient } = machine;
  const textOf = ({ port }: KeptPort) => `${port}\n`;
  const writePort = (value: KeptPort) =>
    life.effect('write the port file', () => portFile.write(textOf(value)));
  return [
    {
      name: 'port-file',
      same: (a, b) => a.port === b.port,
      publish: writePort,
      async reconcile(value) {
        if (portFile.contents === textOf(value)) return 'in-sync';
        await writePort(value);
        return 'repaired';
      },
    },
    {
      name: 'data-file',
      same: () => false,
      publish: (value) =>
        life.effect('write the data file', () => dataFile.write(JSON.stringify(value))),
    },
    {
      name: 'torrent-client',
      same: (a, b) => a.port === b.port && a.tunnelIdentity === b.tunnelIdentity,
      publish: ({ port, tunnelIdentity }) =>
        life.effect('tell the torrent client', () => torrentClient.listen(port, tunnelIdentity)),
    },
  ];
}
