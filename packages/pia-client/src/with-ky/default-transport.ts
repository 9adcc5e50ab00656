import type { Transport } from '@portkeep/http';
import { kyTransport } from '@portkeep/http/ky';

/** Larger than any server list (about 300 kB), small enough for any machine. */
const MAX_BYTES = 8 * 1024 * 1024;

/** What carries the requests of a client that was given no transport. */
export function defaultTransport(): Transport {
  return kyTransport({ maxBytes: MAX_BYTES });
}
