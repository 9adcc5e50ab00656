import { isIPv4 } from 'node:net';
import { AdvisedError } from '@portkeep/app-host';
import { type HttpReply, isTransportFailure, type Transport } from '@portkeep/http';

const LIMIT_MS = 8_000;

/** Much longer than an address, and little in 32 MiB. */
export const MOST_PAGE_BYTES = 4_096;

/**
 * Asks a service from which address this machine's requests come.
 *
 * @param page answers with an IPv4 address and nothing else.
 * @throws {AdvisedError} when it answers with anything else, or not at all.
 */
export async function askEgressAddress(
  page: URL,
  transport: Transport,
  signal: AbortSignal,
): Promise<string> {
  const { status, body } = await get(page, transport, signal);
  if (status !== 200) {
    throw new AdvisedError(`${page.host} answered with status ${status}`, OTHER_PAGE);
  }
  const address = body.trim();
  if (isIPv4(address)) return address;
  throw new AdvisedError(`${page.host} did not answer with an IPv4 address`, OTHER_PAGE);
}

const OTHER_PAGE = 'set PUBLIC_IP_URL to a page that has nothing but your IPv4 address';

async function get(page: URL, transport: Transport, signal: AbortSignal): Promise<HttpReply> {
  const headers = { accept: 'text/plain' };
  const request = { method: 'GET', url: page.href, headers, repeatable: true } as const;
  try {
    return await transport(request, { signal, timeoutMs: LIMIT_MS });
  } catch (error) {
    if (!isTransportFailure(error)) throw error;
    if (error.kind === 'too-large') {
      throw new AdvisedError(`${page.host} answered with more than an address`, OTHER_PAGE);
    }
    const advice = 'check PUBLIC_IP_URL, and that this machine can reach it';
    throw new AdvisedError(`${page.host} cannot be asked (${error.kind})`, advice);
  }
}
