import { Resolver } from 'node:dns/promises';
import { codeOf } from '@portkeep/app-host';
import type { Ipv4 } from '../values/ipv4.ts';

/** A name that PIA's name servers know for certain. */
const NAME = 'privateinternetaccess.com';
const LIMIT_MS = 1_000;
/** The server was heard: it answered that it does not know, or does not want to. */
const ANSWERS = new Set(['ENOTFOUND', 'ENODATA', 'ESERVFAIL', 'EREFUSED', 'ENOTIMP', 'EFORMERR']);

/** The first of these name servers that answers; they are asked at the same time. */
export async function firstAnsweringDns(
  servers: readonly Ipv4[],
  signal: AbortSignal,
): Promise<Ipv4 | undefined> {
  signal.throwIfAborted();
  const asked = servers.map((server) => isAnswering(server, signal));
  for (const [index, server] of servers.entries()) {
    // A mute one further back is not waited for.
    if (await asked[index]) return server;
  }
  signal.throwIfAborted();
  return undefined;
}

async function isAnswering(server: Ipv4, signal: AbortSignal): Promise<boolean> {
  const resolver = new Resolver({ timeout: LIMIT_MS, tries: 1 });
  resolver.setServers([server]);
  const cancel = () => resolver.cancel();
  signal.addEventListener('abort', cancel);
  try {
    await resolver.resolve4(NAME);
    return true;
  } catch (error) {
    return ANSWERS.has(String(codeOf(error)));
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
