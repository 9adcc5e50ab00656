import * as v from 'valibot';

/** A claim as it is stored: `payload` and `signature` byte for byte as PIA sent them. */
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
  /** Its last use was refused, and no login to replace it was allowed yet. */
  readonly refused?: boolean | undefined;
}

/** A login that gave no token, or may give none. No other is sent before `at` with the same credentials. */
export interface LoginWait {
  readonly at: string;
  readonly wait_seconds: number;
  readonly reason: string;
  /** Salted, slow hash: shows whether the credentials changed, without revealing them. */
  readonly credentials: string;
  /** How many waits in a row had this reason. */
  readonly count?: number | undefined;
}

/** What survives a restart about the account and the port; the keys are those of the state file. */
export interface PiaState {
  readonly version: 1;
  /** Salt of the key that seals the token, base64. */
  readonly salt: string;
  /** The claim that was last bound, or the only one. */
  readonly claim?: SavedClaim | undefined;
  /** A newer claim, which replaces the other as soon as it is bound. */
  readonly next_claim?: SavedClaim | undefined;
  readonly gateway?: string | undefined;
  readonly hostname?: string | undefined;
  readonly token?: SavedToken | undefined;
  /** Set before a login is sent. */
  readonly login_not_before?: LoginWait | undefined;
  /** Set once a token was refused: when the next one may be replaced if it is refused too. */
  readonly new_token_not_before?: LoginWait | undefined;
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

/** For the schema of an app's state, which has entries of its own beside them. */
export const piaStateEntries = {
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
};
