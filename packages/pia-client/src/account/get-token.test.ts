import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { reply } from '../../test/replies.ts';
import { PiaError, type PiaErrorCode } from '../pia-error.ts';
import { decodeGetToken, encodeGetToken } from './get-token.ts';

const HTML = '<!DOCTYPE html><html><head><title>x</title></head></html>';
const LOCKED = { status: 'error', code: 'too_many_attempts', message: 'Try again later.' };

describe('encodeGetToken()', () => {
  test('encodeGetToken() posts a form to the one endpoint that works', () => {
    expect(encodeGetToken({ username: 'p1234567', password: 'a+b &=ü' })).toEqual({
      method: 'POST',
      url: 'https://www.privateinternetaccess.com/api/client/v2/token',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'username=p1234567&password=a%2Bb+%26%3D%C3%BC',
    });
  });

  test('encodeGetToken() drops white space around user name and password, but not inside', () => {
    const { body } = encodeGetToken({ username: '\tp1\r\n', password: ' a b\n' });
    expect(body).toBe('username=p1&password=a+b');
  });

  test('encodeGetToken() uses the address that it is given', () => {
    const input = { username: 'p', password: 'p', tokenUrl: 'https://127.0.0.1/token' };
    expect(encodeGetToken(input).url).toBe('https://127.0.0.1/token');
  });

  test('encodeGetToken() keeps every user name and password, whatever they hold', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(text, text, (username, password) => {
        const form = new URLSearchParams(encodeGetToken({ username, password }).body);
        expect(form.get('username')).toBe(username.trim());
        expect(form.get('password')).toBe(password.trim());
      }),
    );
  });
});

describe('decodeGetToken()', () => {
  test('decodeGetToken() gives the token for 24 hours from the sending of the request', () => {
    const sentAt = Date.parse('2026-01-14T19:30:00Z');
    expect(decodeGetToken(reply(200, { token: 'a+/=_' }), { sentAt })).toEqual({
      token: 'a+/=_',
      expiresAt: new Date('2026-01-15T19:30:00Z'),
    });
  });

  const failures: [string, PiaErrorCode, number, unknown][] = [
    ['wrong password, JSON', 'PIA_CREDENTIALS_REJECTED', 401, { message: 'whatever' }],
    ['wrong password, text', 'PIA_CREDENTIALS_REJECTED', 401, 'HTTP Token: Access denied.'],
    ['wrong password, empty', 'PIA_CREDENTIALS_REJECTED', 401, ''],
    ['forbidden', 'PIA_CREDENTIALS_REJECTED', 403, { status: 'ERROR' }],
    ['old error body', 'PIA_CREDENTIALS_REJECTED', 400, { message: 'authentication failed' }],
    ['old error body 2', 'PIA_CREDENTIALS_REJECTED', 400, { message: 'no auth data' }],
    ['subscription over', 'PIA_SUBSCRIPTION_EXPIRED', 402, ''],
    ['flood control', 'PIA_RATE_LIMITED', 429, ''],
    ['locked under 200', 'PIA_RATE_LIMITED', 200, LOCKED],
    ['locked under 401', 'PIA_RATE_LIMITED', 401, LOCKED],
    ['locked under 503', 'PIA_RATE_LIMITED', 503, LOCKED],
    ['a challenge page', 'PIA_BLOCKED', 403, '<!DOCTYPE html><html>Just a moment</html>'],
    ['Cloudflare text', 'PIA_BLOCKED', 403, 'error code: 1020'],
    ['Cloudflare page', 'PIA_BLOCKED', 403, '<html>Access denied | Cloudflare Ray ID: 7</html>'],
    ['gateway timeout', 'PIA_SERVER_ERROR', 504, HTML],
    ['server error', 'PIA_SERVER_ERROR', 500, { token: 'not to be used' }],
    ['locale redirect', 'PIA_UNEXPECTED_RESPONSE', 302, ''],
    ['redirect a browser hides', 'PIA_UNEXPECTED_RESPONSE', 0, ''],
    ['not found', 'PIA_UNEXPECTED_RESPONSE', 404, HTML],
    ['bad request', 'PIA_UNEXPECTED_RESPONSE', 400, { message: 'odd' }],
    ['HTML under 200', 'PIA_UNEXPECTED_RESPONSE', 200, HTML],
    ['nothing', 'PIA_UNEXPECTED_RESPONSE', 200, ''],
    ['no token', 'PIA_UNEXPECTED_RESPONSE', 200, {}],
    ['empty token', 'PIA_UNEXPECTED_RESPONSE', 200, { token: '' }],
    ['blank token', 'PIA_UNEXPECTED_RESPONSE', 200, { token: ' ' }],
    ['null token', 'PIA_UNEXPECTED_RESPONSE', 200, { token: null }],
    ['JSON null', 'PIA_UNEXPECTED_RESPONSE', 200, 'null'],
  ];
  test.each(failures)('decodeGetToken() turns %s into %s', async (_what, code, status, body) => {
    const error = await caught(() => decodeGetToken(reply(status, body), { sentAt: 0 }));
    expect(error).toMatchObject({ code, status });
    expect(error.message).toMatch(/^Cannot get a token: .+; .+[^.]$/);
  });

  test('decodeGetToken() advises to check the address when it redirects', async () => {
    const error = await caught(() => decodeGetToken(reply(301, ''), { sentAt: 0 }));
    expect(error.message).toContain('redirects are never followed; check the address');
  });

  test('decodeGetToken() reads how long to wait, as seconds or as a date', async () => {
    const now = Date.parse('2026-01-14T19:30:00Z');
    const decode = (header: string) =>
      caught(() => decodeGetToken(reply(429, '', { 'retry-after': header }), { sentAt: 0, now }));
    expect((await decode('59')).retryAfterSeconds).toBe(59);
    expect((await decode('Wed, 14 Jan 2026 19:45:00 GMT')).retryAfterSeconds).toBe(900);
  });

  test('decodeGetToken() only ever throws a PiaError', () => {
    fc.assert(
      fc.property(fc.nat(599), fc.oneof(fc.string(), fc.json()), (status, body) => {
        try {
          expect(decodeGetToken(reply(status, body), { sentAt: 0 }).token).not.toBe('');
        } catch (error) {
          expect(error).toBeInstanceOf(PiaError);
        }
      }),
    );
  });
});
