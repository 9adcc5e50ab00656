import { type PiaState, piaStateEntries, type StateKeeper } from '@portkeep/pia-lease';
import { type RefusedLogin, RefusedLoginSchema } from '@portkeep/port-sinks';
import * as v from 'valibot';

/** What survives a restart; the keys are those of the state file. */
export interface DaemonState extends PiaState {
  /** The port that the hook was last told. */
  readonly hook_port?: number | undefined;
  /** The tunnel that the torrent client was last told to listen on. */
  readonly binding?: string | undefined;
  /** The port that qBittorrent is to come back to: reopening its listener was cut short. */
  readonly own_port?: number | undefined;
  /** The addresses of the tunnels so far, the present one last: qBittorrent may be bound to one. */
  readonly tunnel_addresses?: readonly string[] | undefined;
  /** Logins that qBittorrent refused. */
  readonly refused_logins?: readonly RefusedLogin[] | undefined;
}

/** Keeps the daemon's state. */
export type DaemonStateKeeper = StateKeeper<DaemonState>;

const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

/** Keys that this version does not know belong to another version, and are kept for it. */
export const DaemonStateSchema: v.GenericSchema<unknown, DaemonState> = v.looseObject({
  ...piaStateEntries,
  hook_port: v.optional(port),
  binding: v.optional(v.string()),
  own_port: v.optional(port),
  tunnel_addresses: v.optional(v.array(v.pipe(v.string(), v.ipv4()))),
  refused_logins: v.optional(v.array(RefusedLoginSchema)),
});
