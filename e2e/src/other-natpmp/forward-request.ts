import type { IncomingMessage } from 'node:http';

export type Protocol = 'tcp' | 'udp';

/** What the caller asks for, if its body can be read. */
export interface Wish {
  readonly protocol: string;
  readonly internalPort: number;
  readonly duration: number;
}

/** An answer: JSON when the body is an object, plain text otherwise. */
export type Answer = readonly [status: number, body: object | string];

const U16 = 65_535;
const U32 = 4_294_967_295;
const FIELDS = { internal_port: U16, protocol: undefined, duration: U32 } as const;

/** Reads the body of `POST /forward` as strictly as the Rust program, and before the token. */
export function readForwardRequest(request: IncomingMessage, body: string): Wish | Answer {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    return [415, 'Expected request with `Content-Type: application/json`'];
  }
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(body);
  } catch {
    return [400, 'Failed to parse the request body as JSON: expected value at line 1 column 1'];
  }
  for (const [name, most] of Object.entries(FIELDS)) {
    const value = fields[name];
    if (value === undefined) return unprocessable(`missing field \`${name}\``);
    if (most === undefined ? typeof value === 'string' : isWhole(value, most)) continue;
    return unprocessable(`${name}: invalid value: ${JSON.stringify(value)}`);
  }
  return {
    protocol: String(fields.protocol).toLowerCase(),
    internalPort: Number(fields.internal_port),
    duration: Number(fields.duration),
  };
}

/** The answer to a body of the wrong type, in the words of the framework. */
export function unprocessable(why: string): Answer {
  return [422, `Failed to deserialize the JSON body into the target type: ${why}`];
}

function isWhole(value: unknown, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;
}
