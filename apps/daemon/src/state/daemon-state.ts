import { type RefusedLogin, RefusedLoginSchema } from '@portkeep/app-host';
import * as v from 'valibot';

/** A claim as it is kept: `payload` and `signature` byte for byte as PIA sent them. */
export interface SavedClaim {
  readonly port: number;
  readonly obtained_at: string;
  readonly expires_at: string;
  readonly payload: string;
  readonly signature: string;
}

/** The account token, encrypted: the folder of the state file is often shared. */
export interface SavedToken {
  readonly sealed: string;
  readonly obtained_at: string;
}

/** A login that PIA refused. It is not repeated before `at` with the same credentials. */
export interface LoginWait {
  readonly at: string;
  readonly wait_seconds: number;
  readonly reason: string;
  /** Salted, slow hash: tells whether the credentials changed, without telling them. */
  readonly credentials: string;
}

/** What survives a restart; the keys are those of the state file. */
export interface DaemonState {
  readonly version: 1;
  /** Salt of the key that seals the token, base64. */
  readonly salt: string;
  readonly claim?: SavedClaim | undefined;
  readonly gateway?: string | undefined;
  readonly hostname?: string | undefined;
  readonly token?: SavedToken | undefined;
  readonly login_not_before?: LoginWait | undefined;
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

const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));
const time = v.pipe(v.string(), v.isoTimestamp());
const text = v.pipe(v.string(), v.nonEmpty());

export const DaemonStateSchema: v.GenericSchema<unknown, DaemonState> = v.object({
  version: v.literal(1),
  salt: text,
  claim: v.optional(
    v.object({ port, obtained_at: time, expires_at: time, payload: text, signature: text }),
  ),
  gateway: v.optional(v.pipe(v.string(), v.ipv4())),
  hostname: v.optional(text),
  token: v.optional(v.object({ sealed: text, obtained_at: time })),
  login_not_before: v.optional(
    v.object({ at: time, wait_seconds: v.number(), reason: text, credentials: text }),
  ),
  hook_port: v.optional(port),
  binding: v.optional(v.string()),
  own_port: v.optional(port),
  tunnel_addresses: v.optional(v.array(v.pipe(v.string(), v.ipv4()))),
  refused_logins: v.optional(v.array(RefusedLoginSchema)),
});
