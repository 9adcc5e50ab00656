import type { SimulatedRequest } from '../simulated-http.ts';

/** What a login sends. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/**
 * Reads the credentials in each of the three body types that clients are known to send with
 * success: form, JSON and multipart.
 */
export function readCredentials({ headers, body }: SimulatedRequest): Credentials | undefined {
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  const read =
    type === 'application/json'
      ? jsonField(body)
      : type === 'multipart/form-data'
        ? multipartField(body)
        : formField(body);
  const username = read('username');
  const password = read('password');
  return username === undefined || password === undefined ? undefined : { username, password };
}

type ReadField = (name: string) => string | undefined;

function formField(body: string): ReadField {
  const fields = new URLSearchParams(body);
  return (name) => fields.get(name) ?? undefined;
}

function multipartField(body: string): ReadField {
  return (name) =>
    new RegExp(`name="${name}"\r\n(?:[^\r\n]+\r\n)*\r\n([^\r\n]*)\r\n--`).exec(body)?.[1];
}

function jsonField(body: string): ReadField {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return () => undefined;
  }
  const fields = new Map(Object.entries(value ?? {}));
  return (name) => {
    const field: unknown = fields.get(name);
    return typeof field === 'string' ? field : undefined;
  };
}
