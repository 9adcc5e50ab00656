import { describe, expect, test } from 'vitest';
import { readBaseUrl } from './base-url.ts';

describe('readBaseUrl', () => {
  test.each([
    ['10.0.0.5:8080', 'http://10.0.0.5:8080/'],
    ['localhost:8080', 'http://localhost:8080/'],
    ['natpmp-service.vpn.svc:8080/', 'http://natpmp-service.vpn.svc:8080/'],
    ['qbittorrent', 'http://qbittorrent/'],
    ['natpmp:8080/prefix', 'http://natpmp:8080/prefix/'],
    ['[fd00::5]:8080', 'http://[fd00::5]:8080/'],
    [' 10.0.0.5:8080\n', 'http://10.0.0.5:8080/'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['HTTP://localhost:8080/', 'http://localhost:8080/'],
    ['HTTPS://host:8080', 'https://host:8080/'],
    ['http:/localhost:8080', 'http://localhost:8080/'],
    ['https:/box', 'https://box/'],
    ['http:8080', 'http://http:8080/'],
    ['https:8080/x', 'http://https:8080/x/'],
    ['http:localhost', 'http://localhost/'],
    ['http://host/?#', 'http://host/'],
    ['https://host/qbt', 'https://host/qbt/'],
    ['https://host/qbt//', 'https://host/qbt/'],
    ['http://[::1]:8080//evil', 'http://[::1]:8080//evil/'],
    [new URL('http://host/a/b/'), 'http://host/a/b/'],
    [new URL('http://host//a/b'), 'http://host//a/b/'],
  ])('readBaseUrl turns %s into %s', (baseUrl, expected) => {
    expect(readBaseUrl(baseUrl).href).toBe(expected);
  });

  test('readBaseUrl returns a URL of its own, so that a later change of the given one does nothing', () => {
    const given = new URL('http://host/qbt');
    const read = readBaseUrl(given);
    given.host = 'evil';
    expect(read.href).toBe('http://host/qbt/');
  });

  test.each([
    '',
    ' ',
    'http://',
    'ftp://host',
    'unix:///run/x',
    'host:port',
    'host:65536',
    'a b:80',
    undefined,
    null,
    5,
    Number.NaN,
    true,
    5n,
    Symbol('host'),
    ['host'],
    { toString: () => 'host' },
    () => 'host',
  ])('readBaseUrl refuses %s and shows how to write an address', (baseUrl) => {
    // Callers without types leave it out, or give something else.
    const read = () => readBaseUrl(baseUrl as string);
    expect(read).toThrow(TypeError);
    expect(read).toThrow(/^Cannot use "baseUrl": it is neither .+ write e\.g\. localhost:8080$/);
  });

  test.each(['undefined', 'http://undefined:8080', 'https://null/x', 'NULL:80'])(
    'readBaseUrl refuses %s, which a variable that is not set leaves in a template',
    (baseUrl) => {
      expect(() => readBaseUrl(baseUrl)).toThrow(
        /^Cannot use "baseUrl": its host is "(undefined|null)"; set it$/,
      );
    },
  );

  test.each([
    ['http://admin:hunter2@host', 'credentials'],
    ['http://hunter2@host', 'credentials'],
    ['http://:hunter2@host', 'credentials'],
    ['admin:hunter2@host:8080', 'credentials'],
    ['http:/admin:hunter2@host/x', 'credentials'],
    ['http://host/?token=hunter2', 'query'],
    ['host:8080/#hunter2', 'fragment'],
    ['hunter2 hunter2', 'neither'],
  ])('readBaseUrl refuses %s for its %s without quoting it', (baseUrl, reason) => {
    expect(() => readBaseUrl(baseUrl)).toThrow(TypeError);
    expect(() => readBaseUrl(baseUrl)).toThrow(reason);
    expect(() => readBaseUrl(baseUrl)).not.toThrow('hunter2');
  });
});
