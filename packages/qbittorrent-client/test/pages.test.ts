import type { HttpReply } from '@portkeep/http';
import { describe, expect, test } from 'vitest';
import { QBittorrentError } from '../src/core.ts';
import { decodeReply } from '../src/protocol/decode-reply.ts';
import type { AnyEndpoint } from '../src/protocol/endpoint.ts';
import { caught } from './caught.ts';
import { ENDPOINTS } from './endpoint-groups.ts';
import { RECORDED_VERSIONS, recordedExchanges } from './recorded-exchange.ts';
import { recordingClient } from './recording-client.ts';

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const PAGES = {
  'a login page': reply('<!DOCTYPE html>\n<title>Sign in</title>', HTML),
  'a page without its type': reply('\n<html><body>Sign in</body></html>', {}),
  'a notice in plain text': reply('Sign in at portal.example', { 'content-type': 'text/plain' }),
};

function reply(body: string, headers: HttpReply['headers']): HttpReply {
  return { status: 200, headers, body };
}

/** As a transport returns it. */
function arrived(row: AnyEndpoint, { body, ...rest }: HttpReply): HttpReply {
  if (row.streams !== true) return { ...rest, body };
  return { ...rest, body: '', stream: new Blob([body]).stream() };
}

function failure(row: AnyEndpoint, page: HttpReply, validate: boolean): unknown {
  try {
    return decodeReply(row, arrived(row, page), validate);
  } catch (error) {
    return error;
  }
}

describe.each(Object.entries(PAGES))('%s with the status 200', (name, page) => {
  // A file may be anything, so that only what declares itself a page is recognised as one.
  const isHtml = page.headers === HTML;
  const rows = ENDPOINTS.filter(({ streams }) => isHtml || streams !== true);

  test.each(rows)('a page with the status 200 is not accepted as the reply of $path', (row) => {
    // Unchecked, a text is believed, but for one that begins as a page does.
    const modes = page.body.includes('<') ? [true, false] : [true];
    for (const validate of modes) {
      const error = failure(row, page, validate);
      expect(error, name).toBeInstanceOf(QBittorrentError);
      expect(error).toMatchObject({
        code: 'QBT_UNEXPECTED_RESPONSE',
        status: 200,
        advice: expect.stringMatching(/the address is the one of qBittorrent.* proxy/),
      });
      expect(String(error)).not.toContain('Sign in');
    }
  });
});

describe('a reply with a 2xx status', () => {
  test('a 2xx status is recognised in what each real server answers to calls that only do something', () => {
    const seen = new Set<string>();
    for (const { request, response } of RECORDED_VERSIONS.flatMap(recordedExchanges)) {
      const path = request.path.replace(/^\/api\/v2\/|\?.*$/g, '');
      const row = ENDPOINTS.find((each) => each.path === path || each.formerly === path);
      const { status, body } = response;
      if (row === undefined || status > 299 || /^[[{]|^Fails/.test(body)) continue;
      if (request.method !== row.method) continue;
      const headers = Object.fromEntries(response.headers);
      expect(() => decodeReply(row, arrived(row, { status, headers, body })), path).not.toThrow();
      seen.add(path);
    }
    expect(seen.size).toBeGreaterThan(70);
  });

  test('torrents.delete() does not succeed when a page answers with a 2xx status', async () => {
    const { client } = recordingClient('2.15.1', () => PAGES['a login page']);
    const error = await caught(client.torrents.delete({ hashes: ['a1'], deleteFiles: true }));
    expect(error.message).toBe(
      'Cannot delete the torrents: the reply is a page; check that the address is the one of qBittorrent, and that no proxy in front of it answers with a page of its own',
    );
  });
});

describe('JSON where there was no body', () => {
  const body = '{"deleted":1}';
  const json = () => ({ status: 200, headers: { 'content-type': 'application/json' }, body });

  test('JSON in place of an empty body may come from a newer qBittorrent, and is accepted where nothing is checked', async () => {
    const { client } = recordingClient('2.15.1', json);
    const error = await caught(client.torrents.delete({ hashes: ['a1'], deleteFiles: true }));
    expect(error.code).toBe('QBT_UNEXPECTED_RESPONSE');
    expect(error.advice).toMatch(/newer than this package.*"validate"/);
    const row = ENDPOINTS.find(({ path }) => path === 'torrents/delete');
    expect(row && decodeReply(row, json(), false)).toBeUndefined();
  });
});

describe('a download', () => {
  test('a download that turns out to be a page is ended', async () => {
    let reason: unknown;
    const stream = new ReadableStream<Uint8Array>({
      cancel: () => {
        reason = 'ended';
      },
    });
    const row = ENDPOINTS.find(({ path }) => path === 'torrents/export');
    if (row === undefined) throw new Error('No such row');
    expect(() => decodeReply(row, { ...PAGES['a login page'], stream })).toThrow(/is a page/);
    expect(reason).toBe('ended');
  });

  test('the download of a page that is a file of a torrent is not mistaken for the page of a proxy', () => {
    const row = ENDPOINTS.find(({ path }) => path === 'torrents/downloadFile');
    if (row === undefined) throw new Error('No such row');
    const headers = { ...HTML, 'content-disposition': 'attachment; filename="index.html"' };
    const page = arrived(row, reply('<html>', headers));
    expect(decodeReply(row, page)).toBe(page.stream);
  });
});
