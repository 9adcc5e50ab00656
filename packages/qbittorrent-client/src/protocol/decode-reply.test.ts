import type { HttpReply } from '@portkeep/http';
import { describe, expect, test } from 'vitest';
import { text } from '../../test/fake-qbittorrent.ts';
import { preferences, setPreferences } from '../endpoints/app/preferences.ts';
import { version } from '../endpoints/app/versions.ts';
import { login } from '../endpoints/auth.ts';
import { add } from '../endpoints/torrents/add.ts';
import { info } from '../endpoints/transfer/info.ts';
import type { QBittorrentError } from '../qbittorrent-error.ts';
import { decodeReply } from './decode-reply.ts';
import type { AnyEndpoint } from './endpoint.ts';

function failure(decode: () => unknown): QBittorrentError {
  try {
    decode();
  } catch (error) {
    return error as QBittorrentError;
  }
  throw new Error('Expected a throw');
}

describe('decodeReply', () => {
  test.each([200, 202, 204])('decodeReply reads %i as a success', (status) => {
    expect(decodeReply(setPreferences, text(status, ''))).toBeUndefined();
  });

  test.each([
    [0, 'QBT_UNEXPECTED_RESPONSE'],
    [302, 'QBT_UNEXPECTED_RESPONSE'],
    [400, 'QBT_BAD_REQUEST'],
    [401, 'QBT_FORBIDDEN'],
    [403, 'QBT_FORBIDDEN'],
    [404, 'QBT_NOT_FOUND'],
    [405, 'QBT_UNSUPPORTED'],
    [409, 'QBT_CONFLICT'],
    [415, 'QBT_BAD_REQUEST'],
    [418, 'QBT_UNEXPECTED_RESPONSE'],
    [429, 'QBT_RATE_LIMITED'],
    [500, 'QBT_SERVER_ERROR'],
    [502, 'QBT_SERVER_ERROR'],
  ])('decodeReply turns %i into %s', (status, code) => {
    const error = failure(() => decodeReply(version, text(status, 'why')));
    expect(error).toMatchObject({ code, status });
    expect(error.message).toContain(`status ${status}, "why"; `);
  });

  test('decodeReply gives the reason login-needed with a 403 of qBittorrent, and none with that of a proxy', () => {
    const ofProxy = { status: 403, headers: { 'content-type': 'text/html' }, body: '<html>' };
    expect(failure(() => decodeReply(version, text(403, 'Forbidden'))).reason).toBe('login-needed');
    expect(failure(() => decodeReply(version, ofProxy)).reason).toBeUndefined();
  });

  test('decodeReply recognises a ban by its text', () => {
    const body = 'Your IP address has been banned after too many failed authentication attempts.';
    expect(failure(() => decodeReply(version, text(403, body)))).toMatchObject({
      code: 'QBT_BANNED',
      status: 403,
      retryAfterSeconds: 10,
    });
  });

  test('decodeReply advises to check the values too in a conflict, because a name is one of the reasons', () => {
    const error = failure(() => decodeReply(version, text(409, 'Incorrect category name')));
    expect(error.advice).toMatch(/values.*what is there/);
    expect(error.advice).not.toContain('try again');
  });

  test('decodeReply advises on the Host header', () => {
    const error = failure(() => decodeReply(version, text(401, 'Unauthorized')));
    expect(error.code).toBe('QBT_HOST_OR_ORIGIN_REJECTED');
    expect(error.message).toMatch(/Host header.*8080:8080.*reverse proxy/);
  });

  test.each([
    [413, /less at once.*nginx: client_max_body_size/],
    [414, /longer addresses.*nginx: large_client_header_buffers/],
  ])(
    'decodeReply names the setting of the proxy that refuses a long request with %i',
    (status, advice) => {
      const error = failure(() => decodeReply(version, text(status, '')));
      expect(error).toMatchObject({ code: 'QBT_BAD_REQUEST', status, retryable: false });
      expect(error.advice).toMatch(advice);
    },
  );

  test.each([
    "Error: 'third of (15) — ünïcode.torrent' is not a valid torrent file.",
    "Error: 'it's.torrent' is not a valid torrent file.",
    "'a.torrent' is not a valid torrent file.",
    "Fehler: 'a.torrent' ist keine gültige Torrent-Datei.",
  ])('decodeReply names the file that is not a .torrent file: %s', (body) => {
    const error = failure(() => decodeReply(add, text(415, body)));
    expect(error).toMatchObject({ code: 'QBT_BAD_REQUEST', status: 415 });
    expect(error.message).toContain(`status 415, "${body}"; `);
  });

  test.each(['— ünïcode €.torrent', 'naïve.torrent'])(
    'decodeReply names the file %s as it was sent, although the server reads its letters as Latin-1',
    (name) => {
      const body = `Error: '${Buffer.from(name).toString('latin1')}' is not a valid torrent file.`;
      expect(failure(() => decodeReply(add, text(415, body))).message).toContain(`'${name}'`);
    },
  );

  test.each([
    "<p>Error: 'a.torrent' is not a valid torrent file.</p>",
    "ssl_private_key=x\nError: 'a.torrent' is not a valid torrent file.",
    'ssl_private_key=x',
  ])('decodeReply repeats nothing else of a refused upload: %j', (body) => {
    expect(failure(() => decodeReply(add, text(415, body))).message).toContain('status 415; ');
  });

  test.each([
    '<html><title>400 The plain HTTP request was sent to HTTPS port</title></html>',
    'Client sent an HTTP request to an HTTPS server.\n',
    "<p>Reason: You're speaking plain HTTP to an SSL-enabled server port.</p>",
  ])('decodeReply advises https where a proxy expects it: %j', (body) => {
    expect(failure(() => decodeReply(version, text(400, body)))).toMatchObject({
      code: 'QBT_UNEXPECTED_RESPONSE',
      advice: 'use https in the address: the server there expects it',
    });
  });

  test('decodeReply repeats no HTML, long words, control characters or anything that may be a key', () => {
    const key = 'qbt_0123456789012345678901234567';
    for (const body of ['<html>proxy</html>', 'x'.repeat(21), 'a\nb', '\x1b[31m', '', key]) {
      expect(failure(() => decodeReply(version, text(404, body))).message).toContain(
        'status 404; ',
      );
    }
    const html: HttpReply = { status: 404, headers: { 'content-type': 'text/html' }, body: 'hi' };
    expect(failure(() => decodeReply(version, html)).message).toContain('status 404; ');
  });

  test('decodeReply repeats what qBittorrent itself says', () => {
    for (const body of [
      'Cannot write to directory',
      'Missing required parameters: iface',
      'File index 7 is out of bounds',
    ]) {
      expect(failure(() => decodeReply(version, text(400, body))).message).toContain(body);
    }
  });

  test('decodeReply does not repeat what a server says about secret input', () => {
    const secretRows: readonly AnyEndpoint[] = [login, setPreferences];
    for (const endpoint of secretRows) {
      const error = failure(() => decodeReply(endpoint, text(400, 'hunter')));
      expect(error.message).not.toContain('hunter');
    }
  });

  test('decodeReply names the keys of a reply that it cannot read, not their values', () => {
    const body = JSON.stringify({ listen_port: 'hunter2', proxy_password: 'hunter2' });
    const error = failure(() => decodeReply(preferences, text(200, body)));
    expect(error.code).toBe('QBT_UNEXPECTED_RESPONSE');
    expect(error.message).toContain('listen_port, upnp');
    expect(error.message).not.toContain('hunter2');
  });

  test.each(['', '<html>', '[]', 'null'])('decodeReply refuses %j as transfer info', (body) => {
    expect(failure(() => decodeReply(info, text(200, body)))).toMatchObject({
      code: 'QBT_UNEXPECTED_RESPONSE',
    });
  });

  test('decodeReply accepts a login page neither as a version nor as a login', () => {
    const page = text(200, '<html>Sign in</html>');
    expect(failure(() => decodeReply(version, page)).code).toBe('QBT_UNEXPECTED_RESPONSE');
    expect(failure(() => decodeReply(login, page)).code).toBe('QBT_UNEXPECTED_RESPONSE');
  });

  test('decodeReply keeps unknown preferences', () => {
    const wire = {
      listen_port: 1,
      upnp: true,
      current_network_interface: '',
      current_interface_address: '',
      brand_new: [1],
    };
    expect(decodeReply(preferences, text(200, JSON.stringify(wire)))).toEqual(wire);
  });
});
