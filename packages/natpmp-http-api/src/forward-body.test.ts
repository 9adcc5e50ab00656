import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readForwardBody as readBytes } from './forward-body.ts';
import { JsonScanError } from './json-scanner.ts';

const readForwardBody = (text: string | Uint8Array) => readBytes(Buffer.from(text));

/** What the reader says, or `undefined` when it reads the body. */
function complaint(text: string | Uint8Array): string | undefined {
  try {
    readForwardBody(text);
  } catch (error) {
    if (error instanceof JsonScanError) return `${error.kind}: ${error.message}`;
    throw error;
  }
  return undefined;
}

test('readForwardBody() reads the fields in any order and ignores those it does not know', () => {
  const text =
    '{"duration":60, "x":[{"y":[1,-2.5e3,"\\u00e9\\n",null]},true], "protocol":"tcp",\n"internal_port":7001}';
  expect(readForwardBody(text)).toEqual({ internalPort: 7001, protocol: 'tcp', duration: 60 });
});

test('readForwardBody() takes an array of the three values', () => {
  expect(readForwardBody('[7001,"udp",60]')).toEqual({
    internalPort: 7001,
    protocol: 'udp',
    duration: 60,
  });
});

test.each([
  // Both seen with the real one.
  ['', 'syntax: EOF while parsing a value at line 1 column 0'],
  ['{a', 'syntax: key must be a string at line 1 column 2'],
  ['{"internal_port":7001,"protocol":"tcp"}', 'data: missing field `duration` at line 1 column 39'],
  ['{', 'syntax: EOF while parsing an object at line 1 column 1'],
  ['{"protocol"', 'syntax: EOF while parsing an object at line 1 column 11'],
  ['{"protocol" "tcp"}', 'syntax: expected `:` at line 1 column 13'],
  ['{"protocol":"tcp" "duration":1}', 'syntax: expected `,` or `}` at line 1 column 19'],
  ['{"protocol":"tcp",}', 'syntax: trailing comma at line 1 column 19'],
  ['{"protocol":"tcp",', 'syntax: EOF while parsing a value at line 1 column 18'],
  ['{"protocol":"tc', 'syntax: protocol: EOF while parsing a string at line 1 column 15'],
  ['{"protocol":"\\q"}', 'syntax: protocol: invalid escape at line 1 column 15'],
  ['{"duration":x}', 'syntax: duration: expected value at line 1 column 13'],
  ['{"duration":nil}', 'syntax: duration: expected ident at line 1 column 14'],
  ['{"duration":01}', 'syntax: duration: invalid number at line 1 column 14'],
  ['{"duration":-}', 'syntax: duration: invalid number at line 1 column 14'],
  ['[7001,"tcp",60,1]', 'syntax: trailing characters at line 1 column 16'],
  [
    '[7001,"tcp"]',
    'data: invalid length 2, expected struct ForwardRequest with 3 elements at line 1 column 12',
  ],
  ['[7001,"tcp",60] x', 'syntax: trailing characters at line 1 column 17'],
  [
    '{\n "duration": 1.5}',
    'data: duration: invalid type: floating point `1.5`, expected u32 at line 2 column 16',
  ],
  ['["7001"]', 'data: [0]: invalid type: string "7001", expected u16 at line 1 column 7'],
  ['"x"', 'data: invalid type: string "x", expected struct ForwardRequest at line 1 column 3'],
  [
    '{"é":1,"duration":null}',
    'data: duration: invalid type: null, expected u32 at line 1 column 23',
  ],
])('readForwardBody() refuses %j', (text, message) => {
  expect(complaint(text)).toBe(message);
});

test.each([
  ['70000', 'invalid value: integer `70000`, expected u16 at line 1 column 22'],
  ['-1', 'invalid value: integer `-1`, expected u16 at line 1 column 19'],
  ['7001.0', 'invalid type: floating point `7001.0`, expected u16 at line 1 column 23'],
  ['"7001"', 'invalid type: string "7001", expected u16 at line 1 column 23'],
  ['true', 'invalid type: boolean `true`, expected u16 at line 1 column 21'],
  ['[]', 'invalid type: sequence, expected u16 at line 1 column 17'],
  ['-0', 'invalid type: floating point `-0.0`, expected u16 at line 1 column 19'],
  [
    '1e23',
    'invalid type: floating point `100000000000000000000000.0`, expected u16 at line 1 column 21',
  ],
  ['-1.5e-7', 'invalid type: floating point `-0.00000015`, expected u16 at line 1 column 24'],
  [
    '18446744073709551615',
    'invalid value: integer `18446744073709551615`, expected u16 at line 1 column 37',
  ],
  [
    '18446744073709551616',
    'invalid type: floating point `18446744073709552000.0`, expected u16 at line 1 column 37',
  ],
  [
    '-9223372036854775809',
    'invalid type: floating point `-9223372036854776000.0`, expected u16 at line 1 column 37',
  ],
])('readForwardBody() refuses %s as a port and names the field', (value, message) => {
  const text = `{"internal_port":${value},"protocol":"tcp","duration":60}`;
  expect(complaint(text)).toBe(`data: internal_port: ${message}`);
});

test.each([
  ['4294967296', 'invalid value: integer `4294967296`, expected u32 at line 1 column 60'],
  ['-1', 'invalid value: integer `-1`, expected u32 at line 1 column 52'],
  ['"60"', 'invalid type: string "60", expected u32 at line 1 column 54'],
])('readForwardBody() refuses %s as a duration and names the field', (value, message) => {
  const text = `{"internal_port":7001,"protocol":"tcp","duration":${value}}`;
  expect(complaint(text)).toBe(`data: duration: ${message}`);
});

test('readForwardBody() takes the longest duration', () => {
  const body = readForwardBody('[7001,"tcp",4294967295]');
  expect(body.duration).toBe(4_294_967_295);
});

test.each([
  ['"\\ud800"', 'unexpected end of hex escape at line 1 column 20'],
  ['"\\ud800\\n"', 'unexpected end of hex escape at line 1 column 21'],
  ['"\\udc00"', 'lone leading surrogate in hex escape at line 1 column 19'],
  ['"\\ud800\\u0041"', 'lone leading surrogate in hex escape at line 1 column 25'],
  ['"\\u00g0"', 'invalid escape at line 1 column 18'],
  ['1e400', 'number out of range at line 1 column 17'],
])(
  'readForwardBody() refuses %s as a protocol, and not in a field that it does not know',
  (value, message) => {
    const body = (name: string) => `{"${name}":${value},"duration":60}`;
    expect(complaint(body('protocol'))).toBe(`syntax: protocol: ${message}`);
    if (/surrogate|end of hex/.test(message)) {
      expect(complaint(body('x'))).toMatch(/^data: missing field/);
    }
  },
);

test('readForwardBody() takes a pair of surrogates', () => {
  const text = '{"internal_port":1,"protocol":"\\ud83d\\ude00","duration":1}';
  expect(readForwardBody(text).protocol).toBe('😀');
});

test.each([
  [
    'in the protocol',
    '{"protocol":"t\xffp"}',
    'syntax: protocol: invalid unicode code point at line 1 column 17',
  ],
  ['in a name', '{"\xe9":1}', 'syntax: invalid unicode code point at line 1 column 4'],
  ['in what is not read', '{"x":"\xff"}', 'data: missing field `internal_port` at line 1 column 9'],
])(
  'readForwardBody() refuses bytes that are not UTF-8 only where they are read: %s',
  (_, latin1, message) => {
    expect(complaint(Buffer.from(latin1, 'latin1'))).toBe(message);
  },
);

test('readForwardBody() refuses a field that comes twice', () => {
  expect(complaint('{"duration":1,"duration":2}')).toBe(
    'data: duplicate field `duration` at line 1 column 24',
  );
});

test('readForwardBody() finds no fault with any JSON in a field that it does not know', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(complaint(`{"x": ${json} }`)).toMatch(/^data: missing field/);
    }),
  );
});

test('readForwardBody() finds the end of any JSON that is cut off', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (json, length) => {
      const text = `{"x":[${json}]}`;
      expect(complaint(text.slice(0, length % text.length))).toMatch(/^syntax: .*EOF while/);
    }),
  );
});

test('readForwardBody() refuses a body that is nested too deep', () => {
  expect(complaint(`{"x":${'['.repeat(100_000)}`)).toMatch(/^syntax: x: recursion limit exceeded/);
});
