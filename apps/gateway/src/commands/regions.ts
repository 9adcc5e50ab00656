import type { App } from '@portkeep/app-host';
import { portForwardRegions, type Region, rankRegions } from '@portkeep/pia-client/core';
import { META_PORT } from '../bootstrap/choose-servers.ts';
import { type Clients, createClients } from '../clients.ts';
import type { GatewayVariables } from '../variables.ts';

type RegionsApp = Pick<App<GatewayVariables>, 'values' | 'signal' | 'print'>;

/** Prints the regions that forward ports, the fastest first, with what PIA_REGIONS needs; logs in nowhere. */
export async function regions(
  app: RegionsApp,
  clients: Pick<Clients, 'serverLists' | 'connectTime'> = createClients(app),
): Promise<void> {
  const { signal } = app;
  const list = await clients.serverLists.getServerList({ signal });
  const possible = portForwardRegions(list).filter(({ servers }) => servers.wg?.length);
  const port = list.ports.meta?.[0] ?? META_PORT;
  const probe: Parameters<typeof rankRegions>[1] = (server) =>
    clients.connectTime(server, port, signal);
  const ranked = await rankRegions(possible, probe, { signal });
  const silent = possible.filter((region) => ranked.every((each) => each.region !== region));
  const rows = [
    ...ranked.map(({ region, latencyMs }) => row(region, `${Math.round(latencyMs)} ms`)),
    ...silent.map((region) => row(region, 'no answer')),
  ];
  app.print(table([['ID', 'NAME', 'LATENCY'], ...rows]));
  const others = list.regions.length - possible.length;
  if (others > 0) app.print(`\n${others} more forward no ports, or are out of service.\n`);
}

type Row = readonly [id: string, name: string, latency: string];

function row({ id, name }: Region, latency: string): Row {
  return [id, name, latency];
}

function table(rows: readonly Row[]): string {
  const width = (column: 0 | 1) => Math.max(...rows.map((each) => each[column].length)) + 2;
  const [first, second] = [width(0), width(1)];
  return rows
    .map(([id, name, latency]) => `${id.padEnd(first)}${name.padEnd(second)}${latency}\n`)
    .join('');
}
