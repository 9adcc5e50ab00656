import { expect, test } from 'vitest';
import { typedUrl } from './typed-url.ts';

test.each(['http://box', 'http://my_box.lan:8080/qbt', 'https://[::1]:1/', 'http://10.0.0.1'])(
  '%s is accepted as a typed URL',
  (text) => {
    expect(typedUrl(text)?.href).toBe(new URL(text).href);
  },
);

test.each([
  ['http://[10.0.0.5]:8080/natpmp', 'http://10.0.0.5:8080/natpmp'],
  ['HTTPS://[10.0.0.5]', 'https://10.0.0.5/'],
])('%s is an IPv4 address where a template has brackets for either kind', (text, href) => {
  expect(typedUrl(text)?.href).toBe(href);
});

test.each([
  'http://[12]:8080',
  'http://[10.0.0.5.1]',
  'http://[999.0.0.5]',
  'http://[box]',
  'http://"box":8080',
  "http://'box'",
  'http://a,b',
  'http://box/"x"',
  'http://b ox',
  'box',
])('%s is none, although the URL parser takes most of them', (text) => {
  expect(typedUrl(text)).toBeUndefined();
});
