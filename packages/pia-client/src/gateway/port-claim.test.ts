import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { PiaError } from '../pia-error.ts';
import { decodeClaim } from './port-claim.ts';

/** A real answer of 2020, as PIA's own documentation shows it. */
const REAL =
  'eyJ0b2tlbiI6Inh4eHh4eHh4eCIsInBvcnQiOjQ3MDQ3LCJjcmVhdGVkX2F0IjoiMjAyMC0wNC0zMFQyMjozMzo0NC4xMTQzNjk5MDZaIn0=';
const NOW = Date.parse('2026-01-14T19:30:00Z');
const encode = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64');

describe('decodeClaim()', () => {
  test('decodeClaim() reads port and expiry with nine fractional digits', () => {
    const payload = encode({
      token: 't',
      port: 47047,
      expires_at: '2026-03-17T14:20:08.551108225Z',
    });
    const claim = decodeClaim(payload, 'c2ln');
    expect(claim).toEqual({
      port: 47047,
      expiresAt: new Date('2026-03-17T14:20:08.551Z'),
      payload,
      signature: 'c2ln',
    });
  });

  test('decodeClaim() counts 61 days from the creation when there is no expiry', () => {
    expect(decodeClaim(REAL, 'c2ln', NOW)).toMatchObject({
      port: 47047,
      expiresAt: new Date('2020-06-30T22:33:44.114Z'),
    });
  });

  test.each([
    ['no date at all', { port: 1 }],
    ['an unreadable expiry', { port: 1, expires_at: 'soon' }],
    ['an expiry that is not a text', { port: 1, expires_at: 1_768_000_000, created_at: null }],
  ])('decodeClaim() counts 30 days from now for %s', (_what, content) => {
    expect(decodeClaim(encode(content), 'c2ln', NOW).expiresAt).toEqual(
      new Date('2026-02-13T19:30:00Z'),
    );
  });

  test.each([[0], [-1], [65_536], [1.5], ['47047'], [null], [undefined]])(
    'decodeClaim() refuses the port %s',
    async (port) => {
      const error = await caught(() => decodeClaim(encode({ port }), 'c2ln'));
      expect(error.code).toBe('PIA_UNEXPECTED_RESPONSE');
    },
  );

  test.each([
    ['', 'c2ln'],
    ['%%%', 'c2ln'],
    [encode([1]), 'c2ln'],
    [encode({ port: 1 }), ' '],
  ])('decodeClaim() refuses payload %j with signature %j', async (payload, signature) => {
    const error = await caught(() => decodeClaim(payload, signature));
    expect(error.code).toBe('PIA_UNEXPECTED_RESPONSE');
  });

  test('decodeClaim() reads every dialect of base64 and keeps the text unchanged', () => {
    const content = fc.record({
      port: fc.integer({ min: 1, max: 65_535 }),
      token: fc.string({ unit: 'grapheme' }),
      unknown: fc.jsonValue(),
    });
    const dialect = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.replaceAll('=', ''),
      (text) => text.replaceAll('+', '-').replaceAll('/', '_'),
      (text) => `${text.replace(/.{60}/g, '$&\n')}\n`,
    );
    fc.assert(
      fc.property(content, dialect, (value, write) => {
        const payload = write(encode(value));
        const claim = decodeClaim(payload, 'c2ln', NOW);
        expect(claim.port).toBe(value.port);
        expect(claim.payload).toBe(payload);
      }),
    );
  });

  test('decodeClaim() only ever throws a PiaError', () => {
    const json = fc.json().map((text) => Buffer.from(text).toString('base64'));
    fc.assert(
      fc.property(fc.oneof(fc.string(), json), fc.string(), (payload, signature) => {
        try {
          const { port } = decodeClaim(payload, signature);
          expect(port >= 1 && port <= 65_535).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(PiaError);
        }
      }),
    );
  });
});
