import * as v from 'valibot';
import { expect, test } from 'vitest';
import { hostAndPort, serviceUrl } from './service-url.ts';

test.each([
  ['natpmp:8080', 'http://natpmp:8080/', 'natpmp:8080'],
  ['10.0.0.5:80', 'http://10.0.0.5/', '10.0.0.5:80'],
  ['[fd00::1]:8080', 'http://[fd00::1]:8080/', '[fd00::1]:8080'],
  ['[10.0.0.5]:8080', 'http://10.0.0.5:8080/', '10.0.0.5:8080'],
  ['http://[10.0.0.5]:8080', 'http://10.0.0.5:8080/', '10.0.0.5:8080'],
  ['HTTP://natpmp:8080/', 'http://natpmp:8080/', 'natpmp:8080'],
  ['https://vpn.example/natpmp', 'https://vpn.example/natpmp', 'vpn.example:443'],
])('%s is read as the address of the API', (text, href, place) => {
  const url = v.parse(serviceUrl, text);
  expect([url.href, hostAndPort(url)]).toEqual([href, place]);
});

test.each([
  'natpmp',
  'natpmp:99999',
  'natpmp:0',
  'natpmp:8080/forward',
  'ftp://natpmp:8080',
  'http://user:hunter2@natpmp:8080',
  'user:hunter2@natpmp:8080',
  'http://natpmp:8080?a=b',
  'http://natpmp:8080#a',
  'nat pmp:8080',
  'http://',
])('%s is not repeated in the refusal', (text) => {
  const { issues } = v.safeParse(serviceUrl, text);
  expect(issues?.[0].message).toMatch(/^must be host:port \(.*\) or an http/);
  expect(issues?.[0].message).not.toContain('hunter2');
});

test.each(['fd00::1:8080', '::1:8080', 'fd00::1', 'http://fd00::1:8080'])(
  '%s, which could be a single address, is refused with the form that fits a manifest',
  (text) => {
    const { issues } = v.safeParse(serviceUrl, text);
    expect(issues?.[0].message).toContain('an IPv6 address in brackets');
    expect(issues?.[0].message).toContain('[$(HOST_IP)]:8080');
  },
);
