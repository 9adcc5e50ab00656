import { basename, dirname } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTemporaryName, temporaryPath } from './temporary-path.ts';

test('a temporary path is next to the file and recognised as belonging to it', () => {
  const name = fc
    .string({ minLength: 1, maxLength: 255 })
    .filter((text) => /^[^/\0.][^/\0]*$/.test(text));
  fc.assert(
    fc.property(name, (file) => {
      const path = `/config/${file}`;
      const temporary = temporaryPath(path);
      expect(dirname(temporary)).toBe('/config');
      expect(isTemporaryName(path, basename(temporary))).toBe(true);
      expect(Buffer.byteLength(basename(temporary))).toBeLessThanOrEqual(255);
    }),
  );
});

test.each([
  'port.txt',
  '.portkeep-port.txt-',
  '.portkeep-port.txt-abc.tmp',
  '.portkeep-other-0123456789.tmp',
  '.portkeep-port.txt-0123456789.tmp.bak',
])('the name %s is not recognised as a temporary file', (name) => {
  expect(isTemporaryName('/config/port.txt', name)).toBe(false);
});

test('two temporary paths for the same file differ', () => {
  expect(temporaryPath('/a/b')).not.toBe(temporaryPath('/a/b'));
});
