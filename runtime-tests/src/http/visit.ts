import type { HttpBody, HttpRequest, TransportOptions } from '@portkeep/http';
import type { ServerName } from '../hostile/hostile-servers.ts';
import type { HostileSighting } from '../order.ts';
import type { Stage } from '../stage.ts';
import { outcomeOf } from './outcome.ts';
import { TRANSPORTS, type TransportName } from './transports.ts';

/** What came of a visit, on both sides. */
export interface Visit {
  /** With what is left open at the server. */
  readonly outcome: string;
  readonly sighting: HostileSighting;
}

/** Sends a GET to a server of its own. */
export async function visit(
  stage: Stage,
  name: ServerName,
  transportName: TransportName,
  { timeoutMs }: Pick<TransportOptions, 'timeoutMs'>,
): Promise<Visit> {
  const { trustedBy, make } = TRANSPORTS[transportName];
  const { url, ca } = await stage.order('start-hostile', { name, trustedBy });
  const request: HttpRequest<HttpBody> = { method: 'GET', url, headers: {} };
  const transport = make(ca, { maxBytes: 1_048_576 });
  const outcome = await outcomeOf(transport(request, { timeoutMs }));
  const sighting = await stage.order('look-at-hostile', { url, whenClosed: true });
  return {
    outcome: sighting.open > 0 ? `${outcome}, ${sighting.open} left open` : outcome,
    sighting,
  };
}
