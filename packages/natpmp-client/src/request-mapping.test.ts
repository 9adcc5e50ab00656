import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caught } from '../test/caught.ts';
import { json, MAPPED } from '../test/replies.ts';
import { isNatPmpError } from './natpmp-error.ts';
import type { MappingRequest } from './port-mapping.ts';
import { decodeRequestMapping, encodeRequestMapping } from './request-mapping.ts';

const TCP: MappingRequest = { protocol: 'tcp', internalPort: 7001 };
const API = { baseUrl: '10.0.0.5:8080' };
const answer = (fields: object) =>
  json(200, { internal_port: 7001, external_port: 7001, protocol: 'tcp', duration: 60, ...fields });

describe('encodeRequestMapping', () => {
  test('encodeRequestMapping writes the request as the API reads it', () => {
    expect(encodeRequestMapping({ ...TCP, lifetimeSeconds: 300 }, { ...API, token: 't' })).toEqual({
      method: 'POST',
      url: 'http://10.0.0.5:8080/forward',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        authorization: 'Bearer t',
      },
      body: '{"internal_port":7001,"protocol":"tcp","duration":300}',
      repeatable: true,
    });
  });

  test('encodeRequestMapping sends no token where there is none, and asks for 60 seconds', () => {
    const { headers, body } = encodeRequestMapping(TCP, API);
    expect(headers).not.toHaveProperty('authorization');
    expect(body).toContain('"duration":60');
  });

  test.each(['https://host/natpmp', 'https://host/natpmp/', 'https://host/natpmp//'])(
    'encodeRequestMapping asks for /forward without a slash at the end under %s',
    (baseUrl) => {
      expect(encodeRequestMapping(TCP, { baseUrl }).url).toBe('https://host/natpmp/forward');
    },
  );

  test.each([0, -0, -1, 65_536, 7001.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'encodeRequestMapping refuses the port %s',
    async (internalPort) => {
      const error = await caught(() => encodeRequestMapping({ ...TCP, internalPort }, API));
      expect(error).toMatchObject({ code: 'NATPMP_BAD_REQUEST', retryable: false });
      expect(error.message).toMatch(/^Cannot map the port: .+ from 1 to 65535$/);
    },
  );

  test.each([0, -0, -1, 2 ** 32, 0.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'encodeRequestMapping refuses the lifetime %s',
    async (lifetimeSeconds) => {
      const error = await caught(() => encodeRequestMapping({ ...TCP, lifetimeSeconds }, API));
      expect(error).toMatchObject({ code: 'NATPMP_BAD_REQUEST', ambiguous: false });
      expect(error.message).toMatch(/^Cannot map tcp port 7001: .+ is not a lifetime/);
    },
  );

  test('encodeRequestMapping refuses what is not a number or a protocol also from callers without types', async () => {
    const wrong: unknown[] = [
      { ...TCP, internalPort: '7001' },
      { ...TCP, internalPort: null },
      { ...TCP, lifetimeSeconds: '60' },
      { ...TCP, lifetimeSeconds: null },
      { ...TCP, protocol: 'both' },
      { ...TCP, protocol: 'TCP' },
    ];
    for (const mapping of wrong) {
      const error = await caught(() => encodeRequestMapping(mapping as MappingRequest, API));
      expect(error.code).toBe('NATPMP_BAD_REQUEST');
    }
  });

  test('encodeRequestMapping either refuses or sends a port and a duration that are not 0', () => {
    const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, 1, 65_535, 2 ** 32 - 1));
    fc.assert(
      fc.property(number, number, (internalPort, lifetimeSeconds) => {
        const mapping = { protocol: 'tcp', internalPort, lifetimeSeconds } as const;
        const sent = succeeds(() => JSON.parse(encodeRequestMapping(mapping, API).body ?? ''));
        if (sent === undefined) return;
        expect(sent).toEqual({
          internal_port: internalPort,
          protocol: 'tcp',
          duration: lifetimeSeconds,
        });
        expect(internalPort).toBeGreaterThan(0);
        expect(lifetimeSeconds).toBeGreaterThan(0);
      }),
    );
  });
});

describe('decodeRequestMapping', () => {
  test('decodeRequestMapping reads what the API sends', () => {
    expect(decodeRequestMapping(MAPPED, TCP)).toEqual({
      protocol: 'tcp',
      internalPort: 7001,
      externalPort: 7001,
      lifetimeSeconds: 60,
      askedSeconds: 60,
      clamped: false,
    });
  });

  test('decodeRequestMapping reports that the lifetime was cut down', () => {
    const asked = { ...TCP, lifetimeSeconds: 3600 };
    expect(decodeRequestMapping(answer({ duration: 300 }), asked)).toMatchObject({
      lifetimeSeconds: 300,
      askedSeconds: 3600,
      clamped: true,
    });
    expect(decodeRequestMapping(answer({ duration: 3600 }), asked).clamped).toBe(false);
  });

  test.each([
    ['less than asked', { duration: 60, lifetime: 10 }, 10, true],
    ['as much as asked', { duration: 60, lifetime: 60 }, 60, false],
    ['more than asked', { duration: 60, lifetime: 3600 }, 60, false],
    ['less than the maximum of the API', { duration: 30, lifetime: 10 }, 10, true],
    ['more than the maximum of the API', { duration: 30, lifetime: 60 }, 30, true],
  ])(
    'decodeRequestMapping gives a mapping the shortest of all lifetimes where the gateway granted %s',
    (_, fields, shortest, clamped) => {
      expect(decodeRequestMapping(answer(fields), TCP)).toMatchObject({
        lifetimeSeconds: shortest,
        clamped,
        askedSeconds: 60,
        grantedSeconds: fields.lifetime,
      });
    },
  );

  test("decodeRequestMapping reports the gateway's clock, also one that has just started", () => {
    const epochOf = (fields: object) => decodeRequestMapping(answer(fields), TCP).epochSeconds;
    expect([{ epoch: 77 }, { epoch: 0 }, {}].map(epochOf)).toEqual([77, 0, undefined]);
  });

  test('decodeRequestMapping reads null as a lifetime and a clock that the API does not know', () => {
    const mapping = decodeRequestMapping(answer({ lifetime: null, epoch: null }), TCP);
    expect(mapping).toMatchObject({ lifetimeSeconds: 60, clamped: false });
    expect([mapping.grantedSeconds, mapping.epochSeconds]).toEqual([undefined, undefined]);
  });

  test('decodeRequestMapping ignores fields that it does not know', () => {
    expect(decodeRequestMapping(answer({ granted: 60 }), TCP).externalPort).toBe(7001);
  });

  test.each([
    ['another protocol', { protocol: 'udp' }, /another mapping/, false, true],
    ['another port', { internal_port: 7002 }, /another mapping/, false, true],
    ['external port 0', { external_port: 0 }, /external port is 0/, true, true],
    [
      'a maximum of 0',
      { external_port: 0, duration: 0 },
      /deletes.*NATPMP_MAX_DURATION/,
      false,
      false,
    ],
    ['a granted lifetime of 0', { lifetime: 0 }, /granted a lifetime of 0/, true, false],
    ['a text for a granted lifetime', { lifetime: '10' }, /\(lifetime\)/, false, true],
    ['a negative granted lifetime', { lifetime: -1 }, /\(lifetime\)/, false, true],
    ['a broken clock', { epoch: 1.5 }, /\(epoch\)/, false, true],
    ['a text for a number', { external_port: '7001' }, /\(external_port\)/, false, true],
    ['a port too high', { external_port: 65_536 }, /\(external_port\)/, false, true],
    ['a broken port', { external_port: 7001.5 }, /\(external_port\)/, false, true],
    ['a negative duration', { duration: -1 }, /\(duration\)/, false, true],
    ['a missing field', { duration: undefined }, /\(duration\)/, false, true],
  ])(
    'decodeRequestMapping reads %s as a failure',
    async (_what, fields, message, retryable, ambiguous) => {
      const error = await caught(() => decodeRequestMapping(answer(fields), TCP));
      const code = 'NATPMP_UNEXPECTED_RESPONSE';
      expect(error).toMatchObject({ code, retryable, ambiguous, status: 200 });
      expect(error.message).toMatch(message);
    },
  );

  test.each(['', '<html>login</html>', '[7001,"tcp",60]', 'null', '"ok"', '{'])(
    'decodeRequestMapping reads the body %j as a failure',
    async (body) => {
      const error = await caught(() => decodeRequestMapping(json(200, body), TCP));
      expect(error.code).toBe('NATPMP_UNEXPECTED_RESPONSE');
    },
  );

  test('decodeRequestMapping gives a mapping without zeros or a coded error, whatever the reply is', () => {
    const number = fc.oneof(fc.constantFrom(0, 7001, 60), fc.integer(), fc.double(), fc.string());
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({
          internal_port: fc.oneof(fc.constant(7001), number),
          external_port: number,
          protocol: fc.constantFrom('tcp', 'udp', 'TCP'),
          duration: number,
          lifetime: fc.oneof(fc.constant(undefined), number),
          epoch: fc.oneof(fc.constant(undefined), number),
        })
        .map((fields) => JSON.stringify(fields)),
    );
    const status = fc.oneof(fc.constant(200), fc.integer({ min: 0, max: 599 }));
    fc.assert(
      fc.property(status, body, (code, text) => {
        const mapping = succeeds(() => decodeRequestMapping(json(code, text), TCP));
        if (mapping === undefined) return;
        expect(mapping).toMatchObject({ protocol: 'tcp', internalPort: 7001 });
        expect(mapping.externalPort).toBeGreaterThan(0);
        expect(mapping.lifetimeSeconds).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  test('decodeRequestMapping reads back whatever it asked for', () => {
    const port = fc.integer({ min: 1, max: 65_535 });
    const seconds = fc.integer({ min: 1, max: 2 ** 32 - 1 });
    const protocols = fc.constantFrom('tcp', 'udp');
    fc.assert(
      fc.property(port, port, seconds, protocols, (internalPort, external, asked, protocol) => {
        const mapping = { protocol, internalPort, lifetimeSeconds: asked };
        const sent = JSON.parse(encodeRequestMapping(mapping, API).body ?? '');
        const body = JSON.stringify({ ...sent, external_port: external });
        expect(decodeRequestMapping(json(200, body), mapping)).toEqual({
          ...mapping,
          externalPort: external,
          askedSeconds: asked,
          clamped: false,
        });
      }),
    );
  });
});

/** What a call gives, or `undefined` when it throws a coded error. */
function succeeds<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (isNatPmpError(error)) return undefined;
    throw error;
  }
}
