import { Secret } from '@portkeep/app-host';
import { expect, test } from 'vitest';
import { parseProxyUrl, proxyPort, proxyVariable } from './proxy-url.ts';

test.each([
  ['http://10.100.0.1:8888', 8888],
  ['http://user:p%40ss@proxy.containers:80/', 80],
  ['https://10.100.0.1:8888', undefined],
  ['http://10.100.0.1', undefined],
  ['http://10.100.0.1/', undefined],
  ['10.100.0.1:8888', undefined],
  ['http://10.100.0.1:0', undefined],
  ['http://10.100.0.1:65536', undefined],
  ['http://10.100.0.1:8888/path', undefined],
  ['socks5://10.100.0.1:1080', undefined],
])('the port of the proxy %s is %s', (text, expected) => {
  const url = parseProxyUrl(text);
  expect(url && proxyPort(url)).toBe(expected);
});

test('the variable of a proxy is a secret whose problem does not repeat it', () => {
  const proxy = proxyVariable('PIA_PROXY', '');
  const good = proxy.read({ PIA_PROXY: 'http://user:hunter2@10.100.0.1:8888' });
  expect('value' in good && good.value).toBeInstanceOf(Secret);
  expect(JSON.stringify(good)).not.toContain('hunter2');
  const bad = proxy.read({ PIA_PROXY: 'https://user:hunter2@10.100.0.1:8888' });
  expect('problem' in bad && bad.problem).toMatch(/^PIA_PROXY must be http:\/\/host:port/);
  expect(JSON.stringify(bad)).not.toContain('hunter2');
  expect(proxy.read({})).toMatchObject({
    problem: expect.stringMatching(/^PIA_PROXY is required/),
  });
});
