import { describe, expect, test } from 'vitest';
import { caught, rejection } from '../test/caught.ts';
import { ScriptedTransport } from '../test/replies.ts';
import { encodeGetAddress } from './get-address.ts';
import { encodeGetHealth } from './get-health.ts';
import { NatPmpHttpClient } from './natpmp-http-client.ts';
import { encodeReleaseMapping } from './release-mapping.ts';
import { encodeRequestMapping } from './request-mapping.ts';
import { NatPmpHttpClient as WithKy } from './with-ky/natpmp-http-client.ts';

const API = { baseUrl: 'api' };
const TCP = { protocol: 'tcp', internalPort: 7001 };
const ODD = [undefined, null, '', 'tcp', 5, Number.NaN, true, [], {}, () => TCP, Symbol('s'), 5n];

describe('A caller of the NAT-PMP client without types', () => {
  test.each(ODD)(
    'a caller of the NAT-PMP client without types gets a coded error for the mapping %s, and nothing is sent',
    async (mapping) => {
      const { send, requests } = new ScriptedTransport();
      const api = new NatPmpHttpClient({ ...API, transport: send });
      const given = mapping as never;
      for (const call of [
        () => encodeRequestMapping(given, API),
        () => encodeReleaseMapping(given, API),
        () => api.requestMapping(given),
        () => api.releaseMapping(given),
      ]) {
        expect((await caught(call)).code).toBe('NATPMP_BAD_REQUEST');
      }
      const { value } = await api.requestMappings(['tcp'], given).next();
      expect(value).toMatchObject({ ok: false, error: { code: 'NATPMP_BAD_REQUEST' } });
      expect(requests).toEqual([]);
    },
  );

  test.each(ODD)(
    'a caller of the NAT-PMP client without types gets a coded error for a mapping with an odd value: %s',
    async (value) => {
      for (const key of ['protocol', 'internalPort', 'lifetimeSeconds']) {
        const isFine =
          (key === 'protocol' && value === 'tcp') || (key === 'internalPort' && value === 5);
        const isLifetime = key === 'lifetimeSeconds' && (value === undefined || value === 5);
        if (isFine || isLifetime) continue;
        const mapping = { ...TCP, [key]: value } as never;
        const { code } = await caught(() => encodeRequestMapping(mapping, API));
        expect([key, code]).toEqual([key, 'NATPMP_BAD_REQUEST']);
      }
    },
  );

  test.each(ODD.filter((odd) => !Array.isArray(odd)))(
    'a caller of the NAT-PMP client without types gets a coded error when the protocols are %s and not a list',
    async (protocols) => {
      const { send, requests } = new ScriptedTransport();
      const api = new NatPmpHttpClient({ ...API, transport: send });
      const call = () => api.requestMappings(protocols as never, { internalPort: 7001 }).next();
      expect((await caught(call)).code).toBe('NATPMP_BAD_REQUEST');
      expect(requests).toEqual([]);
    },
  );

  test.each(ODD.filter((odd) => odd !== undefined && odd !== 'tcp'))(
    'a caller of the NAT-PMP client without types gets a coded error for the token %s',
    async (token) => {
      const mapping = { protocol: 'tcp', internalPort: 7001 } as const;
      const call = () => encodeRequestMapping(mapping, { ...API, token: token as never });
      expect((await caught(call)).code).toBe('NATPMP_UNAUTHORIZED');
    },
  );

  test('a caller of the NAT-PMP client without types gets an error that names the address when there are no options at all', async () => {
    const mapping = { protocol: 'tcp', internalPort: 7001 } as const;
    const nothing = undefined as never;
    for (const call of [
      () => new NatPmpHttpClient(nothing),
      () => new WithKy(nothing),
      () => encodeGetHealth(nothing),
      () => encodeGetAddress(nothing),
      () => encodeRequestMapping(mapping, nothing),
      () => encodeReleaseMapping(mapping, nothing),
    ]) {
      expect(String(await rejection(call))).toMatch(/^TypeError: Cannot use "baseUrl": /);
    }
  });
});
