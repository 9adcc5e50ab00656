import * as v from 'valibot';

/**
 * Logins of one server with one secret that failed, as they are kept over restarts. An attempt is
 * noted before it is sent, so that a kill in between hides none.
 */
export interface RefusedLogin {
  /** Host and port of qBittorrent. */
  readonly host: string;
  /** Empty for an API key. */
  readonly user: string;
  /** Salted, slow hash of the secret: tells whether it changed, without telling it. */
  readonly credentials: string;
  /** How often they were sent. */
  readonly tries: number;
  /** They are not sent again before, ISO. Missing while the outcome is not known. */
  readonly not_before?: string | undefined;
}

/** Where refused logins are kept over restarts. */
export interface RefusedLoginStore {
  load(): readonly RefusedLogin[];
  save(logins: readonly RefusedLogin[]): Promise<void>;
  /** A salted, slow hash: whoever reads the record must not be able to guess the secret. */
  fingerprint(secret: string): Promise<string>;
}

/** For the schema of a state file. */
export const RefusedLoginSchema: v.GenericSchema<unknown, RefusedLogin> = v.object({
  host: v.string(),
  user: v.string(),
  credentials: v.string(),
  tries: v.pipe(v.number(), v.integer(), v.minValue(0)),
  not_before: v.optional(v.pipe(v.string(), v.isoTimestamp())),
});
