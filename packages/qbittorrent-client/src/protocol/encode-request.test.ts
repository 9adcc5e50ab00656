import { describe, expect, test } from 'vitest';
import { preferences } from '../endpoints/app/preferences.ts';
import { login } from '../endpoints/auth.ts';
import { reannounce } from '../endpoints/torrents/reannounce.ts';
import { encodeRequest } from './encode-request.ts';
import type { Endpoint } from './endpoint.ts';

const API = new URL('https://host/qbt/api/v2/');

describe('encodeRequest', () => {
  test('encodeRequest keeps the path prefix', () => {
    expect(encodeRequest(preferences, undefined, API)).toEqual({
      method: 'GET',
      url: 'https://host/qbt/api/v2/app/preferences',
      headers: {},
      repeatable: true,
    });
  });

  test('encodeRequest writes the input of a GET into the query', () => {
    const endpoint: Endpoint<{ readonly iface: string }, string> = {
      path: 'app/networkInterfaceAddressList',
      method: 'GET',
      since: '2.3.0',
      does: 'test',
      params: ({ iface }) => ({ iface }),
      read: ({ body }) => body,
    };
    expect(encodeRequest(endpoint, { iface: 'a b&c' }, API).url).toBe(
      'https://host/qbt/api/v2/app/networkInterfaceAddressList?iface=a%20b%26c',
    );
  });

  test('encodeRequest writes a form that any parser reads the same way', () => {
    const { method, headers, body } = encodeRequest(
      login,
      { username: 'ad min', password: 'p&+%€=;"' },
      API,
    );
    expect({ method, headers, body }).toEqual({
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'username=ad%20min&password=p%26%2B%25%E2%82%AC%3D%3B%22',
    });
  });

  test('encodeRequest joins hashes with bars', () => {
    expect(encodeRequest(reannounce, { hashes: ['a1', 'b2'] }, API).body).toBe('hashes=a1%7Cb2');
    expect(encodeRequest(reannounce, { hashes: 'all' }, API).body).toBe('hashes=all');
  });

  test('encodeRequest sends neither Origin nor Referer', () => {
    const { headers } = encodeRequest(reannounce, { hashes: 'all' }, API);
    expect(Object.keys(headers)).toEqual(['content-type']);
  });
});
