import { isPiaError, type PiaErrorCode, type WireGuardPeer } from '@portkeep/pia-client/core';
import type { TokenKeeper } from '@portkeep/pia-lease';
import type { Clients } from '../clients.ts';
import type { Candidate } from './choose-servers.ts';

/** Options of {@linkcode registerKey}. */
export interface RegisterKeyOptions {
  readonly server: Clients['server'];
  readonly tokens: Pick<TokenKeeper, 'getToken' | 'refused'>;
  readonly dedicatedIpToken?: (() => string) | undefined;
  readonly signal: AbortSignal;
}

/** How long one server may take to answer. */
const ADD_KEY_MS = 6_000;
/** The answer would be the same at every server. */
const SAME_EVERYWHERE: ReadonlySet<PiaErrorCode> = new Set<PiaErrorCode>([
  'PIA_LOGIN_EXPIRED',
  'PIA_CREDENTIALS_REJECTED',
  'PIA_RATE_LIMITED',
  'PIA_PROXY_REFUSED',
]);

/** Registers a key at a server. A token that PIA no longer accepts is replaced once. */
export async function registerKey(
  candidate: Pick<Candidate, 'server' | 'port'>,
  publicKey: string,
  { server, tokens, dedicatedIpToken, signal }: RegisterKeyOptions,
): Promise<WireGuardPeer> {
  const client = server(candidate.server, candidate.port);
  const options = { signal, timeoutMs: ADD_KEY_MS };
  if (dedicatedIpToken !== undefined) {
    const { address } = candidate.server;
    const dedicatedIp = { token: dedicatedIpToken().trim(), address };
    return await client.addKey({ dedicatedIp, publicKey }, options);
  }
  const token = await tokens.getToken(signal);
  try {
    return await client.addKey({ token, publicKey }, options);
  } catch (error) {
    signal.throwIfAborted();
    const isExpired = isPiaError(error) && error.code === 'PIA_LOGIN_EXPIRED';
    if (!isExpired || !(await tokens.refused())) throw error;
    return await client.addKey({ token: await tokens.getToken(signal), publicKey }, options);
  }
}

/** Whether another server would not help. */
export function refusesEverywhere(error: unknown): boolean {
  return isPiaError(error) ? SAME_EVERYWHERE.has(error.code) : true;
}
