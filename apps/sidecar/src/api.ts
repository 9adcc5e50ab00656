import { type App, httpTransport } from '@portkeep/app-host';
import { NatPmpHttpClient } from '@portkeep/natpmp-client/core';
import type { SidecarVariables } from './variables.ts';

/** The API's own answers have about 100 bytes; a page of a proxy has more. */
const MOST_BYTES = 65_536;

/** The way to the API. */
export interface Api {
  readonly client: NatPmpHttpClient;
  /** What the API answered last, as it sent it; empty when nothing came. */
  lastBody(): string;
}

/** Builds the client that the configuration asks for; does no I/O. */
export function createApi(
  { values }: Pick<App<SidecarVariables>, 'values'>,
  carry = httpTransport({ maxBytes: MOST_BYTES }),
): Api {
  const { service, apiToken } = values;
  let lastBody = '';
  const client = new NatPmpHttpClient({
    baseUrl: service,
    token: apiToken && (() => apiToken.read()),
    async transport(request, options) {
      lastBody = '';
      const reply = await carry(request, options);
      lastBody = reply.body;
      return reply;
    },
  });
  return { client, lastBody: () => lastBody };
}
