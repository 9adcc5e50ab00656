import * as v from 'valibot';
import type { SinkMemory } from '../sink-kind.ts';
import { RefusedLoginSchema } from './refused-login.ts';

/** What the sink keeps across restarts. */
export const stateEntries = {
  /** The tunnel that qBittorrent was last set to. */
  binding: v.optional(v.string()),
  /** The port that qBittorrent is to come back to: reopening its listener was cut short. */
  own_port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))),
  /** The addresses of the tunnels so far, the present one last: qBittorrent may be bound to one. */
  tunnel_addresses: v.optional(v.array(v.pipe(v.string(), v.ipv4()))),
  /** Logins that it refused. */
  refused_logins: v.optional(v.array(RefusedLoginSchema)),
};

export type QBittorrentState = typeof stateEntries;

/** The memory of an app that keeps them. */
export type QBittorrentMemory = SinkMemory<QBittorrentState>;
