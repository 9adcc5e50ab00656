import { basename, dirname } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTemporaryName, temporaryPath } from './temporary-path.ts';

test('a temporary file is beside the file and known as its own', () => {
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
])('%s is not ours', (name) => {
  expect(isTemporaryName('/config/port.txt', name)).toBe(false);
});

test('two paths differ', () => {
  expect(temporaryPath('/a/b')).not.toBe(temporaryPath('/a/b'));
});
