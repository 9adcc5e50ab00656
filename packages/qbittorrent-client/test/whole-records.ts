import * as v from 'valibot';
import { ServerStateSchema } from '../src/records/server-state.ts';
import { TorrentSchema } from '../src/records/torrent.ts';
import { recordedExchanges } from './recorded-exchange.ts';

const { torrents, server_state } = recordedMainData();
const [torrent = {}] = Object.values(torrents);

/** A torrent as `sync/maindata` has it: what every torrent has there, and no more. */
export const WHOLE_TORRENT = needed(TorrentSchema.entries, torrent);
/** The state of a server as `sync/maindata` has it: what all have there, and no more. */
export const WHOLE_SERVER_STATE = needed(ServerStateSchema.entries, server_state);

function recordedMainData() {
  const exchange = recordedExchanges('5.2.3').find(({ name }) => name === 'maindata-full');
  const fields = v.record(v.string(), v.unknown());
  const schema = v.object({ torrents: v.record(v.string(), fields), server_state: fields });
  return v.parse(schema, JSON.parse(exchange?.response.body ?? ''));
}

function needed(
  entries: Readonly<Record<string, v.GenericSchema>>,
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(fields).filter(([key]) => (entries[key]?.type ?? 'optional') !== 'optional'),
  );
}
