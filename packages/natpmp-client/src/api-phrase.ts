import * as v from 'valibot';
import { parseJson } from './parse-json.ts';

/** What the API is known to say (as measured with version 1.0.1), JSON errors first. */
const PHRASES = [
  'Failed to create NAT-PMP client',
  'Failed to request port mapping',
  'Unauthorized',
  'protocol must be tcp or udp',
  // From the framework, in plain text, with details behind.
  'Failed to parse the request body as JSON',
  'Failed to deserialize the JSON body into the target type',
  'Expected request with `Content-Type: application/json`',
  'Failed to buffer the request body',
] as const;

/** One of the API's own phrases. */
export type ApiPhrase = (typeof PHRASES)[number];

const ErrorSchema = v.object({ error: v.string() });

/**
 * Finds what the API said about a failure: in `{"error"}`, in plain text, or nothing.
 *
 * Only known phrases pass. The page of a proxy says nothing to the reader, and a server that
 * repeats the request must not bring the token into a message.
 */
export function apiPhrase(body: string): ApiPhrase | undefined {
  const json = v.safeParse(ErrorSchema, parseJson(body));
  const text = json.success ? json.output.error : body;
  return PHRASES.find((phrase) => text.startsWith(phrase));
}
