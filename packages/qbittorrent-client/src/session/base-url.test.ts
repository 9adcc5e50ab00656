import { describe, expect, it } from 'vitest';
import { apiUrl } from './base-url.ts';

describe('apiUrl', () => {
  it.each([
    ['http://localhost:8080', 'http://localhost:8080/api/v2/'],
    ['http://localhost:8080/', 'http://localhost:8080/api/v2/'],
    ['https://host/qbt', 'https://host/qbt/api/v2/'],
    ['https://host/qbt//', 'https://host/qbt/api/v2/'],
    ['http://[::1]:8080//evil', 'http://[::1]:8080//evil/api/v2/'],
    ['localhost:8080', 'http://localhost:8080/api/v2/'],
    ['qbittorrent', 'http://qbittorrent/api/v2/'],
    ['10.0.0.5:8080/qbt/', 'http://10.0.0.5:8080/qbt/api/v2/'],
    ['[fd00::5]:8080', 'http://[fd00::5]:8080/api/v2/'],
    [' localhost:8080\n', 'http://localhost:8080/api/v2/'],
    ['http:/localhost:8080', 'http://localhost:8080/api/v2/'],
    ['https:/box', 'https://box/api/v2/'],
    ['http:8080', 'http://http:8080/api/v2/'],
    ['http://host/?#', 'http://host/api/v2/'],
    ['HTTPS://host:8080', 'https://host:8080/api/v2/'],
    [new URL('http://host/a/b/'), 'http://host/a/b/api/v2/'],
  ])('turns %s into %s', (baseUrl, expected) => {
    expect(apiUrl(baseUrl).href).toBe(expected);
  });

  it('leaves the given URL alone', () => {
    const given = new URL('http://host/qbt');
    apiUrl(given);
    expect(given.href).toBe('http://host/qbt');
  });

  it.each(['', ' ', 'http://', 'ftp://host', 'unix:///run/x', 'host:port', 'host:65536', 'a b:80'])(
    'refuses "%s" and shows how to write it',
    (baseUrl) => {
      expect(() => apiUrl(baseUrl)).toThrow(TypeError);
      expect(() => apiUrl(baseUrl)).toThrow('write e.g. http://localhost:8080');
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
