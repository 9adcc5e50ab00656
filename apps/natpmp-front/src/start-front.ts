import { type App, formatHostAndPort, type HostAndPort } from '@portkeep/app-host';
import { FrontLog } from './front-log.ts';
import { FrontStatus } from './front-status.ts';
import { Gateway } from './gateway/gateway.ts';
import { GatewayLine } from './gateway/gateway-line.ts';
import { locateGateway } from './gateway/locate-gateway.ts';
import { FrontApi } from './http/front-api.ts';
import { startApi } from './http/start-api.ts';
import type { FrontVariables } from './variables.ts';

/** RFC 6886 allows nine, which take 128 s; no client waits that long. Five take 7.75 s. */
const TRIES = 5;

/** A front that serves its API. */
export interface RunningFront {
  readonly address: HostAndPort;
  readonly gateway: Gateway;
  readonly status: FrontStatus;
}

/**
 * Starts the API before the gateway; it ends with the app's signal.
 *
 * @param tries packets for one question.
 * @throws {ConfigurationError} when it cannot listen.
 */
export async function startFront(
  app: Pick<App<FrontVariables>, 'name' | 'version' | 'values' | 'log' | 'signal'>,
  tries: number = TRIES,
): Promise<RunningFront> {
  const { name, version, values, log, signal } = app;
  const { apiToken, maxDuration, allowedPorts, httpListen: listen } = values;
  const locate = () => locateGateway(values.gateway);
  const line = new GatewayLine({ locate, tries });
  const status: FrontStatus = new FrontStatus({
    app: name,
    version,
    facts: () => {
      const place = locate();
      const at = place === undefined ? null : formatHostAndPort(place);
      return { gateway: at, mappings: gateway.mappings, waiting: line.length };
    },
  });
  const gateway: Gateway = new Gateway(line, [status, new FrontLog(log)], signal);
  // A server receives a token without the spaces at its ends.
  const token = () => apiToken?.read().trim();
  const api = new FrontApi({ gateway, token, maxDuration, allowedPorts });
  const address = await startApi({ app: name, listen, api, view: status, log, signal });
  return { address, gateway, status };
}
