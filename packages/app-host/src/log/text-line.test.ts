import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textLine } from './text-line.ts';

const time = new Date(Date.UTC(2026, 0, 14, 19, 30, 0, 500));

test('a line of a text log has time, level, message and fields', () => {
  const fields = [
    ['port', 54_321],
    ['gateway', '10.0.0.1'],
    ['why', 'no answer'],
    ['empty', ''],
    ['nothing', undefined],
    ['none', null],
    ['list', [1, 'a']],
  ] as const;
  expect(textLine({ time, level: 'info', message: 'Port forwarded', fields }, false)).toBe(
    '2026-01-14T19:30:00Z INFO Port forwarded port=54321 gateway=10.0.0.1 why="no answer" empty="" none=null list=[1,"a"]',
  );
});

test.each([
  ['debug', 90],
  ['info', 32],
  ['warn', 33],
  ['error', 31],
] as const)('only the level of a log line is coloured: %s with colour %i', (level, code) => {
  const line = textLine({ time, level, message: 'm', fields: [] }, true);
  const name = level.toUpperCase();
  expect(line).toBe(`2026-01-14T19:30:00Z \u001b[${code}m${name}\u001b[39m m`);
});

test('control characters in a text cannot break the line or control the terminal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (message, value) => {
      const line = textLine({ time, level: 'info', message, fields: [['f', value]] }, false);
      expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    }),
  );
  const message = 'a\r\nb\tc\u001b[31m\u2028';
  expect(textLine({ time, level: 'info', message, fields: [] }, false)).toContain(
    'a\\r\\nb\\tc\\u001b[31m\\u2028',
  );
});
