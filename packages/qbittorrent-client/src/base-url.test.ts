import { describe, expect, it } from 'vitest';
import { apiUrl } from './base-url.ts';

describe('apiUrl', () => {
  it.each([
    ['http://localhost:8080', 'http://localhost:8080/api/v2/'],
    ['http://localhost:8080/', 'http://localhost:8080/api/v2/'],
    ['https://host/qbt', 'https://host/qbt/api/v2/'],
    ['https://host/qbt//', 'https://host/qbt/api/v2/'],
    ['http://[::1]:8080//evil', 'http://[::1]:8080//evil/api/v2/'],
    [new URL('http://host/a/b/'), 'http://host/a/b/api/v2/'],
  ])('turns %s into %s', (baseUrl, expected) => {
    expect(apiUrl(baseUrl).href).toBe(expected);
  });

  it('leaves the given URL alone', () => {
    const given = new URL('http://host/qbt');
    apiUrl(given);
    expect(given.href).toBe('http://host/qbt');
  });

  it.each(['', 'localhost:8080', 'ftp://host', 'http://'])('refuses "%s"', (baseUrl) => {
    expect(() => apiUrl(baseUrl)).toThrow(TypeError);
  });

  it.each(['http://admin:hunter2@host', 'http://host/?token=hunter2', 'http://host/#hunter2'])(
    'refuses %s without repeating it',
    (baseUrl) => {
      expect(() => apiUrl(baseUrl)).toThrow(TypeError);
      expect(() => apiUrl(baseUrl)).not.toThrow('hunter2');
    },
  );
});
