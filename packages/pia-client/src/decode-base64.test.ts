import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64 } from './decode-base64.ts';

const bytes = fc.uint8Array();
const decoded = (text: string) => {
  const result = decodeBase64(text);
  return result && [...result];
};

test('decodeBase64() reads both alphabets, with and without padding, wrapped in lines', () => {
  fc.assert(
    fc.property(bytes, (data) => {
      const standard = Buffer.from(data).toString('base64');
      const url = Buffer.from(data).toString('base64url');
      const wrapped = ` ${standard.replace(/.{7}/g, '$&\r\n')}\n`;
      for (const text of [standard, url, wrapped, standard.replaceAll('=', '')]) {
        expect(decoded(text)).toEqual([...data]);
      }
    }),
  );
});

test.each([['not base64!'], ['ä'], ['a']])('decodeBase64() does not read %s', (text) => {
  expect(decodeBase64(text)).toBeUndefined();
});
