import type { IncomingMessage } from 'node:http';
import { MAX_BODY_BYTES } from '@portkeep/natpmp-http-api';

/** Reads a body up to the first byte that is too many; what follows is dropped. */
export async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let kept = 0;
  for await (const chunk of request) {
    if (kept <= MAX_BODY_BYTES) chunks.push(chunk);
    kept += chunk.length;
  }
  return Buffer.concat(chunks).subarray(0, MAX_BODY_BYTES + 1);
}
