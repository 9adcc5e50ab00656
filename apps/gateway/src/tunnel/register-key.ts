import type { TokenKeeper } from '@portkeep/pia-lease';
import * as v from 'valibot';
import type { Candidate } from '../bootstrap/choose-servers.ts';
import { withToken } from '../bootstrap/with-token.ts';
import type { Clients } from '../clients.ts';
import type { Ipv4 } from '../values/ipv4.ts';
import { type TunnelEnd, tunnelEnd } from '../values/tunnel-end.ts';

/** Options of {@linkcode registerKey}. */
export interface RegisterKeyOptions {
  readonly tokens: Pick<TokenKeeper, 'getToken' | 'refused'>;
  readonly server: Clients['server'];
  /** `PIA_DIP_TOKEN`, which logs in instead of the account. */
  readonly dedicatedIpToken?: (() => string) | undefined;
  /** `TUNNEL_DNS`. */
  readonly dns: readonly Ipv4[] | undefined;
}

/** How long one server may take to answer. */
const ADD_KEY_MS = 6_000;

/**
 * Registers a public key at a server; an older one of the account ends there.
 *
 * @throws {PiaError} when the server does not take it.
 */
export async function registerKey(
  { server: { address, hostname }, keyPort }: Candidate,
  publicKey: string,
  { tokens, server, dedicatedIpToken, dns }: RegisterKeyOptions,
  signal: AbortSignal,
): Promise<TunnelEnd> {
  const client = server({ address, hostname }, keyPort);
  const options = { signal, timeoutMs: ADD_KEY_MS };
  const peer =
    dedicatedIpToken === undefined
      ? await withToken(tokens, signal, (token) => client.addKey({ token, publicKey }, options))
      : await client.addKey(
          { dedicatedIp: { token: dedicatedIpToken().trim(), address }, publicKey },
          options,
        );
  return v.parse(tunnelEnd, { ...peer, dnsServers: dns ?? peer.dnsServers });
}
