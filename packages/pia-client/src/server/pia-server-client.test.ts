import { describe, expect, test } from 'vitest';
import { addKeyAnswer, PUBLIC_KEY, SERVER_KEY } from '../../test/add-key-answer.ts';
import { caught, rejection } from '../../test/caught.ts';
import { reply, ScriptedTransport, silentTransport } from '../../test/replies.ts';
import { PiaServerClient } from './pia-server-client.ts';

const hostname = 'amsterdam447';
const input = { token: 'to+ken', publicKey: PUBLIC_KEY };

describe('PiaServerClient.addKey()', () => {
  test('registers a key with one request that is not to be repeated', async () => {
    const {
      send: transport,
      requests,
      options,
    } = new ScriptedTransport(reply(200, addKeyAnswer()));
    const peer = await new PiaServerClient({ hostname, transport }).addKey(input);
    expect(peer).toMatchObject({ serverKey: SERVER_KEY, gateway: '10.9.128.1' });
    expect(requests.map(({ url }) => url)).toEqual([
      `https://amsterdam447:1337/addKey?${new URLSearchParams({ pt: 'to+ken', pubkey: PUBLIC_KEY })}`,
    ]);
    expect(requests[0]?.repeatable ?? false).toBe(false);
    expect(options[0]?.timeoutMs).toBe(10_000);
  });

  test('PiaServerClient.addKey() logs in with a dedicated IP, at the port and within the time that the options give', async () => {
    const {
      send: transport,
      requests,
      options,
    } = new ScriptedTransport(reply(200, addKeyAnswer()));
    const client = new PiaServerClient({ hostname, port: 8443, timeoutMs: 7, transport });
    const dedicatedIp = { token: 'DIPx', address: '192.0.2.7' };
    await client.addKey({ dedicatedIp, publicKey: PUBLIC_KEY });
    expect(requests[0]?.url).toMatch(/^https:\/\/amsterdam447:8443\/addKey\?pubkey=/);
    expect(requests[0]?.headers.authorization).toBe(`Basic ${btoa('dedicated_ip_DIPx:192.0.2.7')}`);
    expect(options[0]?.timeoutMs).toBe(7);
  });

  test('PiaServerClient.addKey() cannot be led to another host by its input', async () => {
    const { send: transport, requests } = new ScriptedTransport(reply(200, addKeyAnswer()));
    const astray = { ...input, hostname: 'london401', port: 1 };
    await new PiaServerClient({ hostname, transport }).addKey(astray);
    expect(requests[0]?.url).toMatch(/^https:\/\/amsterdam447:1337\//);
  });

  test('PiaServerClient.addKey() waits as long as the server says when there were too many attempts', async () => {
    const limited = reply(429, '', { 'retry-after': 'Wed, 14 Jan 2026 19:45:00 GMT' });
    const { send: transport } = new ScriptedTransport(limited);
    const now = () => Date.parse('2026-01-14T19:30:00Z');
    const error = await caught(() =>
      new PiaServerClient({ hostname, transport, now }).addKey(input),
    );
    expect(error).toMatchObject({ code: 'PIA_RATE_LIMITED', retryAfterSeconds: 900 });
  });

  test('PiaServerClient.addKey() advises to use another server when the connection fails', async () => {
    const reset = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    const { send: transport } = new ScriptedTransport(reset);
    const error = await caught(() => new PiaServerClient({ hostname, transport }).addKey(input));
    expect(error.message).toBe(
      'Cannot register the WireGuard key: the connection to the server failed (ECONNRESET); check the internet connection, or use another server',
    );
  });

  test('PiaServerClient.addKey() rejects with the reason of its signal, before and in flight', async () => {
    const client = new PiaServerClient({ hostname, transport: silentTransport });
    const reason = { why: 'a reason that is no error' };
    const signal = AbortSignal.abort(reason);
    expect(await rejection(() => client.addKey(input, { signal }))).toBe(reason);
    const abort = new AbortController();
    const pending = rejection(() => client.addKey(input, { signal: abort.signal }));
    abort.abort(reason);
    expect(await pending).toBe(reason);
  });
});

test.each([['a b'], ['a/b'], ['a@b'], ['']])(
  'PiaServerClient does not accept %j as a host name',
  (name) => {
    expect(() => new PiaServerClient({ hostname: name, transport: silentTransport })).toThrow(
      /^Cannot use "hostname" and "port": /,
    );
  },
);
