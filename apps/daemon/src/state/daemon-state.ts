import { type RefusedLogin, RefusedLoginSchema } from '@portkeep/port-sinks';
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
  /** Its last use was refused, and no login for another was allowed yet. */
  readonly refused?: boolean | undefined;
}

/** A login that gave no token, or may give none. No other is sent before `at` with the same credentials. */
export interface LoginWait {
  readonly at: string;
  readonly wait_seconds: number;
  readonly reason: string;
  /** Salted, slow hash: tells whether the credentials changed, without telling them. */
  readonly credentials: string;
  /** How many waits in a row had this reason. */
  readonly count?: number | undefined;
}

/** What survives a restart; the keys are those of the state file. */
export interface DaemonState {
  readonly version: 1;
  /** Salt of the key that seals the token, base64. */
  readonly salt: string;
  /** The claim that was last bound, or the only one. */
  readonly claim?: SavedClaim | undefined;
  /** A newer claim, to take its place as soon as it is bound. */
  readonly next_claim?: SavedClaim | undefined;
  readonly gateway?: string | undefined;
  readonly hostname?: string | undefined;
  readonly token?: SavedToken | undefined;
  /** Set before a login is sent. */
  readonly login_not_before?: LoginWait | undefined;
  /** Set once a token was refused: when the next may be replaced if it is refused too. */
  readonly new_token_not_before?: LoginWait | undefined;
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
const claim = v.object({
  port,
  obtained_at: time,
  expires_at: time,
  payload: text,
  signature: text,
});
const wait = v.object({
  at: time,
  wait_seconds: v.number(),
  reason: text,
  credentials: text,
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

/** Keys that this version does not know belong to another version, and are kept for it. */
export const DaemonStateSchema: v.GenericSchema<unknown, DaemonState> = v.looseObject({
  version: v.literal(1),
  salt: text,
  claim: v.optional(claim),
  next_claim: v.optional(claim),
  gateway: v.optional(v.pipe(v.string(), v.ipv4())),
  hostname: v.optional(text),
  token: v.optional(
    v.object({ sealed: text, obtained_at: time, refused: v.optional(v.boolean()) }),
  ),
  login_not_before: v.optional(wait),
  new_token_not_before: v.optional(wait),
  hook_port: v.optional(port),
  binding: v.optional(v.string()),
  own_port: v.optional(port),
  tunnel_addresses: v.optional(v.array(v.pipe(v.string(), v.ipv4()))),
  refused_logins: v.optional(v.array(RefusedLoginSchema)),
});
