import type { Transport } from '@portkeep/http';
import { nodeTransport } from '@portkeep/http/node';

/** For programs beside the daemon (gluetun, another running daemon): their answers are short. */
export function localTransport(): Transport {
  return nodeTransport({ maxBytes: 65_536 });
}
