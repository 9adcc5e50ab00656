import * as v from 'valibot';

/**
 * Failed logins to one server with one secret, as kept across restarts. An attempt is recorded before
 * it is sent, so that it counts even if the app is killed in between.
 */
export interface RefusedLogin {
  /** Host and port of qBittorrent. */
  readonly host: string;
  /** Empty for an API key. */
  readonly user: string;
  /** Salted, slow hash of the secret: it shows whether the secret changed without revealing it. */
  readonly credentials: string;
  /** How often the credentials were sent. */
  readonly tries: number;
  /** The time before which they are not sent again, ISO. Missing while the outcome is unknown. */
  readonly not_before?: string | undefined;
}

/** Where refused logins are kept across restarts. */
export interface RefusedLoginStore {
  load(): readonly RefusedLogin[];
  save(logins: readonly RefusedLogin[]): Promise<void>;
  /** A salted, slow hash: a reader of the record must not be able to guess the secret. */
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
