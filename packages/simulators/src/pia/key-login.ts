import type { SimulatedRequest } from '../simulated-http.ts';
import type { DedicatedIpTable } from './dedicated-ip-table.ts';
import type { SimulatedServer } from './simulated-server.ts';
import type { TokenTable } from './token-table.ts';

const DEDICATED_IP_USER = 'dedicated_ip_';

/**
 * The account that a request to addKey logs in for: the owner of the token in the query or, at the
 * server of a dedicated IP, `dedicated IP` with the token of that as HTTP Basic credentials.
 *
 * @returns `undefined` when the login fails
 */
export function logInForKey(
  { headers }: SimulatedRequest,
  query: URLSearchParams,
  server: SimulatedServer,
  { tokens, dedicatedIps }: { tokens: TokenTable; dedicatedIps: DedicatedIpTable },
  at: number,
): string | undefined {
  const token = query.get('pt');
  if (token !== null) return tokens.ownerOf(token, at);
  const basic = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  const [user = '', ...rest] = Buffer.from(basic, 'base64').toString().split(':');
  if (!user.startsWith(DEDICATED_IP_USER) || rest.join(':') !== server.publicAddress) {
    return undefined;
  }
  const known = dedicatedIps.find(user.slice(DEDICATED_IP_USER.length), at);
  return known?.cn === server.cn && known.status === 'active' ? 'dedicated IP' : undefined;
}
