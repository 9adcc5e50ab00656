import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caught } from '../test/caught.ts';
import { empty, GATEWAY_FAILED, HEALTHY, json } from '../test/replies.ts';
import { decodeGetHealth, encodeGetHealth } from './get-health.ts';
import { isNatPmpError } from './natpmp-error.ts';

describe('encodeGetHealth', () => {
  test('encodeGetHealth asks under the path prefix', () => {
    expect(encodeGetHealth({ baseUrl: 'https://host/natpmp' })).toEqual({
      method: 'GET',
      url: 'https://host/natpmp/health',
      headers: { accept: 'application/json' },
      repeatable: true,
    });
  });
});

describe('decodeGetHealth', () => {
  test('decodeGetHealth reads what the API sends', () => {
    expect(decodeGetHealth(HEALTHY)).toEqual({
      status: 'healthy',
      timestamp: '2026-11-21T02:36:21.960036704+00:00',
    });
  });

  test.each(['{"status":"degraded"}', '{"status":"degraded","timestamp":1}'])(
    'decodeGetHealth accepts any status, with or without a readable time: %s',
    (body) => {
      const health = decodeGetHealth(json(200, body));
      expect(health.status).toBe('degraded');
      expect(health.timestamp).toBeUndefined();
    },
  );

  test.each([
    [empty(405, { allow: 'GET,HEAD' }), 'NATPMP_NOT_FOUND', false],
    [GATEWAY_FAILED, 'NATPMP_SERVER_ERROR', true],
    [json(200, 'ok'), 'NATPMP_UNEXPECTED_RESPONSE', false],
    [json(200, '{"status":1}'), 'NATPMP_UNEXPECTED_RESPONSE', false],
  ])('decodeGetHealth is never ambiguous: %o', async (reply, code, retryable) => {
    const error = await caught(() => decodeGetHealth(reply));
    expect(error).toMatchObject({ code, retryable, ambiguous: false });
    expect(error.message).toMatch(/^Cannot ask for the health of the API: /);
  });

  test('decodeGetHealth gives a status or a coded error, whatever the reply is', () => {
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((status) => ({ status })),
    );
    fc.assert(
      fc.property(fc.integer({ min: 190, max: 210 }), body, (status, value) => {
        try {
          expect(decodeGetHealth(json(status, value)).status).toBeTypeOf('string');
        } catch (error) {
          expect(error).toSatisfy(isNatPmpError);
        }
      }),
    );
  });
});
