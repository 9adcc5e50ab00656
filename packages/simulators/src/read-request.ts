import type { IncomingMessage } from 'node:http';
import type { SimulatedRequest } from './simulated-http.ts';

/**
 * Reads a whole request off its socket.
 *
 * @param keepBytes how much of the body is kept; the rest is read and dropped
 */
export async function readRequest(
  request: IncomingMessage,
  keepBytes: number = Number.POSITIVE_INFINITY,
): Promise<SimulatedRequest> {
  const chunks: Buffer[] = [];
  let kept = 0;
  for await (const chunk of request) {
    if (kept < keepBytes) chunks.push(chunk);
    kept += chunk.length;
  }
  return {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: Buffer.concat(chunks).subarray(0, Math.min(kept, keepBytes)).toString(),
    sourceAddress: request.socket.remoteAddress ?? '',
  };
}
