import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/** What a torrent presents to its peers over TLS, under the names of the Web API. Never log it. */
export interface SslParameters {
  /** The certificate, as PEM; empty = none. */
  readonly ssl_certificate: string;
  /** The private key, as PEM; empty = none. A secret. */
  readonly ssl_private_key: string;
  /** The Diffie-Hellman parameters, as PEM; empty = none. */
  readonly ssl_dh_params: string;
}

/** What {@link SslParameters} looks like on the wire; unknown keys pass. */
export const SslParametersSchema: v.GenericSchema<unknown, SslParameters> = v.looseObject({
  ssl_certificate: v.string(),
  ssl_private_key: v.string(),
  ssl_dh_params: v.string(),
} satisfies EntriesOf<SslParameters>);
