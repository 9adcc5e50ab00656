import { PiaAccountClient, PiaGatewayClient } from '@portkeep/pia-client';
import { pinnedTransport } from '@portkeep/pia-client/node';
import type { PiaAddresses } from './order.ts';
import { patience } from './patience.ts';

/** How a visit differs from a correct one. */
export interface GatewayVisit {
  readonly hostname?: string;
  /** `built-in` for the authority of the real PIA. */
  readonly authority?: 'built-in';
  readonly timeoutMs?: number;
}

/** A gateway client over real TLS, for the server's own name unless another one is asked for. */
export function gatewayClient(pia: PiaAddresses, options: GatewayVisit = {}): PiaGatewayClient {
  const { gatewayAddress: address, gatewayPort: port } = pia;
  const { hostname = pia.hostname, authority, timeoutMs = patience() } = options;
  const ca = authority === 'built-in' ? undefined : pia.caPem;
  const transport = pinnedTransport({ address, hostname, ca });
  return new PiaGatewayClient({ hostname, port, transport, timeoutMs });
}

/** A token from the account API. */
export async function logIn({ tokenUrl }: PiaAddresses): Promise<string> {
  const credentials = { username: 'p1234567', password: 'correct-horse' };
  return (await new PiaAccountClient({ ...credentials, tokenUrl }).getToken()).token;
}
