import type { HttpReply } from '@portkeep/http';
import { describe, expect, test } from 'vitest';
import { caught, rejection } from '../../test/caught.ts';
import { reply, ScriptedTransport, silentTransport } from '../../test/replies.ts';
import { LIST_KEY, region, signedList, signedText } from '../../test/signed-list.ts';
import type { PiaErrorCode } from '../pia-error.ts';
import { PiaServerListClient } from './pia-server-list-client.ts';

const NEW = reply(200, signedList([region('nl'), region('bad', { geo: 1 })]));
const OLD = reply(200, signedList([region('de')]));
const FORGED = reply(200, NEW.body.replace('NL', 'XX'));
const V7 = 'https://serverlist.piaservers.net/vpninfo/servers/v7';
const V6 = 'https://serverlist.piaservers.net/vpninfo/servers/v6';

function clientFor(...script: (HttpReply | Error)[]) {
  const transport = new ScriptedTransport(...script);
  const client = new PiaServerListClient({ publicKey: LIST_KEY, transport: transport.send });
  return { client, asked: () => transport.requests.map(({ url }) => url) };
}

describe('PiaServerListClient.getServerList()', () => {
  test('PiaServerListClient.getServerList() asks for version 7 and uses it when it is good', async () => {
    const { client, asked } = clientFor(NEW);
    const list = await client.getServerList();
    expect(list.url).toBe(V7);
    expect(list.regions.map(({ id }) => id)).toEqual(['nl']);
    expect(list.dropped).toMatchObject([{ id: 'bad' }]);
    expect(list.ports).toEqual({ odd: [], wg: [1337] });
    expect(asked()).toEqual([V7]);
  });

  test('PiaServerListClient.getServerList() asks with requests that may be sent twice', async () => {
    const transport = new ScriptedTransport(NEW);
    await new PiaServerListClient({
      publicKey: LIST_KEY,
      transport: transport.send,
    }).getServerList();
    expect(transport.requests[0]?.repeatable).toBe(true);
  });

  const reset = Object.assign(new Error('x'), { code: 'ECONNRESET' });
  test.each([
    ['fails', reply(503, '')],
    ['is unreachable', reset],
    ['is forged', FORGED],
    ['is too short', reply(200, signedText('{"regions":[]}'))],
  ])(
    'PiaServerListClient.getServerList() falls back to version 6 when 7 %s',
    async (_what, first) => {
      const { client, asked } = clientFor(first, OLD);
      expect((await client.getServerList()).url).toBe(V6);
      expect(asked()).toEqual([V7, V6]);
    },
  );

  test('PiaServerListClient.getServerList() rejects with the error of the first list when none is good', async () => {
    const { client } = clientFor(FORGED, reply(503, ''));
    expect((await caught(() => client.getServerList())).code).toBe('PIA_LIST_SIGNATURE_INVALID');
  });

  const failures: [string, PiaErrorCode, HttpReply | Error][] = [
    ['forged', 'PIA_LIST_SIGNATURE_INVALID', FORGED],
    ['unsigned', 'PIA_LIST_SIGNATURE_INVALID', reply(200, 'x'.repeat(2_000))],
    ['short', 'PIA_UNEXPECTED_RESPONSE', reply(200, '{"regions":[]}\n\nAAAA\n')],
    ['signed, but no JSON', 'PIA_UNEXPECTED_RESPONSE', reply(200, signedText('x'.repeat(2_000)))],
    [
      'signed, but no list',
      'PIA_UNEXPECTED_RESPONSE',
      reply(200, signedText(`[${' '.repeat(2_000)}]`)),
    ],
    ['blocked', 'PIA_BLOCKED', reply(403, 'error code: 1020')],
    ['redirected', 'PIA_UNEXPECTED_RESPONSE', reply(302, '')],
    ['failing', 'PIA_SERVER_ERROR', reply(504, '<html>')],
    ['reset', 'PIA_UNREACHABLE', reset],
  ];
  test.each(failures)('a server list that is %s is reported as %s', async (_what, code, answer) => {
    const { client } = clientFor(answer, answer);
    const error = await caught(() => client.getServerList());
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^Cannot get the server list: .+; .+[^.]$/);
  });

  test('a key that is not a key is reported as the caller’s mistake', async () => {
    const transport = new ScriptedTransport(NEW, NEW);
    const client = new PiaServerListClient({ publicKey: 'x', transport: transport.send });
    expect(await rejection(() => client.getServerList())).toBeInstanceOf(TypeError);
  });

  test('PiaServerListClient.getServerList() needs at least one address', () => {
    expect(() => new PiaServerListClient({ urls: [], transport: silentTransport })).toThrow(
      TypeError,
    );
  });
});

describe('PiaServerListClient.getServerLists()', () => {
  test('PiaServerListClient.getServerLists() gives every list that is good', async () => {
    const { client } = clientFor(NEW, OLD);
    expect((await client.getServerLists()).map(({ url }) => url)).toEqual([V7, V6]);
  });

  test('PiaServerListClient.getServerLists() leaves out every list that is not good', async () => {
    const { client } = clientFor(FORGED, OLD);
    expect((await client.getServerLists()).map(({ url }) => url)).toEqual([V6]);
  });

  test('PiaServerListClient.getServerLists() rejects with the error of the first list when none is good', async () => {
    const { client } = clientFor(reply(503, ''), FORGED);
    expect((await caught(() => client.getServerLists())).code).toBe('PIA_SERVER_ERROR');
  });
});

const client = new PiaServerListClient({ transport: silentTransport });
test.each([
  ['getServerList', (signal: AbortSignal) => client.getServerList({ signal })],
  ['getServerLists', (signal: AbortSignal) => client.getServerLists({ signal })],
])('%s() rejects with the reason of its signal, before and in flight', async (_name, call) => {
  expect(await rejection(() => call(AbortSignal.abort('my reason')))).toBe('my reason');
  const abort = new AbortController();
  const pending = rejection(() => call(abort.signal));
  abort.abort('my reason');
  expect(await pending).toBe('my reason');
});
