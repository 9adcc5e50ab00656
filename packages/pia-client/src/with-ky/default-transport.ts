import type { Transport } from '@portkeep/http';
import { kyTransport } from '@portkeep/http/ky';

/** Larger than any server list (about 300 kB), small enough for any machine. */
const MAX_BYTES = 8 * 1024 * 1024;

/** The transport of a client that was given none. */
export function defaultTransport(): Transport {
  return kyTransport({ maxBytes: MAX_BYTES });
}
