import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caught } from '../test/caught.ts';
import { GATEWAY_FAILED, json, MAPPED, RELEASED } from '../test/replies.ts';
import { isNatPmpError } from './natpmp-error.ts';
import { decodeReleaseMapping, encodeReleaseMapping } from './release-mapping.ts';

const TCP = { protocol: 'tcp', internalPort: 7001 } as const;
const API = { baseUrl: 'http://host/natpmp' };

describe('encodeReleaseMapping', () => {
  test('encodeReleaseMapping asks for a duration of 0', () => {
    expect(encodeReleaseMapping(TCP, { ...API, token: 't' })).toMatchObject({
      method: 'POST',
      url: 'http://host/natpmp/forward',
      headers: { authorization: 'Bearer t' },
      body: '{"internal_port":7001,"protocol":"tcp","duration":0}',
      repeatable: true,
    });
  });

  test('encodeReleaseMapping never sends port 0, which would delete the mappings of other programs', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constant(0), fc.integer(), fc.double()), (internalPort) => {
        try {
          const { body = '' } = encodeReleaseMapping({ ...TCP, internalPort }, API);
          expect(JSON.parse(body).internal_port).toBeGreaterThan(0);
        } catch (error) {
          if (!isNatPmpError(error)) throw error;
          expect(error.code).toBe('NATPMP_BAD_REQUEST');
        }
      }),
    );
  });

  test('encodeReleaseMapping says what it refuses', async () => {
    const error = await caught(() => encodeReleaseMapping({ ...TCP, internalPort: 0 }, API));
    expect(error.message).toBe(
      'Cannot release the port: 0 is not a port; use a whole number from 1 to 65535',
    );
  });
});

describe('decodeReleaseMapping', () => {
  test('decodeReleaseMapping accepts a duration of 0 as a success', () => {
    expect(decodeReleaseMapping(RELEASED, TCP)).toBeUndefined();
  });

  test('decodeReleaseMapping accepts a granted lifetime of 0 as a success, and reads any other as a mapping that is left', async () => {
    const released = (lifetime: number) => json(200, { ...JSON.parse(RELEASED.body), lifetime });
    expect(decodeReleaseMapping(released(0), TCP)).toBeUndefined();
    const error = await caught(() => decodeReleaseMapping(released(50), TCP));
    expect(error).toMatchObject({ code: 'NATPMP_UNEXPECTED_RESPONSE', ambiguous: true });
    expect(error.message).toContain('a lifetime of 50 s');
  });

  test('decodeReleaseMapping does not accept a mapping as a release', async () => {
    const error = await caught(() => decodeReleaseMapping(MAPPED, TCP));
    expect(error).toMatchObject({ code: 'NATPMP_UNEXPECTED_RESPONSE', ambiguous: true });
    expect(error.message).toContain('Cannot release tcp port 7001: ');
  });

  test('decodeReleaseMapping does not accept the release of another mapping', async () => {
    const other = '{"internal_port":7001,"external_port":0,"protocol":"udp","duration":0}';
    const error = await caught(() => decodeReleaseMapping(json(200, other), TCP));
    expect(error.code).toBe('NATPMP_UNEXPECTED_RESPONSE');
  });

  test('decodeReleaseMapping says that a failed release may have worked', async () => {
    const error = await caught(() => decodeReleaseMapping(GATEWAY_FAILED, TCP));
    expect(error).toMatchObject({ code: 'NATPMP_GATEWAY_FAILED', ambiguous: true });
  });
});
