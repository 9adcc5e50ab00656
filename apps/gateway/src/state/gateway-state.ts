import { piaStateEntries, type StateKeeper } from '@portkeep/pia-lease';
import { sinkStateEntries } from '@portkeep/port-sinks';
import * as v from 'valibot';
import { SINK_KINDS } from '../sink-kinds.ts';
import { tunnelEnd } from '../values/tunnel-end.ts';

const text = v.pipe(v.string(), v.nonEmpty());

/** The tunnel as it was last set up; a restarted gateway can take it over. */
const tunnel = v.object({
  region: v.nullable(text),
  hostname: text,
  /** The server's public address, where keys are registered. */
  address: v.pipe(v.string(), v.ipv4()),
  /** Its TCP port for that. */
  key_port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  /** By what the server was chosen: not used again when the configuration asks for another. */
  chosen_by: text,
  /** Our public key. */
  public_key: text,
  end: tunnelEnd,
  since: v.pipe(v.string(), v.isoTimestamp()),
});

const gatewayEntries = {
  ...piaStateEntries,
  ...sinkStateEntries(SINK_KINDS),
  // One that this version cannot read is forgotten, and claim and token are kept.
  tunnel: v.optional(v.fallback(v.optional(tunnel), undefined)),
};

/** What survives a restart; the keys are those of the state file. */
export type GatewayState = v.InferOutput<v.ObjectSchema<typeof gatewayEntries, undefined>>;

/** The tunnel in the state. */
export type SavedTunnel = v.InferOutput<typeof tunnel>;

/** Keeps the gateway's state. */
export type GatewayStateKeeper = StateKeeper<GatewayState>;

/** Unknown keys belong to another version, and are kept for it. */
export const GatewayStateSchema: v.GenericSchema<unknown, GatewayState> =
  v.looseObject(gatewayEntries);
