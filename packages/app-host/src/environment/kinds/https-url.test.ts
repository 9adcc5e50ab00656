import * as v from 'valibot';
import { expect, test } from 'vitest';
import { httpsUrl } from './https-url.ts';

test.each([
  'https://example.org/path?query',
  'http://localhost:8080',
  'http://127.0.0.1:1',
  'http://127.9.9.9',
  'http://[::1]:1/x',
])('the https URL %s is accepted', (text) => {
  expect(v.parse(httpsUrl, text).href).toBe(new URL(text).href);
});

test.each([
  'http://example.org',
  'http://127.0.0.1.example.org',
  'http://localhost.example.org',
  'http://10.0.0.1',
  'ftp://localhost',
  'file:///etc/passwd',
  'example.org',
  'https://',
  'https://a b',
])('the https URL %s is refused', (text) => {
  expect(v.is(httpsUrl, text)).toBe(false);
});
