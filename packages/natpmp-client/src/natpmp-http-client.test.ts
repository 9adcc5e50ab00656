import type { HttpReply, SecretValue, Transport } from '@portkeep/http';
import { describe, expect, test } from 'vitest';
import { caught, networkFailure, rejection } from '../test/caught.ts';
import {
  GATEWAY_FAILED,
  HEALTHY,
  json,
  MAPPED,
  plain,
  RELEASED,
  ScriptedTransport,
  silentTransport,
  UNAUTHORIZED,
} from '../test/replies.ts';
import { NatPmpHttpClient } from './natpmp-http-client.ts';
import type { MappingResult } from './port-mapping.ts';

const TCP = { protocol: 'tcp', internalPort: 7001 } as const;
const UDP_MAPPED = json(
  200,
  '{"internal_port":7001,"external_port":7201,"protocol":"udp","duration":60}',
);
const client = (transport: ScriptedTransport, token?: SecretValue) =>
  new NatPmpHttpClient({ baseUrl: 'api:8080', token, transport: transport.send });
const tokensOf = ({ requests }: ScriptedTransport) =>
  requests.map(({ headers }) => headers.authorization);

async function collect(results: AsyncIterable<MappingResult>): Promise<MappingResult[]> {
  const all: MappingResult[] = [];
  for await (const result of results) all.push(result);
  return all;
}

describe('NatPmpHttpClient', () => {
  test('NatPmpHttpClient maps, renews with the same call, and releases', async () => {
    const transport = new ScriptedTransport(MAPPED, MAPPED, RELEASED);
    const api = client(transport);
    expect((await api.requestMapping(TCP)).externalPort).toBe(7001);
    expect((await api.requestMapping(TCP)).externalPort).toBe(7001);
    expect(await api.releaseMapping(TCP)).toBeUndefined();
    expect(transport.requests.map(({ body }) => JSON.parse(body ?? '').duration)).toEqual([
      60, 60, 0,
    ]);
    expect(transport.requests.map(({ repeatable }) => repeatable)).toEqual([true, true, true]);
  });

  test('requestMapping passes each reply on as it came, whether it can be read or not', async () => {
    const transport = new ScriptedTransport(MAPPED, plain(502, '<p>Bad Gateway</p>'));
    const api = client(transport);
    const replies: string[] = [];
    const options = { onReply: ({ body }: HttpReply) => void replies.push(body) };
    await api.requestMapping(TCP, options);
    await caught(() => api.requestMapping(TCP, options));
    expect(replies).toEqual([MAPPED.body, '<p>Bad Gateway</p>']);
  });

  test('NatPmpHttpClient asks for the health without the token', async () => {
    const transport = new ScriptedTransport(HEALTHY);
    expect((await client(transport, 'token').getHealth()).status).toBe('healthy');
    expect(tokensOf(transport)).toEqual([undefined]);
  });

  test('NatPmpHttpClient sends nothing that is out of range', async () => {
    const transport = new ScriptedTransport();
    const api = client(transport);
    const refused = [
      () => api.requestMapping({ ...TCP, internalPort: 0 }),
      () => api.requestMapping({ ...TCP, lifetimeSeconds: 0 }),
      () => api.releaseMapping({ ...TCP, internalPort: 0 }),
    ];
    for (const call of refused) expect((await caught(call)).code).toBe('NATPMP_BAD_REQUEST');
    expect(transport.requests).toEqual([]);
  });

  test('NatPmpHttpClient does not repeat a request that failed', async () => {
    const transport = new ScriptedTransport(GATEWAY_FAILED, networkFailure('ECONNRESET'));
    const first = await caught(() => client(transport).requestMapping(TCP));
    expect(first.code).toBe('NATPMP_GATEWAY_FAILED');
    const second = await caught(() => client(transport).releaseMapping(TCP));
    expect(second).toMatchObject({ code: 'NATPMP_UNREACHABLE', ambiguous: true });
    expect(second.message).toMatch(/^Cannot release tcp port 7001: no reply from api:8080: closed/);
    expect(transport.requests).toHaveLength(2);
  });
});

describe('the API token', () => {
  test.each(['token', ' token\r\n', () => 'token\n', async () => 'token'])(
    'the API token is sent as a bearer, without spaces around it: %o',
    async (token) => {
      const transport = new ScriptedTransport(MAPPED);
      await client(transport, token).requestMapping(TCP);
      expect(tokensOf(transport)).toEqual(['Bearer token']);
    },
  );

  test.each(['', ' \n', 'a\nb', 'tökén'])(
    'the API token is not sent when no header can carry it: %j',
    async (token) => {
      const transport = new ScriptedTransport();
      const error = await caught(() => client(transport, () => token).requestMapping(TCP));
      expect(error).toMatchObject({ code: 'NATPMP_UNAUTHORIZED', status: undefined });
      expect(transport.requests).toEqual([]);
    },
  );

  test.each(['requestMapping', 'releaseMapping'] as const)(
    'the API token is read again after a 401 of %s and sent again when it has changed',
    async (method) => {
      const transport = new ScriptedTransport(UNAUTHORIZED, method[2] === 'q' ? MAPPED : RELEASED);
      const tokens = ['old', 'new'];
      await client(transport, () => tokens.shift() ?? 'end')[method](TCP);
      expect(tokensOf(transport)).toEqual(['Bearer old', 'Bearer new']);
    },
  );

  test('the API token is not sent again when it is the same', async () => {
    let reads = 0;
    const token = () => (reads++ === 0 ? 'same' : 'same\n');
    const transport = new ScriptedTransport(UNAUTHORIZED);
    const error = await caught(() => client(transport, token).requestMapping(TCP));
    expect(error.code).toBe('NATPMP_UNAUTHORIZED');
    expect([reads, transport.requests.length]).toEqual([2, 1]);
  });

  test('the API token is sent twice at most', async () => {
    let reads = 0;
    const transport = new ScriptedTransport(UNAUTHORIZED, UNAUTHORIZED);
    const error = await caught(() => client(transport, () => `${reads++}`).requestMapping(TCP));
    expect(error).toMatchObject({ code: 'NATPMP_UNAUTHORIZED', status: 401 });
    expect(transport.requests).toHaveLength(2);
  });

  test('the API token is not read again after another failure', async () => {
    let reads = 0;
    const transport = new ScriptedTransport(plain(422, 'no'));
    await caught(() => client(transport, () => `${reads++}`).requestMapping(TCP));
    expect(reads).toBe(1);
  });

  test('an error of the function for the API token is passed on unchanged', async () => {
    const reason = new Error('no such file');
    const token = () => Promise.reject(reason);
    const api = client(new ScriptedTransport(), token);
    expect(await rejection(() => api.requestMapping(TCP))).toBe(reason);
    const all = api.requestMappings(['tcp'], { internalPort: 7001 });
    expect(await rejection(() => collect(all))).toBe(reason);
  });
});

describe('requestMappings', () => {
  test('requestMappings gives a result for each protocol, whether or not the others fail', async () => {
    const transport = new ScriptedTransport(GATEWAY_FAILED, UDP_MAPPED);
    const mapping = { internalPort: 7001, lifetimeSeconds: 90 };
    expect(await collect(client(transport).requestMappings(['tcp', 'udp'], mapping))).toMatchObject(
      [
        { ok: false, protocol: 'tcp', error: { code: 'NATPMP_GATEWAY_FAILED' } },
        { ok: true, protocol: 'udp', mapping: { externalPort: 7201, clamped: true } },
      ],
    );
    expect(transport.requests.map(({ body }) => JSON.parse(body ?? ''))).toMatchObject([
      { protocol: 'tcp', duration: 90 },
      { protocol: 'udp', duration: 90 },
    ]);
  });

  test('requestMappings sends nothing until it is asked for the first result', async () => {
    const transport = new ScriptedTransport(MAPPED);
    const results = client(transport).requestMappings(['tcp'], { internalPort: 7001 });
    await new Promise(setImmediate);
    expect(transport.requests).toEqual([]);
    expect(await collect(results)).toHaveLength(1);
    expect(transport.requests).toHaveLength(1);
  });

  test('requestMappings asks for one protocol after the other', async () => {
    const underWay: number[] = [];
    let now = 0;
    const transport: Transport = async ({ body = '' }) => {
      underWay.push(++now);
      await new Promise(setImmediate);
      now -= 1;
      return json(200, { ...JSON.parse(body), external_port: 1 });
    };
    const api = new NatPmpHttpClient({ baseUrl: 'api', transport });
    await collect(api.requestMappings(['udp', 'tcp'], { internalPort: 7001 }));
    expect(underWay).toEqual([1, 1]);
  });

  test('requestMappings reports a wrong port for each protocol', async () => {
    const api = client(new ScriptedTransport());
    const results = await collect(api.requestMappings(['tcp', 'udp'], { internalPort: 0 }));
    expect(results).toMatchObject([
      { ok: false, error: { code: 'NATPMP_BAD_REQUEST' } },
      { ok: false, error: { code: 'NATPMP_BAD_REQUEST' } },
    ]);
  });

  test('requestMappings has already given the first mapping when it is stopped at the second', async () => {
    const stop = new AbortController();
    const transport: Transport = (request, options) =>
      request.body?.includes('tcp') === true
        ? Promise.resolve(MAPPED)
        : silentTransport(request, options);
    const api = new NatPmpHttpClient({ baseUrl: 'api', transport });
    const { signal } = stop;
    const results = api.requestMappings(['tcp', 'udp'], { internalPort: 7001 }, { signal });
    expect((await results.next()).value).toMatchObject({ ok: true, protocol: 'tcp' });
    const pending = rejection(() => results.next());
    stop.abort('enough');
    expect(await pending).toBe('enough');
  });
});

describe.each([
  ['getHealth', (api: NatPmpHttpClient, signal: AbortSignal) => api.getHealth({ signal })],
  ['getAddress', (api, signal) => api.getAddress({ signal })],
  ['requestMapping', (api, signal) => api.requestMapping(TCP, { signal })],
  ['releaseMapping', (api, signal) => api.releaseMapping(TCP, { signal })],
  [
    'requestMappings',
    (api, signal) => collect(api.requestMappings(['tcp'], { internalPort: 7001 }, { signal })),
  ],
] as [string, (api: NatPmpHttpClient, signal: AbortSignal) => Promise<unknown>][])(
  '%s',
  (_name, call) => {
    const reason = { why: 'a reason that is not an error' };

    test('a call whose signal is already aborted sends nothing and reads no token', async () => {
      const transport = new ScriptedTransport();
      const api = client(transport, () => expect.fail('the token was read'));
      expect(await rejection(() => call(api, AbortSignal.abort(reason)))).toBe(reason);
      expect(transport.requests).toEqual([]);
    });

    test('a call that is aborted in flight rejects with the reason, whatever the transport throws', async () => {
      const clumsy: Transport = (_request, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(networkFailure('ECONNRESET')));
        });
      for (const transport of [silentTransport, clumsy]) {
        const stop = new AbortController();
        const api = new NatPmpHttpClient({ baseUrl: 'api', transport });
        const pending = rejection(() => call(api, stop.signal));
        stop.abort(reason);
        expect(await pending).toBe(reason);
      }
    });
  },
);
