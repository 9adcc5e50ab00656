import type { FailureKind } from '@portkeep/http';
import { toTransportFailure } from '@portkeep/http/client';
import { describe, expect, test } from 'vitest';
import { caught, networkFailure } from '../test/caught.ts';
import { FAILURES } from '../test/failures.ts';
import type { NatPmpErrorCode } from './natpmp-error.ts';
import { NatPmpHttpClient } from './natpmp-http-client.ts';
import { networkError } from './network-error.ts';

const MAP = { does: 'map tcp port 7001', changes: true, host: 'api:8080', timeoutMs: 10_000 };
const TCP = { protocol: 'tcp', internalPort: 7001 } as const;

const MEANING: Readonly<Record<FailureKind, [NatPmpErrorCode, retryable: boolean]>> = {
  timeout: ['NATPMP_TIMEOUT', true],
  refused: ['NATPMP_UNREACHABLE', true],
  unreachable: ['NATPMP_UNREACHABLE', true],
  'name-not-found': ['NATPMP_UNREACHABLE', true],
  tls: ['NATPMP_UNREACHABLE', false],
  closed: ['NATPMP_UNREACHABLE', true],
  'not-http': ['NATPMP_UNEXPECTED_RESPONSE', false],
  'too-large': ['NATPMP_UNEXPECTED_RESPONSE', false],
  'port-blocked': ['NATPMP_UNREACHABLE', false],
  'proxy-refused': ['NATPMP_UNREACHABLE', true],
  'no-resources': ['NATPMP_NO_RESOURCES', true],
  other: ['NATPMP_UNREACHABLE', true],
};

describe('networkError', () => {
  test.each(FAILURES)(
    'networkError gives $kind $tlsReason a code, and says what failed',
    (failure) => {
      const [code, retryable] = MEANING[failure.kind];
      const error = networkError(failure, MAP);
      expect(error).toMatchObject({ code, retryable, ambiguous: true, status: undefined });
      const reason = failure.tlsReason ?? failure.kind;
      const lacks = failure.kind === 'no-resources';
      const problem = lacks ? 'no memory is left' : `no reply from api:8080.*: ${reason}`;
      expect(error.message).toMatch(
        new RegExp(`^Cannot map tcp port 7001: ${problem} \\(ECODE\\); `),
      );
      expect(error.message.endsWith(`; ${error.advice}`)).toBe(true);
      const harmless = networkError(failure, { ...MAP, changes: false });
      expect(harmless).toMatchObject({ code, retryable, ambiguous: false });
    },
  );

  test.each<[string, string, NatPmpErrorCode, boolean, boolean]>([
    ['ECONNREFUSED', 'refused', 'NATPMP_UNREACHABLE', true, false],
    ['EHOSTUNREACH', 'unreachable', 'NATPMP_UNREACHABLE', true, false],
    ['ENETUNREACH', 'unreachable', 'NATPMP_UNREACHABLE', true, false],
    ['ENOTFOUND', 'name-not-found', 'NATPMP_UNREACHABLE', true, false],
    ['EAI_AGAIN', 'name-not-found', 'NATPMP_UNREACHABLE', true, false],
    ['ECONNRESET', 'closed', 'NATPMP_UNREACHABLE', true, true],
    ['EPIPE', 'closed', 'NATPMP_UNREACHABLE', true, true],
    ['SOMETHING_NEW', 'other', 'NATPMP_UNREACHABLE', true, true],
    ['CERT_HAS_EXPIRED', 'expired', 'NATPMP_UNREACHABLE', false, false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'wrong-name', 'NATPMP_UNREACHABLE', false, false],
    ['EPROTO', 'not-tls', 'NATPMP_UNREACHABLE', false, true],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'untrusted', 'NATPMP_UNREACHABLE', false, false],
    ['ETIMEDOUT', 'timeout', 'NATPMP_TIMEOUT', true, true],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', 'NATPMP_TIMEOUT', true, true],
    ['ERR_REPLY_TOO_LARGE', 'too-large', 'NATPMP_UNEXPECTED_RESPONSE', false, true],
    ['HPE_INVALID_CONSTANT', 'not-http', 'NATPMP_UNEXPECTED_RESPONSE', false, true],
  ])(
    'networkError knows the %s of a transport that the caller wrote as %s',
    async (thrown, reason, code, retryable, ambiguous) => {
      const transport = () => Promise.reject(networkFailure(thrown));
      const api = new NatPmpHttpClient({ baseUrl: 'api:8080', transport });
      const error = await caught(() => api.requestMapping(TCP));
      expect(error).toMatchObject({ code, retryable, ambiguous });
      expect(error.message).toContain(`(${thrown}); `);
      expect(error.message).toContain(`: ${reason} (`);
      expect(error.message).not.toContain('secret-in-the-message');
      expect(error.cause).toBeUndefined();
    },
  );

  test.each(['not an error', undefined, new Error('secret'), networkFailure('sec ret')])(
    'networkError turns %s, which says nothing about the cause, into a coded error',
    (thrown) => {
      const error = networkError(toTransportFailure(thrown), MAP);
      expect(error).toMatchObject({ code: 'NATPMP_UNREACHABLE', ambiguous: true });
      expect(error.message).toContain('no reply from api:8080: other (UNKNOWN); ');
    },
  );

  test.each([
    'EMFILE',
    'ENFILE',
    'ENOMEM',
    'ENOBUFS',
    'ENOSPC',
    'EDQUOT',
    'EAGAIN',
    'EADDRNOTAVAIL',
    'EADDRINUSE',
  ])(
    'networkError names what this machine lacks for %s, and blames neither the network nor the API',
    (code) => {
      const error = networkError(toTransportFailure(networkFailure(code)), MAP);
      expect(error).toMatchObject({ code: 'NATPMP_NO_RESOURCES', retryable: true });
      expect(error.message).toMatch(/: (no \w+|this machine) .*; (raise|free|use) /);
      expect(error.message).not.toMatch(/API|api|network|DNS|VPN/);
    },
  );

  test('networkError says where, for how long, and what to do next', () => {
    expect(networkError(toTransportFailure(networkFailure('ETIMEDOUT')), MAP).message).toBe(
      'Cannot map tcp port 7001: no reply from api:8080 within 10000 ms: timeout (ETIMEDOUT); check the address, or ask less often: the API serves callers one by one',
    );
    expect(networkError(toTransportFailure(networkFailure('ECONNREFUSED')), MAP)).toMatchObject({
      message:
        'Cannot map tcp port 7001: no reply from api:8080: refused (ECONNREFUSED); check the port and that the API runs',
      advice: 'check the port and that the API runs',
    });
  });

  test('networkError is ambiguous only when the request may have reached the server', () => {
    for (const failure of FAILURES) {
      const unsent = Object.assign(new Error(), failure, { maybeSent: false });
      expect(networkError(unsent, MAP).ambiguous).toBe(false);
    }
  });

  test('networkError treats a kind or a TLS reason of a newer HTTP layer as "other"', async () => {
    const newer = (kind: string, tlsReason?: string) =>
      Object.assign(new Error('x'), {
        ...{ name: 'TransportFailure', code: 'ENEW', maybeSent: true },
        ...{ kind, tlsReason },
      });
    const failing = async (failure: Error) => {
      const transport = () => Promise.reject(failure);
      const api = new NatPmpHttpClient({ baseUrl: 'api:8080', transport });
      return await caught(() => api.requestMapping(TCP));
    };
    for (const kind of ['quic-blocked', 'toString']) {
      const error = await failing(newer(kind));
      expect(error).toMatchObject({ code: 'NATPMP_UNREACHABLE', retryable: true, ambiguous: true });
      expect(error.message).toContain(`no reply from api:8080: ${kind} (ENEW); check the address`);
    }
    for (const reason of ['revoked', 'toString']) {
      const error = await failing(newer('tls', reason));
      expect(error).toMatchObject({ code: 'NATPMP_UNREACHABLE', retryable: false });
      expect(error.message).toContain(
        `no reply from api:8080: ${reason} (ENEW); check http against https`,
      );
    }
  });
});
