import { JsonScanError, JsonScanner, type JsonToken } from './json-scanner.ts';

/** The body of `POST /forward` after it was read; the protocol may still be any text. */
export interface ForwardBody {
  readonly internalPort: number;
  readonly protocol: string;
  readonly duration: number;
}

const FIELDS = ['internal_port', 'protocol', 'duration'] as const;
type Field = (typeof FIELDS)[number];
type Fields = Map<Field, string | number>;

const NUMBERS = {
  internal_port: { type: 'u16', max: 0xffff },
  duration: { type: 'u32', max: 0xffffffff },
} as const;

/**
 * Reads a body as the API's JSON reader does: fields in any order or an array of three, unknown
 * fields ignored, a repeated field refused.
 *
 * @throws {JsonScanError} with the reader's own words
 */
export function readForwardBody(bytes: Uint8Array): ForwardBody {
  const scanner = new JsonScanner(bytes);
  const token = scanner.token();
  const fields: Fields = new Map();
  if (token.type === 'map') readMap(scanner, fields);
  else if (token.type === 'sequence') readSequence(scanner, fields);
  else throw scanner.data(`invalid type: ${shown(token)}, expected struct ForwardRequest`);
  scanner.end();
  return {
    internalPort: Number(fields.get('internal_port')),
    protocol: String(fields.get('protocol')),
    duration: Number(fields.get('duration')),
  };
}

function readMap(scanner: JsonScanner, fields: Fields): void {
  for (const key of scanner.keys()) {
    const field = FIELDS.find((name) => name === key);
    if (field !== undefined && fields.has(field)) throw scanner.data(`duplicate field \`${key}\``);
    scanner.colon();
    within(key, () => {
      if (field === undefined) scanner.skipValue();
      else fields.set(field, readField(scanner, field));
    });
  }
  const missing = FIELDS.find((name) => !fields.has(name));
  if (missing !== undefined) throw scanner.data(`missing field \`${missing}\``);
}

function readSequence(scanner: JsonScanner, fields: Fields): void {
  for (const index of scanner.items()) {
    const field = FIELDS[index];
    if (field === undefined) scanner.end();
    else within(`[${index}]`, () => fields.set(field, readField(scanner, field)));
  }
  if (fields.size === FIELDS.length) return;
  const expected = 'struct ForwardRequest with 3 elements';
  throw scanner.data(`invalid length ${fields.size}, expected ${expected}`);
}

function readField(scanner: JsonScanner, field: Field): string | number {
  const token = scanner.token();
  if (field === 'protocol') {
    if (token.type === 'string') return token.text;
    throw scanner.data(`invalid type: ${shown(token)}, expected a string`);
  }
  const { type, max } = NUMBERS[field];
  if (token.type !== 'integer') {
    throw scanner.data(`invalid type: ${shown(token)}, expected ${type}`);
  }
  if (token.value >= 0 && token.value <= max) return token.value;
  throw scanner.data(`invalid value: ${shown(token)}, expected ${type}`);
}

/** The path to the value comes before the error. */
function within(path: string, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof JsonScanError)) throw error;
    throw new JsonScanError(error.kind, `${path}: ${error.message}`);
  }
}

function shown(token: JsonToken): string {
  switch (token.type) {
    case 'string':
      return `string ${JSON.stringify(token.text)}`;
    case 'integer':
      return `integer \`${token.text}\``;
    case 'float':
      return `floating point \`${plainDecimal(token.value)}\``;
    case 'literal':
      return token.text === 'null' ? 'null' : `boolean \`${token.text}\``;
    default:
      return token.type;
  }
}

/** The shortest digits of a number, without an exponent and always with a decimal point. */
function plainDecimal(value: number): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [digits = '', exponent = '0'] = String(Math.abs(value)).split('e');
  const [whole = '', part = ''] = digits.split('.');
  const point = whole.length + Number(exponent);
  const all = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${part}`.padEnd(point, '0');
  const at = Math.max(1, point);
  return `${sign}${all.slice(0, at)}.${all.slice(at) || '0'}`;
}
