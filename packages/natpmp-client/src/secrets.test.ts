import { inspect } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { FAILURES } from '../test/failures.ts';
import {
  isNatPmpError,
  kyTransport,
  type NatPmpErrorCode,
  NatPmpHttpClient,
  type Transport,
} from './index.ts';

const TOKEN = 'tok+en/SECRET=';
/** What a hostile or careless server could send back. */
const echo = `Bearer ${TOKEN} ${encodeURIComponent(TOKEN)} SECRET`;

const STATUSES = [0, 200, 204, 302, 400, 401, 403, 404, 413, 422, 429, 500, 502, 504];
const BODIES = [
  echo,
  `<html>${echo}</html>`,
  `Unauthorized ${echo}`,
  `Failed to deserialize the JSON body into the target type: ${echo}`,
  JSON.stringify({ error: echo }),
  JSON.stringify({ error: `Failed to request port mapping ${echo}` }),
  JSON.stringify({ internal_port: 7001, external_port: echo, protocol: echo, duration: echo }),
  JSON.stringify({ internal_port: 7001, external_port: 1, protocol: echo, duration: 60 }),
  JSON.stringify({ internal_port: 7001, external_port: 0, protocol: 'tcp', duration: 60, echo }),
  JSON.stringify({ internal_port: 7001, external_port: 1, protocol: 'tcp', duration: 0, echo }),
  JSON.stringify({ internal_port: 7001, external_port: 1, protocol: 'tcp', duration: 60, echo }),
];
const NETWORK_CODES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'CERT_HAS_EXPIRED',
  'ERR_REPLY_TOO_LARGE',
  `http://api/?${echo}`,
  undefined,
];

const refusal = (code: string | undefined, text: string): Error => {
  const inner = Object.assign(new Error(text), { code, request: text });
  return Object.assign(new TypeError(text, { cause: inner }), { options: { headers: text } });
};
const TRANSPORTS: readonly [string, Transport][] = [
  ...STATUSES.flatMap((status) =>
    BODIES.map((body, index): [string, Transport] => [
      `status ${status}, body ${index}`,
      async () => ({ status, headers: { 'retry-after': echo, 'x-echo': echo }, body }),
    ]),
  ),
  ...FAILURES.map((failure): [string, Transport] => [
    `a failure of kind ${failure.kind} ${failure.tlsReason ?? ''}`,
    () => Promise.reject(failure),
  ]),
  ...NETWORK_CODES.flatMap((code): [string, Transport][] => [
    [
      `network error ${code}`,
      ({ headers }) => Promise.reject(refusal(code, `${headers.authorization} ${echo}`)),
    ],
    [
      `fetch error ${code}`,
      kyTransport({
        fetch: ({ headers }) =>
          Promise.reject(refusal(code, `${headers.get('authorization')} ${echo}`)),
      }),
    ],
  ]),
];

const TCP = { protocol: 'tcp', internalPort: 7001 } as const;
const CALLS: readonly [string, (api: NatPmpHttpClient) => Promise<unknown>][] = [
  ['getHealth', (api) => api.getHealth()],
  ['getAddress', (api) => api.getAddress()],
  ['requestMapping', (api) => api.requestMapping(TCP)],
  ['releaseMapping', (api) => api.releaseMapping(TCP)],
  ['a wrong port', (api) => api.requestMapping({ ...TCP, internalPort: 0 })],
  ['a wrong lifetime', (api) => api.requestMapping({ ...TCP, lifetimeSeconds: 0 })],
  ['a wrong protocol', (api) => api.requestMapping(JSON.parse('{"protocol":"sctp"}'))],
];

const seen = new Set<NatPmpErrorCode>();

/** Everything that a log or a crash could show. */
function everythingOf(value: unknown): string {
  return [
    inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }),
    JSON.stringify(value),
    String(value),
    value instanceof Error ? `${value.message} ${value.stack} ${inspect(value.cause)}` : '',
  ].join('\n');
}

describe.each(CALLS)('%s gives advice and shows no secret', (_name, call) => {
  test.each(TRANSPORTS)(
    'an error after %s gives advice and shows no secret',
    async (_what, transport) => {
      const api = new NatPmpHttpClient({ baseUrl: 'api:8080', token: TOKEN, transport });
      expect(inspect(api, { depth: 9, showHidden: true })).not.toContain('SECRET');
      const error = await call(api).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (error === undefined) return;
      if (!isNatPmpError(error)) throw error;
      seen.add(error.code);
      expect(error.advice).toMatch(/\w/);
      expect(error.message.endsWith(`; ${error.advice}`)).toBe(true);
      expect(everythingOf(error)).not.toContain('SECRET');
    },
  );
});

test.each([`${TOKEN}\n${TOKEN}`, `é${TOKEN}`])(
  'a token that cannot be sent is not shown',
  async (token) => {
    const api = new NatPmpHttpClient({ baseUrl: 'api:8080', token });
    const error: unknown = await api.requestMapping(TCP).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'NATPMP_UNAUTHORIZED',
      advice: expect.stringContaining('API_TOKEN'),
    });
    expect(everythingOf(error)).not.toContain('SECRET');
  },
);

afterAll(() => {
  const all: Record<NatPmpErrorCode, true> = {
    NATPMP_UNAUTHORIZED: true,
    NATPMP_BAD_REQUEST: true,
    NATPMP_NOT_FOUND: true,
    NATPMP_RATE_LIMITED: true,
    NATPMP_GATEWAY_FAILED: true,
    NATPMP_SERVER_ERROR: true,
    NATPMP_UNREACHABLE: true,
    NATPMP_TIMEOUT: true,
    NATPMP_NO_RESOURCES: true,
    NATPMP_UNEXPECTED_RESPONSE: true,
  };
  // Otherwise the walk above would have missed a code.
  expect([...seen].sort()).toEqual(Object.keys(all).sort());
});
