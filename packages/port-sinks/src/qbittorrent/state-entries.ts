import * as v from 'valibot';
import type { SinkMemory } from '../sink-kind.ts';
import { RefusedLoginSchema } from './refused-login.ts';

/** What the sink keeps across restarts. */
export const stateEntries = {
  /** The identity of the tunnel for which qBittorrent was last set up. */
  binding: v.optional(v.string()),
  /** The port to which qBittorrent must return after an interrupted reopening of its listener. */
  own_port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))),
  /** The addresses of all tunnels so far, the current one last: qBittorrent may be bound to one. */
  tunnel_addresses: v.optional(v.array(v.pipe(v.string(), v.ipv4()))),
  /** Logins that qBittorrent refused. */
  refused_logins: v.optional(v.array(RefusedLoginSchema)),
};

export type QBittorrentState = typeof stateEntries;

/** The memory of an app that keeps these entries. */
export type QBittorrentMemory = SinkMemory<QBittorrentState>;
