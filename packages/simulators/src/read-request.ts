import type { IncomingMessage } from 'node:http';
import type { SimulatedRequest } from './simulated-http.ts';

/** Reads a whole request off its socket. */
export async function readRequest(request: IncomingMessage): Promise<SimulatedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: Buffer.concat(chunks).toString(),
    sourceAddress: request.socket.remoteAddress ?? '',
  };
}
