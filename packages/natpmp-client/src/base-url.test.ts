import { describe, expect, it } from 'vitest';
import { apiUrl } from './base-url.ts';

describe('apiUrl', () => {
  it.each([
    ['10.0.0.5:8080', 'http://10.0.0.5:8080/'],
    ['localhost:8080', 'http://localhost:8080/'],
    ['natpmp-service.vpn.svc:8080/', 'http://natpmp-service.vpn.svc:8080/'],
    ['natpmp', 'http://natpmp/'],
    ['natpmp:8080/prefix', 'http://natpmp:8080/prefix/'],
    ['[fd00::5]:8080', 'http://[fd00::5]:8080/'],
    [' 10.0.0.5:8080\n', 'http://10.0.0.5:8080/'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['HTTP://localhost:8080/', 'http://localhost:8080/'],
    ['http:/localhost:8080', 'http://localhost:8080/'],
    ['https:/box', 'https://box/'],
    ['http:8080', 'http://http:8080/'],
    ['http://host/?#', 'http://host/'],
    ['https://host/natpmp', 'https://host/natpmp/'],
    ['https://host/natpmp//', 'https://host/natpmp/'],
    [new URL('http://host/a/b/'), 'http://host/a/b/'],
    [new URL('http://host//a/b'), 'http://host//a/b/'],
  ])('turns %s into %s', (baseUrl, expected) => {
    expect(apiUrl(baseUrl).href).toBe(expected);
  });

  it('leaves the given URL alone', () => {
    const given = new URL('http://host/natpmp');
    apiUrl(given);
    expect(given.href).toBe('http://host/natpmp');
  });

  it.each(['', ' ', 'http://', 'ftp://host', 'unix:///run/x', 'host:port', 'host:65536', 'a b:80'])(
    'refuses "%s"',
    (baseUrl) => {
      expect(() => apiUrl(baseUrl)).toThrow(TypeError);
    },
  );

  it.each([
    'http://admin:hunter2@host',
    'admin:hunter2@host:8080',
    'http:/admin:hunter2@host/x',
    'http://host/?token=hunter2',
    'host:8080/#hunter2',
    'hunter2 hunter2',
  ])('refuses %s without repeating it', (baseUrl) => {
    expect(() => apiUrl(baseUrl)).toThrow(TypeError);
    expect(() => apiUrl(baseUrl)).not.toThrow('hunter2');
  });
});
