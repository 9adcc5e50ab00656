import { describe, expect, test } from 'vitest';
import { caught, rejection } from '../../test/caught.ts';
import { reply, ScriptedTransport, silentTransport } from '../../test/replies.ts';
import { PiaAccountClient, type PiaAccountClientOptions } from './pia-account-client.ts';

const OK = reply(200, { token: 'abc' });

describe('PiaAccountClient.getToken()', () => {
  test('PiaAccountClient.getToken() counts the expiry from before the request was sent', async () => {
    let now = 1_000;
    const client = new PiaAccountClient({
      username: 'p1234567',
      password: 'secret',
      now: () => now,
      transport: async () => {
        now += 9_000;
        return OK;
      },
    });
    expect((await client.getToken()).expiresAt.getTime()).toBe(1_000 + 86_400_000);
  });

  test('PiaAccountClient.getToken() reads user name and password again for each call', async () => {
    const passwords = ['first\n', 'second\n'];
    const transport = new ScriptedTransport(OK, OK);
    const client = new PiaAccountClient({
      username: () => 'p1234567',
      password: async () => passwords.shift() ?? '',
      transport: transport.send,
    });
    await client.getToken();
    await client.getToken();
    expect(transport.requests.map(({ body }) => body)).toEqual([
      'username=p1234567&password=first',
      'username=p1234567&password=second',
    ]);
  });

  test('PiaAccountClient.getToken() names the password when its function returns nothing', async () => {
    const options = { username: 'p1234567', password: () => undefined, transport: silentTransport };
    const client = new PiaAccountClient(options as unknown as PiaAccountClientOptions);
    await expect(client.getToken()).rejects.toThrow(
      new TypeError('Cannot use "password": give a string, or a function that returns one'),
    );
  });

  test('PiaAccountClient.getToken() refuses an address without a scheme at once', () => {
    const account = { username: 'p1234567', password: 'secret', transport: silentTransport };
    for (const option of ['tokenUrl', 'dedicatedIpUrl']) {
      const construct = () => new PiaAccountClient({ ...account, [option]: 'localhost/token' });
      expect(construct).toThrow(
        new TypeError(`Cannot use "${option}": it is not an address; write it with https://`),
      );
    }
  });

  test('PiaAccountClient.getToken() sends one request, with the given address and timeout', async () => {
    const transport = new ScriptedTransport(reply(503, ''));
    const client = new PiaAccountClient({
      username: 'p',
      password: 'p',
      tokenUrl: 'https://127.0.0.1:1/token',
      timeoutMs: 123,
      transport: transport.send,
    });
    expect((await caught(() => client.getToken())).code).toBe('PIA_SERVER_ERROR');
    expect(transport.requests.map(({ url }) => url)).toEqual(['https://127.0.0.1:1/token']);
    expect(transport.options[0]?.timeoutMs).toBe(123);
    expect(transport.requests[0]?.repeatable ?? false).toBe(false);
  });

  test.each([
    ['p1234567', ' \n'],
    ['', 'secret'],
  ])(
    'PiaAccountClient.getToken() does not spend a login on user name %j and password %j',
    async (username, password) => {
      const transport = new ScriptedTransport();
      const client = new PiaAccountClient({ username, password, transport: transport.send });
      expect((await caught(() => client.getToken())).code).toBe('PIA_CREDENTIALS_REJECTED');
      expect(transport.requests).toEqual([]);
    },
  );

  test('PiaAccountClient.getToken() passes on the error of a password function', async () => {
    const unreadable = new Error('file not found');
    const client = new PiaAccountClient({
      username: 'p',
      password: () => Promise.reject(unreadable),
      transport: silentTransport,
    });
    expect(await rejection(() => client.getToken())).toBe(unreadable);
  });

  test('PiaAccountClient.getToken() rejects with the reason of a signal that is aborted already, and sends nothing', async () => {
    const transport = new ScriptedTransport(OK);
    const client = new PiaAccountClient({
      username: 'p',
      password: 'p',
      transport: transport.send,
    });
    const signal = AbortSignal.abort('my reason');
    expect(await rejection(() => client.getToken({ signal }))).toBe('my reason');
    expect(transport.requests).toEqual([]);
  });

  test('PiaAccountClient.getToken() sends nothing when the signal is aborted while the password is read', async () => {
    const transport = new ScriptedTransport(OK);
    const abort = new AbortController();
    const client = new PiaAccountClient({
      username: 'p',
      password: () => {
        abort.abort('my reason');
        return 'secret';
      },
      transport: transport.send,
    });
    expect(await rejection(() => client.getToken({ signal: abort.signal }))).toBe('my reason');
    expect(transport.requests).toEqual([]);
  });

  test('PiaAccountClient.getToken() rejects with the reason of a signal that is aborted in flight', async () => {
    const reason = new Error('my reason');
    const abort = new AbortController();
    const client = new PiaAccountClient({
      username: 'p',
      password: 'p',
      transport: silentTransport,
    });
    const call = rejection(() => client.getToken({ signal: abort.signal }));
    abort.abort(reason);
    expect(await call).toBe(reason);
  });
});

describe('PiaAccountClient.getDedicatedIps()', () => {
  const tokens = { token: 'to+ken', dedicatedIpTokens: ['DIPx'] };
  const client = (transport: ScriptedTransport) =>
    new PiaAccountClient({
      username: 'p',
      password: () => Promise.reject(new Error('not needed')),
      dedicatedIpUrl: 'https://127.0.0.1:1/dip',
      transport: transport.send,
    });

  test('PiaAccountClient.getDedicatedIps() asks once, with the token of the account and without a login', async () => {
    const expired = [{ dip_token: 'DIPx', status: 'expired' }];
    const transport = new ScriptedTransport(reply(200, expired));
    expect(await client(transport).getDedicatedIps(tokens)).toEqual([
      { token: 'DIPx', status: 'expired' },
    ]);
    expect(transport.requests).toMatchObject([
      { url: 'https://127.0.0.1:1/dip', headers: { authorization: 'Token to+ken' } },
    ]);
    expect(transport.options[0]?.timeoutMs).toBe(10_000);
  });

  test('PiaAccountClient.getDedicatedIps() rejects with the reason of its signal, before and in flight', async () => {
    const asking = new PiaAccountClient({
      username: 'p',
      password: 'p',
      transport: silentTransport,
    });
    const signal = AbortSignal.abort('my reason');
    expect(await rejection(() => asking.getDedicatedIps(tokens, { signal }))).toBe('my reason');
    const abort = new AbortController();
    const pending = rejection(() => asking.getDedicatedIps(tokens, { signal: abort.signal }));
    abort.abort('my reason');
    expect(await pending).toBe('my reason');
  });
});
