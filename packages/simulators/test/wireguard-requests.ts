import type { PiaSimulator } from '../src/pia/pia-simulator.ts';
import type { SimulatedRequest } from '../src/simulated-http.ts';
import { get, tokenFrom } from './pia-requests.ts';

/** The first of the `loopbackServers()`. */
export const FIRST = 'Server-11555-2a';
/** The second one, in the same region. */
export const SECOND = 'Server-11556-0a';

/** Keys of clients. Every fourth one has a `+` and a `/`, which have to be encoded in a URL. */
export function publicKey(number: number): string {
  return Buffer.alloc(32, number % 4 === 0 ? Buffer.from('fbefff', 'hex') : number).toString(
    'base64',
  );
}

export function addKey(cn: string, token: string, pubkey: string): SimulatedRequest {
  return get(addKeyUrl(cn, token, pubkey), '198.51.100.2');
}

export function addKeyUrl(cn: string, pt: string, pubkey: string): string {
  return `https://${cn}:1337/addKey?${new URLSearchParams({ pt, pubkey })}`;
}

/** Registers a key with a new token. */
export function register(simulator: PiaSimulator, cn: string, pubkey = publicKey(1)) {
  return simulator.addKey(addKey(cn, tokenFrom(simulator), pubkey));
}
