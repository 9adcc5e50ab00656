import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiPhrase } from './api-phrase.ts';

describe('apiPhrase', () => {
  it('finds a phrase in JSON, in plain text, and without its details', () => {
    expect(apiPhrase('{"error":"Unauthorized"}')).toBe('Unauthorized');
    expect(apiPhrase('Unauthorized')).toBe('Unauthorized');
    expect(apiPhrase('Failed to buffer the request body: length limit exceeded')).toBe(
      'Failed to buffer the request body',
    );
  });

  it.each(['', '{"error":1}', '{"error":"Bearer hunter2"}', '{"message":"Unauthorized"}', 'null'])(
    'finds none in %s',
    (body) => {
      expect(apiPhrase(body)).toBeUndefined();
    },
  );

  it('lets no text of a server through', () => {
    const bodies = fc.string().map((text) => [text, JSON.stringify({ error: text })]);
    fc.assert(
      fc.property(bodies, (pair) => {
        expect(pair.map(apiPhrase)).toEqual([undefined, undefined]);
      }),
    );
  });
});
