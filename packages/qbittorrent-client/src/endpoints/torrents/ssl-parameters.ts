import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { textOf } from '../../protocol/text-of.ts';
import { type SslParameters, SslParametersSchema } from '../../records/ssl-parameters.ts';
import type { TorrentInput } from './torrent-input.ts';

/** What a torrent presents to its peers over TLS. The result holds a private key: never log it. */
export const sslParameters: Endpoint<TorrentInput, SslParameters> = query(
  'torrents/SSLParameters',
  {
    since: '2.11.2',
    does: 'read the SSL parameters of the torrent',
    params: ({ hash }) => ({ hash }),
    read: json(SslParametersSchema),
  },
);

/** What a torrent presents to its peers over TLS. */
export interface TorrentSsl {
  /** The certificate, as PEM. */
  readonly certificate: string;
  /** The private key, as PEM. */
  readonly privateKey: string;
  /** The Diffie-Hellman parameters, as PEM. */
  readonly dhParams: string;
}

/** A torrent and what it presents to its peers over TLS. */
export interface SetSslParametersInput extends TorrentInput, TorrentSsl {}

/**
 * Sets what a torrent presents to its peers over TLS.
 *
 * @throws {QBittorrentError} `QBT_BAD_REQUEST` when one of the values cannot be read.
 */
export const setSslParameters: Endpoint<SetSslParametersInput, void> = command(
  'torrents/setSSLParameters',
  {
    since: '2.11.2',
    does: 'set the SSL parameters of the torrent',
    secret: true,
    params: ({ hash, ...ssl }) => ({ hash, ...sslParams(ssl) }),
  },
);

/** The same under the names of the Web API. */
export function sslParams(ssl: TorrentSsl): SslParams {
  return {
    ssl_certificate: textOf('ssl.certificate', ssl?.certificate),
    ssl_private_key: textOf('ssl.privateKey', ssl?.privateKey),
    ssl_dh_params: textOf('ssl.dhParams', ssl?.dhParams),
  };
}

type SslParams = Readonly<Record<`ssl_${'certificate' | 'private_key' | 'dh_params'}`, string>>;
