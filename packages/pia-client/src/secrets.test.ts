import { inspect } from 'node:util';
import type { HttpReply, Transport } from '@portkeep/http';
import { afterAll, describe, expect, test } from 'vitest';
import { addKeyAnswer, PUBLIC_KEY } from '../test/add-key-answer.ts';
import { rejection } from '../test/caught.ts';
import { TestAuthority } from '../test/certificate-authority.ts';
import { reply } from '../test/replies.ts';
import { startTlsServer } from '../test/tls-server.ts';
import { decodeClaim } from './gateway/port-claim.ts';
import {
  isPiaError,
  kyTransport,
  PiaAccountClient,
  PiaGatewayClient,
  PiaServerClient,
  PiaServerListClient,
} from './index.ts';
import { learnHostname, pinnedTransport } from './node.ts';
import type { PiaErrorCode } from './pia-error.ts';

const SECRETS = {
  username: 'p7654321',
  password: 'pass+word/SECRET=',
  token: 'tok+en/SECRET=',
  payload: Buffer.from('{"token":"inner+SECRET/","port":0}').toString('base64'),
  signature: 'sig+nature/SECRET==',
  dedicatedIp: 'DIP-SECRET',
};
const EXPIRED = { ...SECRETS, expiresAt: new Date(0) };
const PLANTED = Object.values(SECRETS).flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64'),
]);
PLANTED.push('inner+SECRET/', 'SECRET');

/** Everything about an error that a log or a crash could show. */
function everythingOf(error: unknown): string {
  return [
    inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }),
    JSON.stringify(error),
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
    String(error),
    error instanceof Error ? `${error.message} ${error.stack} ${inspect(error.cause)}` : '',
  ].join('\n');
}

const echo = PLANTED.join(' ');
const answers =
  (answer: HttpReply): Transport =>
  async () =>
    answer;
const fails = (code: string | undefined): Transport => {
  return async (request) => {
    const message = `${request.method} ${request.url} ${request.body} ${echo}`;
    const inner = Object.assign(new Error(message), { code, request });
    throw new TypeError(message, { cause: inner });
  };
};

const STATUSES = [0, 200, 201, 302, 400, 401, 402, 403, 404, 409, 429, 500, 504];
const BODIES: unknown[] = [
  echo,
  `<html>${echo}`,
  `error code: 1020 ${echo}`,
  ...[
    { message: 'Unauthorized client' },
    { message: 'bad signature' },
    { message: 'Port 51813 is busy. Please use another server' },
    { message: 'claim expired' },
    { message: 'authentication failed' },
    { message: 'Login failed!' },
    addKeyAnswer({ peer_pubkey: SECRETS.token }),
    addKeyAnswer({ server_ip: SECRETS.token, [SECRETS.token]: 1 }),
    { code: 'too_many_attempts' },
    { status: 'OK', payload: SECRETS.payload, signature: SECRETS.signature },
  ].map((body) => ({ ...SECRETS, status: 'ERROR', token: '', echo, ...body })),
];
const NETWORK_CODES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EMFILE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'ERR_REPLY_TOO_LARGE',
  'ERR_BLOCKED_PORT',
  'ERR_PROXY_TUNNEL',
  'UNSPECIFIED',
  `https://a1/?token=${SECRETS.token}`,
  undefined,
];

const transports: [string, Transport][] = [
  ...STATUSES.flatMap((status) =>
    BODIES.map((body, index): [string, Transport] => [
      `status ${status}, body ${index}`,
      answers(reply(status, body, { 'retry-after': '1', 'x-echo': echo })),
    ]),
  ),
  ...NETWORK_CODES.map((code): [string, Transport] => [`network error ${code}`, fails(code)]),
  ...NETWORK_CODES.map((code): [string, Transport] => [
    `fetch error ${code}`,
    kyTransport({
      fetch: (request) =>
        Promise.reject(
          Object.assign(new TypeError(`fetch failed ${request.url} ${echo}`), { code }),
        ),
    }),
  ]),
  ['forged list', answers(reply(200, `${echo.repeat(20)}\n\n${SECRETS.signature}`))],
];

const calls: [string, (transport: Transport) => Promise<unknown>][] = [
  ['getToken', (transport) => new PiaAccountClient({ ...SECRETS, transport }).getToken()],
  [
    'getDedicatedIps',
    (transport) =>
      new PiaAccountClient({ ...SECRETS, transport }).getDedicatedIps({
        token: 'tok+en/SECRET=',
        dedicatedIpTokens: [SECRETS.dedicatedIp],
      }),
  ],
  ['getServerList', (transport) => new PiaServerListClient({ transport }).getServerList()],
  [
    'getSignature',
    (transport) => new PiaGatewayClient({ hostname: 'a1', transport }).getSignature(SECRETS.token),
  ],
  [
    'bindPort',
    (transport) => new PiaGatewayClient({ hostname: 'a1', transport }).bindPort(SECRETS),
  ],
  [
    'bindPort, expired',
    (transport) => new PiaGatewayClient({ hostname: 'a1', transport }).bindPort(EXPIRED),
  ],
  [
    'addKey',
    (transport) =>
      new PiaServerClient({ hostname: 'a1', transport }).addKey({
        token: SECRETS.token,
        publicKey: PUBLIC_KEY,
      }),
  ],
  [
    'addKey with a dedicated IP',
    (transport) =>
      new PiaServerClient({ hostname: 'a1', transport }).addKey({
        dedicatedIp: { token: SECRETS.dedicatedIp, address: '192.0.2.7' },
        publicKey: PUBLIC_KEY,
      }),
  ],
];

const seen = new Set<PiaErrorCode>();

function expectClean(error: unknown): void {
  expect(error, everythingOf(error)).toSatisfy(isPiaError);
  if (isPiaError(error)) {
    seen.add(error.code);
    expect(error.advice).toMatch(/^[a-z].+[^.]$/);
    expect(error.message.endsWith(`; ${error.advice}`)).toBe(true);
  }
  const shown = everythingOf(error);
  for (const secret of PLANTED) expect(shown).not.toContain(secret);
}

describe.each(calls)('an error of %s shows no secret and gives advice', (_name, call) => {
  test.each(transports)(
    'an error after %s gives advice and shows no secret',
    async (_what, transport) => {
      const outcome = await call(transport).catch((error: unknown) => ({ error }));
      if (typeof outcome === 'object' && outcome !== null && 'error' in outcome) {
        expectClean(outcome.error);
      }
    },
  );
});

test('an error of decodeClaim() shows no secret and gives advice', async () => {
  expectClean(await rejection(() => decodeClaim(SECRETS.payload, SECRETS.signature)));
});

test('errors of the pinned transport and of learnHostname() show no secret', async () => {
  const stranger = new TestAuthority();
  await using server = await startTlsServer(stranger.issue({ name: 'a1' }), () => {});
  const address = '127.0.0.1';
  const transport = pinnedTransport({ address, hostname: 'a1' });
  const { port } = server;
  const gateway = new PiaGatewayClient({ hostname: 'a1', port, transport });
  expectClean(await rejection(() => gateway.getSignature(SECRETS.token)));
  expectClean(await rejection(() => gateway.bindPort(SECRETS)));
  expectClean(await rejection(() => learnHostname({ address, port })));
  const url = `https://a1:${port}/getSignature?${new URLSearchParams(SECRETS)}`;
  const raw = await rejection(() =>
    transport({ method: 'GET', url, headers: {} }, { timeoutMs: 5_000 }),
  );
  for (const secret of PLANTED) expect(everythingOf(raw)).not.toContain(secret);
});

test('the original errors of the ky transport show no secret', async () => {
  const fetch = (request: Request) => Promise.reject(new TypeError(`fetch failed ${request.url}`));
  const url = `https://a1/getSignature?${new URLSearchParams(SECRETS)}`;
  const request = { method: 'GET', url, headers: {} } as const;
  const raw = await rejection(() => kyTransport({ fetch })(request, { timeoutMs: 5_000 }));
  for (const secret of PLANTED) expect(everythingOf(raw)).not.toContain(secret);
});

afterAll(() => {
  const all: Record<PiaErrorCode, true> = {
    PIA_CREDENTIALS_REJECTED: true,
    PIA_SUBSCRIPTION_EXPIRED: true,
    PIA_LOGIN_EXPIRED: true,
    PIA_RATE_LIMITED: true,
    PIA_BLOCKED: true,
    PIA_LIST_SIGNATURE_INVALID: true,
    PIA_NOT_THROUGH_TUNNEL: true,
    PIA_TOKEN_REJECTED: true,
    PIA_BAD_SIGNATURE: true,
    PIA_PORT_BUSY: true,
    PIA_CLAIM_EXPIRED: true,
    PIA_KEY_MISMATCH: true,
    PIA_CONNECTION_REFUSED: true,
    PIA_PROXY_REFUSED: true,
    PIA_UNREACHABLE: true,
    PIA_TIMEOUT: true,
    PIA_NO_RESOURCES: true,
    PIA_NOT_PIA: true,
    PIA_WRONG_HOSTNAME: true,
    PIA_CERTIFICATE_EXPIRED: true,
    PIA_SERVER_ERROR: true,
    PIA_UNEXPECTED_RESPONSE: true,
  };
  // Otherwise the walk above would have missed a kind of error.
  expect([...seen].sort()).toEqual(Object.keys(all).sort());
});
