import { describe, expect, test } from 'vitest';
import { forwardRequest, mappingBody, plainRequest } from '../../test/natpmp-requests.ts';
import { NatPmpApiSimulator, type NatPmpReply } from './natpmp-api-simulator.ts';

const GOOD = mappingBody('tcp', 7001);

function answer(
  request: ReturnType<typeof forwardRequest>,
  token?: string,
): Extract<NatPmpReply, { kind: 'reply' }> {
  const reply = new NatPmpApiSimulator({ token, now: () => 0 }).handle(request);
  if (reply.kind !== 'reply') throw new Error(`no reply but ${reply.kind}`);
  return reply;
}

const text = 'text/plain; charset=utf-8';

describe('before the API checks a token', () => {
  test.each([
    ['a cut off body', '{', {}, 400, /^Failed to parse the request body as JSON: EOF while/],
    ['a missing field', '{"internal_port":7001,"protocol":"tcp"}', {}, 422, /target type: missing/],
    [
      'a port that is too high',
      mappingBody('tcp', 70_000),
      {},
      422,
      /internal_port: invalid value/,
    ],
    ['no content type', GOOD, { headers: {} }, 415, /^Expected request with `Content-Type/],
    ['a form', GOOD, { headers: { 'content-type': 'text/plain' } }, 415, /^Expected request/],
    ['more than 2 MiB', ' '.repeat(2 * 1024 * 1024 + 1), {}, 413, /length limit exceeded$/],
  ])(
    '%s is refused in plain text before the API checks a token',
    (_, body, changes, status, message) => {
      const reply = answer(forwardRequest(body, changes), 'secret');
      expect(reply.status).toBe(status);
      expect(reply.headers['content-type']).toBe(text);
      expect(reply.body).toMatch(message);
    },
  );

  test.each([
    ['GET', '/forward', 405, 'POST'],
    ['OPTIONS', '/forward', 405, 'POST'],
    ['DELETE', '/forward', 405, 'POST'],
    ['POST', '/health', 405, 'GET,HEAD'],
    ['POST', '/forward/', 404, undefined],
    ['GET', '/status', 404, undefined],
    ['GET', '/v1/address', 404, undefined],
    ['GET', '//', 404, undefined],
  ])(
    '%s %s is answered with %d, without a body or a content type, before the API checks a token',
    (method, url, status, allow) => {
      const reply = answer(plainRequest(method, url), 'secret');
      expect([reply.status, reply.body]).toEqual([status, '']);
      expect(reply.headers).toEqual({ ...(allow && { allow }), 'content-length': '0' });
    },
  );
});

describe('the API token', () => {
  const with_ = (authorization: string | undefined, token = 'secret') => {
    const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) };
    const reply = answer(forwardRequest(GOOD, { headers }), token);
    return reply.status === 401 ? JSON.parse(reply.body) : reply.status;
  };
  const refused = { error: 'Unauthorized' };

  test.each([
    ['no header', undefined],
    ['another token', 'Bearer other'],
    ['a scheme in lower case', 'bearer secret'],
    ['two spaces', 'Bearer  secret'],
    ['another scheme', 'Basic secret'],
  ])('the API refuses %s', (_, authorization) => {
    expect(with_(authorization)).toEqual(refused);
  });

  test('the API accepts the right token', () => {
    expect(with_('Bearer secret')).toBe(200);
  });

  test('no client can send an empty API token', () => {
    expect(with_('Bearer ', '')).toEqual(refused);
    expect(with_(undefined, '')).toEqual(refused);
  });

  test('the API token is checked before the protocol', () => {
    expect(answer(forwardRequest(mappingBody('both', 7001)), 'secret').status).toBe(401);
  });
});

test.each(['application/json; charset=utf-8', 'Application/JSON', 'application/vnd.api+json'])(
  'the content type %s counts as JSON',
  (type) => {
    expect(answer(forwardRequest(GOOD, { headers: { 'content-type': type } })).status).toBe(200);
  },
);

test.each(['both', 'sctp', ' tcp'])('the protocol %j is refused as JSON', (protocol) => {
  const reply = answer(forwardRequest(mappingBody(protocol, 7001)));
  expect(reply.status).toBe(400);
  expect(reply.headers['content-type']).toBe('application/json');
  expect(reply.body).toBe('{"error":"protocol must be tcp or udp"}');
});

test('GET and HEAD /health say healthy with nine digits of a second, without a token', () => {
  const got = answer(plainRequest('GET', '/health?x=1'), 'secret');
  expect(got.body).toBe('{"status":"healthy","timestamp":"1970-01-01T00:00:00.000036704+00:00"}');
  const head = answer(plainRequest('HEAD', '/health'), 'secret');
  expect(head).toEqual({ ...got, body: '' });
});

describe('an external address', () => {
  const ask = (method: string, authorization?: string) => {
    const headers = authorization === undefined ? {} : { authorization };
    const options = { token: 'secret', externalAddress: '203.0.113.1', now: () => 0 };
    const reply = new NatPmpApiSimulator(options).handle({
      ...plainRequest(method, '/v1/address'),
      headers,
    });
    if (reply.kind !== 'reply') throw new Error(`no reply but ${reply.kind}`);
    return [reply.status, reply.body];
  };

  test('an external address is given, where there is one, to clients that show the token', () => {
    expect(ask('GET', 'Bearer secret')).toEqual([200, '{"address":"203.0.113.1","epoch":0}']);
    expect(ask('HEAD', 'Bearer secret')).toEqual([200, '']);
    expect(ask('GET')).toEqual([401, '{"error":"Unauthorized"}']);
    expect(ask('POST')).toEqual([405, '']);
  });
});
