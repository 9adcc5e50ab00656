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
])(
  'the brackets in %s, from a template for either kind of address, are removed for IPv4',
  (text, href) => {
    expect(typedUrl(text)?.href).toBe(href);
  },
);

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
])('%s is refused as a typed URL, although the URL parser accepts most such texts', (text) => {
  expect(typedUrl(text)).toBeUndefined();
});
