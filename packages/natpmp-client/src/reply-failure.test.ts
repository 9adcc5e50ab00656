import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { empty, GATEWAY_FAILED, json, NO_ROUTE, plain, UNAUTHORIZED } from '../test/replies.ts';
import { replyFailure } from './reply-failure.ts';

const MAP = { does: 'map tcp port 7001', changes: true };
const LOOK = { does: 'ask for the health of the API', changes: false };
const PARSE = 'Failed to parse the request body as JSON';
const DESERIALIZE = 'Failed to deserialize the JSON body into the target type';

describe('replyFailure', () => {
  test.each([
    [json(400, '{"error":"protocol must be tcp or udp"}'), 'protocol must be tcp or udp'],
    [plain(400, `${PARSE}: key must be a string at line 1 column 2`), PARSE],
    [plain(400, `${PARSE}: EOF while parsing a value at line 1 column 0`), PARSE],
    [plain(422, `${DESERIALIZE}: missing field \`duration\` at line 1 column 39`), DESERIALIZE],
    [
      plain(
        422,
        `${DESERIALIZE}: internal_port: invalid value: integer \`70000\`, expected u16 at line 1 column 22`,
      ),
      DESERIALIZE,
    ],
    [
      plain(415, 'Expected request with `Content-Type: application/json`'),
      'Expected request with `Content-Type: application/json`',
    ],
    [
      plain(413, 'Failed to buffer the request body: length limit exceeded'),
      'Failed to buffer the request body',
    ],
  ])('replyFailure reads %o as a request that has to be corrected', (reply, phrase) => {
    const error = replyFailure(MAP, reply);
    const { status } = reply;
    const code = 'NATPMP_BAD_REQUEST';
    expect(error).toMatchObject({ code, status, retryable: false, ambiguous: false });
    expect(error.message).toContain(`Cannot map tcp port 7001: status ${status}, "${phrase}"; `);
  });

  test('replyFailure reads 401 as a wrong or missing token', () => {
    const error = replyFailure(MAP, UNAUTHORIZED);
    const code = 'NATPMP_UNAUTHORIZED';
    expect(error).toMatchObject({ code, status: 401, retryable: false, ambiguous: false });
    expect(error.message).toMatch(/status 401, "Unauthorized"; .*API_TOKEN/);
  });

  test.each([empty(404), empty(405, { allow: 'POST' })])(
    'replyFailure reads %o as the reply of another server',
    (reply) => {
      const error = replyFailure(MAP, reply);
      expect(error).toMatchObject({ code: 'NATPMP_NOT_FOUND', retryable: false, ambiguous: false });
      expect(error.message).toMatch(/status 40[45]; .*without \/forward/);
    },
  );

  test('replyFailure reads 500 as a gateway that may have made the mapping anyway', () => {
    const error = replyFailure(MAP, GATEWAY_FAILED);
    const code = 'NATPMP_GATEWAY_FAILED';
    expect(error).toMatchObject({ code, status: 500, retryable: true, ambiguous: true });
    expect(error.message).toMatch(/"Failed to request port mapping"; .*try again in a second/);
  });

  test('replyFailure knows that nothing was mapped where the API reports that the gateway refused', () => {
    const failed = (reason: unknown) =>
      replyFailure(MAP, json(500, { error: 'Failed to request port mapping', reason }));
    const refused = failed('not-authorized');
    const code = 'NATPMP_GATEWAY_FAILED';
    expect(refused).toMatchObject({ code, retryable: true, ambiguous: false });
    expect(refused.message).toMatch(/"Failed to request port mapping" \(not-authorized\); .*VPN/);
    expect(failed('no-reply')).toMatchObject({ code, ambiguous: true });
    for (const unknown of ['token', 7, null]) {
      expect(failed(unknown)).toMatchObject({ code, ambiguous: true });
      expect(failed(unknown).message).toContain('"Failed to request port mapping"; ');
    }
  });

  test('replyFailure reports a port that the API does not allow as one that has to be corrected', () => {
    const error = replyFailure(MAP, json(400, { error: 'internal_port is not in ALLOWED_PORTS' }));
    expect(error).toMatchObject({ code: 'NATPMP_BAD_REQUEST', retryable: false, ambiguous: false });
    expect(error.advice).toContain('ALLOWED_PORTS of the API');
  });

  test('replyFailure knows that nothing was mapped where there is no route to the gateway', () => {
    const error = replyFailure(MAP, NO_ROUTE);
    const code = 'NATPMP_GATEWAY_FAILED';
    expect(error).toMatchObject({ code, retryable: true, ambiguous: false });
    expect(error.message).toContain('no route to its gateway');
  });

  test('replyFailure treats a 500 of unknown origin as ambiguous', () => {
    const error = replyFailure(MAP, plain(500, '<html>Internal Server Error</html>'));
    expect(error).toMatchObject({ code: 'NATPMP_GATEWAY_FAILED', ambiguous: true });
    expect(error.message).toContain('status 500; ');
  });

  test.each([
    [0, 'NATPMP_UNEXPECTED_RESPONSE', false, false],
    [302, 'NATPMP_UNEXPECTED_RESPONSE', false, false],
    [403, 'NATPMP_UNEXPECTED_RESPONSE', false, false],
    [407, 'NATPMP_UNEXPECTED_RESPONSE', false, false],
    [418, 'NATPMP_UNEXPECTED_RESPONSE', false, false],
    [429, 'NATPMP_RATE_LIMITED', true, false],
    [501, 'NATPMP_SERVER_ERROR', true, true],
    [502, 'NATPMP_SERVER_ERROR', true, true],
    [503, 'NATPMP_SERVER_ERROR', true, true],
    [504, 'NATPMP_SERVER_ERROR', true, true],
  ])('replyFailure turns the %i of a proxy into %s', (status, code, retryable, ambiguous) => {
    expect(replyFailure(MAP, empty(status))).toMatchObject({ code, status, retryable, ambiguous });
    expect(replyFailure(LOOK, empty(status))).toMatchObject({ code, retryable, ambiguous: false });
  });

  test.each([
    '',
    '{"error":1}',
    '{"error":"Bearer hunter2"}',
    '{"message":"Unauthorized"}',
    'null',
  ])('replyFailure quotes nothing of the body %s', (body) => {
    expect(replyFailure(MAP, json(422, body)).message).toContain('status 422; ');
  });

  test('replyFailure keeps the text of a server out of its message', () => {
    const bodies = fc.string().map((text) => [text, JSON.stringify({ error: text })]);
    fc.assert(
      fc.property(bodies, (pair) => {
        for (const body of pair) {
          expect(replyFailure(MAP, json(422, body)).message).toContain('status 422; ');
        }
      }),
    );
  });

  test.each([
    empty(403),
    empty(407),
    empty(401, { 'www-authenticate': 'Basic realm="vpn"' }),
    empty(401, { 'www-authenticate': 'Negotiate' }),
    empty(401, { 'www-authenticate': ['Bearer', 'Basic realm="vpn"'] }),
  ])('replyFailure blames the proxy and not the token for %o', (reply) => {
    const error = replyFailure(MAP, reply);
    expect(error.code).toBe('NATPMP_UNEXPECTED_RESPONSE');
    expect(error.advice).toMatch(/^a proxy in front of the API /);
    expect(error.advice).not.toContain('API_TOKEN');
  });

  test.each([UNAUTHORIZED, empty(401), empty(401, { 'www-authenticate': 'Bearer' })])(
    'replyFailure reads %o as a problem with the token',
    (reply) => {
      expect(replyFailure(MAP, reply).code).toBe('NATPMP_UNAUTHORIZED');
    },
  );

  test('replyFailure says that a redirect is not followed', () => {
    expect(replyFailure(MAP, empty(308)).message).toContain('use its target as the address');
  });

  test('replyFailure passes on how long to wait', () => {
    const error = replyFailure(MAP, empty(429, { 'retry-after': '17' }));
    expect(error.retryAfterSeconds).toBe(17);
    expect(replyFailure(MAP, GATEWAY_FAILED).retryAfterSeconds).toBeUndefined();
  });
});
