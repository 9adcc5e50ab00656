import type { SimulatedRequest } from '../simulated-http.ts';
import { decodeForm } from './decode-form.ts';

/** A request after the HTTP parser of the WebUI: parameters are the query of a GET or the form of a POST. */
export interface WebRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly sourceAddress: string;
}

/** Parses what the server parses; otherwise says why the parser refuses it. */
export function readWebRequest(
  request: SimulatedRequest,
): WebRequest | 'unknown-method' | 'unknown-body' {
  const { method, sourceAddress } = request;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return 'unknown-method';
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const url = new URL(request.url, 'http://localhost');
  const parameters =
    method === 'POST' ? decodeForm(headers['content-type'] ?? '', request.body) : readQuery(url);
  if (parameters === undefined) return 'unknown-body';
  const cookies = readCookies(headers.cookie ?? '');
  return { method, path: url.pathname, headers, cookies, parameters, sourceAddress };
}

/** A plus sign in a query is a space to the server, also one that is written as `%2B`. */
function readQuery({ searchParams }: URL): Record<string, string> {
  const fields = Array.from(searchParams, (field) =>
    field.map((text) => text.replaceAll('+', ' ')),
  );
  return Object.fromEntries(fields);
}

function readCookies(header: string): Record<string, string> {
  const pairs = header.split(';').map((pair) => {
    const equals = pair.indexOf('=');
    return [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()] as const;
  });
  return Object.fromEntries(pairs.filter(([name]) => name !== ''));
}
