import type { HttpBody, HttpRequest, TransportOptions } from '@portkeep/http';
import type { ServerName } from '../hostile/hostile-servers.ts';
import type { Stage } from '../stage.ts';
import { outcomeOf } from './outcome.ts';
import { TRANSPORTS, type TransportName } from './transports.ts';

/** Sends a GET to a server of its own. Returns what came of it, and how much is left open there. */
export async function visit(
  stage: Stage,
  name: ServerName,
  transportName: TransportName,
  { timeoutMs }: Pick<TransportOptions, 'timeoutMs'>,
): Promise<string> {
  const { trustedBy, make } = TRANSPORTS[transportName];
  const { url, ca } = await stage.order('start-hostile', { name, trustedBy });
  const request: HttpRequest<HttpBody> = { method: 'GET', url, headers: {} };
  const transport = make(ca, { maxBytes: 1_048_576 });
  const outcome = await outcomeOf(transport(request, { timeoutMs }));
  const { open } = await stage.order('look-at-hostile', { url, whenClosed: true });
  return open > 0 ? `${outcome}, ${open} left open` : outcome;
}
