/** The start of a value in the text; the contents of a sequence or a map are not read yet. */
export type JsonToken =
  | { readonly type: 'string'; readonly text: string }
  | { readonly type: 'integer'; readonly value: number; readonly text: string }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'literal'; readonly text: 'null' | 'true' | 'false' }
  | { readonly type: 'sequence' }
  | { readonly type: 'map' };

/** Where and why a text could not be read, in the words of Rust's `serde_json`. */
export class JsonScanError extends Error {
  override readonly name = 'JsonScanError';
  /** `data`: it is JSON, but not what was expected. */
  readonly kind: 'syntax' | 'data';

  constructor(kind: 'syntax' | 'data', message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Deeper than any legitimate body, and far from the end of the stack. */
const MAX_DEPTH = 128;
/** What may follow a backslash, apart from `u`. */
const SIMPLE_ESCAPES = '"\\/bfnrt';
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const CONTROL_CHARACTER = 'control character (\\u0000-\\u001F) found while parsing a string';
const LONE_SURROGATE = 'lone leading surrogate in hex escape';
const LITERALS = ['null', 'true', 'false'] as const;

/**
 * Reads JSON piece by piece and reports errors as `serde_json` does: the same words, and a column
 * that counts bytes.
 */
export class JsonScanner {
  readonly #bytes: string;
  #index = 0;

  constructor(bytes: Uint8Array) {
    // One character for each byte: positions are reported in bytes.
    this.#bytes = Buffer.from(bytes).toString('latin1');
  }

  /** Reads a string, number or literal; a sequence or a map is left to `items()` or `keys()`. */
  token(): JsonToken {
    const first = this.#peek();
    if (first === '[') return { type: 'sequence' };
    if (first === '{') return { type: 'map' };
    if (first === '"') return { type: 'string', text: this.#string() };
    if (/[-\d]/.test(first)) return this.#number();
    const text = LITERALS.find((literal) => literal.startsWith(first));
    if (first === '' || text === undefined) throw this.#unexpected('expected value', 'a value');
    return { type: 'literal', text: this.#literal(text) };
  }

  /** Goes through a map. At each key its {@linkcode value} has to be read. */
  *keys(): Generator<string> {
    this.#index += 1;
    for (let first = true; this.#peek() !== '}'; first = false) {
      if (!first) this.#comma('}', 'an object');
      if (this.#peek() !== '"') {
        throw this.#unexpected('key must be a string', first ? 'an object' : 'a value');
      }
      yield this.#string();
    }
    this.#index += 1;
  }

  /** Reads the colon after a key. */
  colon(): void {
    if (this.#peek() !== ':') throw this.#unexpected('expected `:`', 'an object');
    this.#index += 1;
  }

  /** Goes through a sequence. At each index one value has to be read. */
  *items(): Generator<number> {
    this.#index += 1;
    for (let index = 0; this.#peek() !== ']'; index += 1) {
      if (index > 0) this.#comma(']', 'a list');
      yield index;
    }
    this.#index += 1;
  }

  /** Reads a whole value of any kind. */
  skipValue(depth = 0): void {
    if (depth > MAX_DEPTH) throw this.syntax('recursion limit exceeded');
    if (this.#peek() === '"') {
      this.#takeString(false);
      return;
    }
    const { type } = this.token();
    if (type === 'sequence') for (const _ of this.items()) this.skipValue(depth + 1);
    if (type !== 'map') return;
    for (const _ of this.keys()) {
      this.colon();
      this.skipValue(depth + 1);
    }
  }

  /** Reads to the end, where only whitespace may follow. */
  end(): void {
    if (this.#peek() !== '') throw this.#unexpected('trailing characters', 'a value');
  }

  /** Refuses what was just read: not JSON. */
  syntax(message: string): JsonScanError {
    return new JsonScanError('syntax', `${message}${this.#position(this.#index)}`);
  }

  /** Refuses what was just read: JSON, but not what was expected. */
  data(message: string): JsonScanError {
    return new JsonScanError('data', `${message}${this.#position(this.#index)}`);
  }

  #peek(): string {
    while (/[ \n\t\r]/.test(this.#bytes.charAt(this.#index))) this.#index += 1;
    return this.#bytes.charAt(this.#index);
  }

  #comma(end: string, what: string): void {
    if (this.#peek() !== ',') throw this.#unexpected(`expected \`,\` or \`${end}\``, what);
    this.#index += 1;
    if (this.#peek() === end) throw this.#unexpected('trailing comma', what);
  }

  #string(): string {
    const start = this.#index;
    this.#takeString(true);
    const text = this.#bytes.slice(start, this.#index);
    try {
      return JSON.parse(UTF8.decode(Buffer.from(text, 'latin1')));
    } catch {
      throw this.syntax('invalid unicode code point');
    }
  }

  /** @param check whether it is read: skipped text may have half of a surrogate pair. */
  #takeString(check: boolean): void {
    this.#index += 1;
    for (;;) {
      const character = this.#character();
      if (character === '"') return;
      if (character === '\\') this.#escape(check);
      if (character < ' ') throw this.syntax(CONTROL_CHARACTER);
    }
  }

  /** Reads a character in a string. */
  #character(): string {
    if (this.#next('')) throw this.syntax('EOF while parsing a string');
    this.#index += 1;
    return this.#bytes.charAt(this.#index - 1);
  }

  #escape(check: boolean): void {
    const character = this.#character();
    if (SIMPLE_ESCAPES.includes(character)) return;
    if (character !== 'u') throw this.syntax('invalid escape');
    const first = this.#hexDigits();
    if (!check || (first & 0xf800) !== 0xd800) return;
    if (first >= 0xdc00) throw this.syntax(LONE_SURROGATE);
    for (const expected of ['\\', 'u']) {
      if (this.#character() !== expected) throw this.syntax('unexpected end of hex escape');
    }
    if ((this.#hexDigits() & 0xfc00) !== 0xdc00) throw this.syntax(LONE_SURROGATE);
  }

  #hexDigits(): number {
    if (this.#index + 4 > this.#bytes.length) {
      this.#index = this.#bytes.length;
      throw this.syntax('EOF while parsing a string');
    }
    let digits = '';
    while (digits.length < 4) {
      digits += this.#character();
      if (!/^[0-9a-f]+$/i.test(digits)) throw this.syntax('invalid escape');
    }
    return Number.parseInt(digits, 16);
  }

  #literal<T extends string>(text: T): T {
    for (const character of text) {
      if (this.#bytes.charAt(this.#index) === '') throw this.#unexpected('', 'a value');
      this.#index += 1;
      if (this.#bytes.charAt(this.#index - 1) !== character) throw this.syntax('expected ident');
    }
    return text;
  }

  #number(): JsonToken {
    const start = this.#index;
    this.#part(/-?/y, /0(?!\d)|[1-9]\d*/y);
    const integerEnd = this.#index;
    if (this.#next('.')) this.#part(/\./y, /\d+/y);
    if (this.#next('e') || this.#next('E')) this.#part(/.[+-]?/y, /\d+/y);
    const text = this.#bytes.slice(start, this.#index);
    const value = Number(text);
    if (!Number.isFinite(value)) throw this.syntax('number out of range');
    const isInteger = this.#index === integerEnd && isWord(BigInt(text)) && !Object.is(value, -0);
    return isInteger ? { type: 'integer', value, text } : { type: 'float', value };
  }

  #next(character: string): boolean {
    return this.#bytes.charAt(this.#index) === character;
  }

  #part(sign: RegExp, digits: RegExp): void {
    this.#match(sign);
    if (this.#match(digits) !== undefined) return;
    // After a leading 0, the next digit is wrong.
    if (this.#next('0')) this.#index += 1;
    throw this.#unexpected('invalid number', 'a value');
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#index;
    const match = pattern.exec(this.#bytes) ?? undefined;
    this.#index += match?.[0].length ?? 0;
    return match;
  }

  /** Refuses the next character, or the end of the text inside `what`. */
  #unexpected(message: string, what: string): JsonScanError {
    if (this.#peek() === '') return this.syntax(`EOF while parsing ${what}`);
    return new JsonScanError('syntax', `${message}${this.#position(this.#index + 1)}`);
  }

  #position(index: number): string {
    const before = this.#bytes.slice(0, index);
    const line = before.split('\n').length;
    return ` at line ${line} column ${before.length - (before.lastIndexOf('\n') + 1)}`;
  }
}

/** Whether the reader keeps a whole number as one: it has 64 bits, with or without a sign. */
function isWord(number: bigint): boolean {
  return number >= -(2n ** 63n) && number < 2n ** 64n;
}
