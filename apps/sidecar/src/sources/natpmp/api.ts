import type { App } from '@portkeep/app-host';
import type { Transport } from '@portkeep/http';
import { nodeTransport } from '@portkeep/http/node';
import { NatPmpHttpClient } from '@portkeep/natpmp-client/core';
import { systemClock } from '@portkeep/port-lease';
import { AdaptiveTimeoutClient } from './adaptive-timeout-client.ts';
import type { NatpmpVariables } from './natpmp-variables.ts';

/** The API's own answers are about 100 bytes long; a proxy's page is longer. */
const MOST_BYTES = 65_536;

/** The client for the API. */
export interface Api {
  readonly client: NatPmpHttpClient;
  /** For requests that are repeated forever. */
  readonly adaptive: AdaptiveTimeoutClient;
}

/** Builds the client that the configuration describes; does no I/O. */
export function createApi(
  { values }: Pick<App<NatpmpVariables>, 'values'>,
  transport: Transport = nodeTransport({ maxBytes: MOST_BYTES }),
  monotonic = systemClock.monotonic,
): Api {
  const { service, apiToken } = values;
  const token = apiToken && (() => apiToken.read());
  const client = new NatPmpHttpClient({ baseUrl: service, token, transport });
  return { client, adaptive: new AdaptiveTimeoutClient(client, monotonic) };
}
