import { describe, expect, test } from 'vitest';
import {
  answered,
  DAY,
  getSignature,
  json,
  login,
  startingAt,
  tokenFrom,
} from '../../test/pia-requests.ts';
import { TOKEN_FAULTS } from './faults.ts';
import { PiaSimulator } from './pia-simulator.ts';

describe('a login', () => {
  test('a login gives an opaque token with characters that have to be percent-encoded', () => {
    const reply = answered(new PiaSimulator().account(login()));
    expect(reply.status).toBe(200);
    expect(reply.body).toMatch(/^\{"token":"[A-Za-z0-9+/]{127}="\}$/);
    for (const character of '+/=') expect(reply.body).toContain(character);
  });

  test('a login gives a token that the gateway accepts for 24 hours and not longer', () => {
    const clock = startingAt('2026-01-01T00:00:00Z');
    const simulator = new PiaSimulator({ now: () => clock.at });
    const token = tokenFrom(simulator);
    clock.at += DAY - 1;
    expect(answered(simulator.gateway(getSignature(token))).status).toBe(200);
    clock.at += 1;
    const late = simulator.gateway(getSignature(token));
    expect(answered(late).status).toBe(401);
    expect(json(late).message).toBe('Unauthorized client');
  });

  test.each([
    ['JSON', 'application/json', '{"username":"p1234567","password":"correct-horse"}'],
    ['a form', 'application/x-www-form-urlencoded', 'username=p1234567&password=correct%2Dhorse'],
    [
      'multipart',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="username"\r\n\r\np1234567\r\n--x\r\nContent-Disposition: form-data; name="password"\r\n\r\ncorrect-horse\r\n--x--\r\n',
    ],
  ])('a login may come as %s', (_name, type, body) => {
    const reply = new PiaSimulator().account({
      ...login(),
      headers: { 'content-type': type },
      body,
    });
    expect(answered(reply).status).toBe(200);
  });

  test.each([
    ['a wrong password', login('guess').body],
    ['an unknown user', login('correct-horse', 'p7654321').body],
    ['a password with a stray newline', login('correct-horse\n').body],
    ['no credentials', ''],
  ])('a login is refused with %s', (_name, body) => {
    const simulator = new PiaSimulator();
    expect(answered(simulator.account({ ...login(), body })).status).toBe(401);
    expect(simulator.logins.map(({ result }) => result)).toEqual(['wrong-password']);
    expect(simulator.tokens).toEqual([]);
  });

  test('a login works with the new password after a change', () => {
    const simulator = new PiaSimulator();
    simulator.setPassword('p1234567', 'battery-staple');
    expect(answered(simulator.account(login())).status).toBe(401);
    expect(answered(simulator.account(login('battery-staple'))).status).toBe(200);
  });

  test('a login has to be a POST to the one endpoint that still works', () => {
    const simulator = new PiaSimulator();
    expect(answered(simulator.account({ ...login(), method: 'GET' })).status).toBe(405);
    const old = { ...login(), url: '/gtoken/generateToken' };
    expect(answered(simulator.account(old)).status).toBe(404);
    expect(simulator.logins).toEqual([]);
  });

  test('a login is recorded with its time, without the password', () => {
    const simulator = new PiaSimulator({ now: () => 5000 });
    simulator.account(login());
    expect(simulator.logins).toEqual([{ at: 5000, username: 'p1234567', result: 'ok' }]);
    expect(JSON.stringify(simulator.requests)).not.toContain('correct-horse');
    expect(simulator.requests).toMatchObject([
      { at: 5000, endpoint: 'token', path: '/api/client/v2/token', status: 200, server: null },
    ]);
  });
});

describe('flood control', () => {
  const limit = { attempts: 2, windowMs: 120_000 };

  test('flood control refuses the login past the limit, right password or not, until the window is over', () => {
    const clock = startingAt('2026-01-01T00:00:00Z');
    const simulator = new PiaSimulator({ now: () => clock.at, loginLimit: limit });
    simulator.account(login('guess'));
    simulator.account(login('guess'));
    const refused = answered(simulator.account(login()));
    expect(refused.status).toBe(429);
    expect(json(refused).code).toBe('too_many_attempts');
    expect(refused.headers).not.toHaveProperty('retry-after');
    clock.at += 120_000;
    expect(answered(simulator.account(login())).status).toBe(200);
  });

  test('flood control may say when to try again, and may do so with status 200', () => {
    const loginLimit = { ...limit, attempts: 0, retryAfterSeconds: 1800, status: 200 as const };
    const refused = answered(new PiaSimulator({ loginLimit }).account(login()));
    expect(refused.status).toBe(200);
    expect(refused.headers['retry-after']).toBe('1800');
    expect(json(refused)).toEqual({
      status: 'error',
      code: 'too_many_attempts',
      message: 'Try again later.',
    });
  });
});

describe('a token fault', () => {
  const outcomes: Record<(typeof TOKEN_FAULTS)[number], string> = {
    'wrong-password': '401 {"status":"error","message":"Invalid username or password."}',
    'wrong-password-text': '401 HTTP Token: Access denied.',
    'authentication-failed': '403 authentication failed',
    'no-auth-data': '400 no auth data',
    'subscription-expired': '402 Payment required',
    'rate-limited': '429 too_many_attempts',
    'rate-limited-200': '200 too_many_attempts',
    'blocked-1020': '403 error code: 1020',
    'empty-token': '200 {"token":""}',
    'no-token': '200 {}',
    'html-504': '504 <html>',
    'server-error': '500 internal server error',
    'not-found': '404 <html>',
    redirect: '302 <html>',
    'not-json': '200 Welcome to the hotel network',
    'empty-body': '200 ',
    'no-content': '204 ',
    'huge-body': '200 xxxxxxxx',
    'empty-reply': 'empty-reply',
    reset: 'reset',
    'reply-lost': 'reset',
    hang: 'hang',
    'cut-off': 'cut-off',
    'slow-drip': 'slow-drip',
    slow: '200 {"token":"',
  };

  test.each(TOKEN_FAULTS)(
    'the token fault %s gets its own answer, and counts as a login',
    (fault) => {
      const simulator = new PiaSimulator();
      simulator.setFault('token', fault, { times: 1 });
      const reply = simulator.account(login());
      const [word = '', ...text] = outcomes[fault].split(' ');
      if (reply.kind === 'reply') {
        expect(String(reply.status)).toBe(word);
        expect(reply.body).toContain(text.join(' '));
      } else {
        expect(reply.kind).toBe(word);
      }
      expect(simulator.logins.map(({ result }) => result)).toEqual([fault]);
      expect(answered(simulator.account(login())).status).toBe(200);
    },
  );

  test('the token fault slow delays the answer as asked, by 11 s by default', () => {
    const simulator = new PiaSimulator();
    simulator.setFault('token', 'slow');
    expect(answered(simulator.account(login())).delayMs).toBe(11_000);
    simulator.setFault('token', 'slow', { delayMs: 5_000 });
    expect(answered(simulator.account(login())).delayMs).toBe(5_000);
  });

  test('the token fault rate-limited says when to try again if asked to', () => {
    const simulator = new PiaSimulator();
    simulator.setFault('token', 'rate-limited', { retryAfterSeconds: 60 });
    expect(answered(simulator.account(login())).headers['retry-after']).toBe('60');
  });

  test('the token fault reply-lost issues a token that never arrives; hang issues none', () => {
    const simulator = new PiaSimulator();
    simulator.setFault('token', 'hang', { times: 1 });
    simulator.account(login());
    expect(simulator.tokens).toHaveLength(0);
    simulator.setFault('token', 'reply-lost', { times: 1 });
    simulator.account(login());
    expect(simulator.tokens).toHaveLength(1);
  });

  test('the token fault refuse prevents logins and requests', () => {
    const simulator = new PiaSimulator();
    simulator.setFault('token', 'refuse', { times: 1 });
    expect(simulator.account(login())).toEqual({ kind: 'refuse' });
    expect(simulator.logins).toEqual([]);
    expect(simulator.requests).toEqual([]);
    expect(answered(simulator.account(login())).status).toBe(200);
  });
});

test('revokeTokens() makes tokens invalid before their time', () => {
  const simulator = new PiaSimulator();
  const token = tokenFrom(simulator);
  simulator.revokeTokens();
  expect(answered(simulator.gateway(getSignature(token))).status).toBe(401);
  expect(answered(simulator.gateway(getSignature(tokenFrom(simulator)))).status).toBe(200);
});
