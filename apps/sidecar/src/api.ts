import type { App } from '@portkeep/app-host';
import type { Transport } from '@portkeep/http';
import { nodeTransport } from '@portkeep/http/node';
import { NatPmpHttpClient, type NatPmpHttpClientOptions } from '@portkeep/natpmp-client/core';
import { systemClock } from '@portkeep/port-lease';
import { PatientClient } from './patient-client.ts';
import type { SidecarVariables } from './variables.ts';

/** The API's own answers are about 100 bytes long; a proxy's page is longer. */
const MOST_BYTES = 65_536;

/** The client for the API, and its last answer. */
export interface Api {
  readonly client: NatPmpHttpClient;
  /** For requests that are repeated forever. */
  readonly patient: PatientClient;
  /** What the API answered last, as it sent it; empty when nothing came. */
  lastBody(): string;
}

/** Builds the client that the configuration describes; does no I/O. */
export function createApi(
  { values }: Pick<App<SidecarVariables>, 'values'>,
  carry: Transport = nodeTransport({ maxBytes: MOST_BYTES }),
  monotonic = systemClock.monotonic,
): Api {
  const { service, apiToken } = values;
  let lastBody = '';
  const options: NatPmpHttpClientOptions = {
    baseUrl: service,
    token: apiToken && (() => apiToken.read()),
    async transport(request, options) {
      lastBody = '';
      const reply = await carry(request, options);
      lastBody = reply.body;
      return reply;
    },
  };
  const client = new NatPmpHttpClient(options);
  const patient = new PatientClient(client, monotonic);
  return { client, patient, lastBody: () => lastBody };
}
