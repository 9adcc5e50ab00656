import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Bencodable, bencode } from '../../test/bencode.ts';
import { caught } from '../../test/caught.ts';
import { infoHashesOf } from './info-hashes-of.ts';

const V1 = { length: 1, name: 'a', 'piece length': 16_384, pieces: new Uint8Array(20) };
const V2 = { 'file tree': {}, 'meta version': 2, name: 'a', 'piece length': 16_384 };
const HYBRID = { ...V2, pieces: new Uint8Array(20) };

const END = Buffer.from('e');

const KINDS = [
  ['v1', V1, true, false],
  ['v2', V2, false, true],
  ['hybrid', HYBRID, true, true],
] as const;

/** Values as hostile files could have them; dictionaries use keys that have a meaning elsewhere. */
const { value: anyValue } = fc.letrec<{ value: Bencodable }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    fc.integer(),
    fc.string(),
    fc.constantFrom('4:info', 'd4:infode', '6:pieces', 'e', 'i2e', '12:meta version'),
    fc.uint8Array(),
    fc.array(tie('value')),
    fc.dictionary(anyKey(), tie('value')),
  ),
}));

function anyKey() {
  return fc.oneof(fc.constantFrom('a', 'e', '4:info', 'infos', 'z'), fc.string());
}

function expected(info: Buffer, hasV1: boolean, hasV2: boolean) {
  const v1 = hasV1 ? createHash('sha1').update(info).digest('hex') : undefined;
  const v2 = hasV2 ? createHash('sha256').update(info).digest('hex') : undefined;
  return { hash: (v2 ?? v1)?.slice(0, 40), v1, v2 };
}

describe('the info hashes of a .torrent file', () => {
  test.each(KINDS)(
    'the info hashes of a .torrent file are those of its info (%s)',
    async (_, fields, hasV1, hasV2) => {
      const others = fc.dictionary(
        anyKey().filter((key) => !(key in HYBRID) && key !== 'info'),
        anyValue,
      );
      await fc.assert(
        fc.asyncProperty(others, others, others, async (before, within, after) => {
          const info = { ...within, ...fields };
          const file = bencode({ ...before, info, ...after });
          const hashes = expected(bencode(info), hasV1, hasV2);
          expect(await infoHashesOf(file)).toEqual(hashes);
          expect(await infoHashesOf(new Blob([file, '\n']))).toEqual(hashes);
        }),
      );
    },
  );

  test('the info hashes of a .torrent file are those of the first info, as for libtorrent', async () => {
    const [one, other] = [bencode(V1), bencode({ ...V1, name: 'b' })];
    const file = Buffer.concat([Buffer.from('d4:info'), one, Buffer.from('4:info'), other, END]);
    expect(await infoHashesOf(file)).toEqual(expected(one, true, false));
  });

  test('the info hashes of a .torrent file are v1 hashes where the version is not exactly 2', async () => {
    for (const version of [0, 1, 3, 20, '2', [2]]) {
      const info = { ...V1, 'meta version': version };
      expect(await infoHashesOf(bencode({ info }))).toEqual(expected(bencode(info), true, false));
    }
  });

  test('the info hashes of a .torrent file are refused for every truncated file', async () => {
    const file = bencode({ announce: 'a', info: HYBRID, 'url-list': ['a'] });
    for (let length = 0; length < file.length; length += 1) {
      expect((await caught(infoHashesOf(file.subarray(0, length)))).code).toBe('QBT_BAD_REQUEST');
    }
  });

  test.each([
    ['a page', Buffer.from('<html></html>')],
    ['no dictionary', bencode([V1])],
    ['no info', bencode({ infos: V1 })],
    ['an info that is a text', bencode({ info: bencode(V1) })],
    ['an info that is a list', bencode({ info: [V1] })],
    ['a length beyond the end', Buffer.from('d4:info99999999999999999999:e')],
    ['an endless length', Buffer.from(`d${'9'.repeat(1_000_000)}`)],
    ['a negative length', Buffer.from('d-1:ae')],
    ['a length without digits', Buffer.concat([Buffer.from('d:i1e4:info'), bencode(V1), END])],
    ['a number as a key', Buffer.from('di1e4:infodee')],
    ['a number without an end', Buffer.from('d4:infoi1')],
    ['an info without a value', Buffer.from('d4:infoe')],
    ['another key without a value', Buffer.concat([Buffer.from('d1:ae4:info'), bencode(V1), END])],
    ['lists that go deeper and deeper', Buffer.from(`d4:info${'l'.repeat(1_000_000)}`)],
  ])('the info hashes of a .torrent file are refused for %s', async (_, file) => {
    expect((await caught(infoHashesOf(file))).code).toBe('QBT_BAD_REQUEST');
  });

  test('the info hashes of a .torrent file are read past any depth of lists', async () => {
    const deep = Buffer.from('l'.repeat(1_000_000) + 'e'.repeat(1_000_000));
    const file = Buffer.concat([Buffer.from('d1:a'), deep, Buffer.from('4:info'), bencode(V1)]);
    const whole = Buffer.concat([file, END]);
    expect(await infoHashesOf(whole)).toEqual(expected(bencode(V1), true, false));
  });

  test('the info hashes of a .torrent file are found or refused, whichever byte of the file is changed', async () => {
    const file = bencode({ announce: 'a', info: HYBRID, z: [1, { b: 'c' }] });
    const change = fc.tuple(fc.nat(file.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const changed = Buffer.from(file);
        for (const [at, byte] of changes) changed[at] = byte;
        const code = await infoHashesOf(changed).then(
          ({ hash }) => hash.replace(/^[0-9a-f]{40}$/, 'QBT_BAD_REQUEST'),
          (error: { readonly code: string }) => error.code,
        );
        expect(code).toBe('QBT_BAD_REQUEST');
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([undefined, null, 5, {}])(
    'infoHashesOf refuses %j, which its types forbid',
    async (value) => {
      expect((await caught(infoHashesOf(value as never))).code).toBe('QBT_BAD_REQUEST');
    },
  );

  test('infoHashesOf refuses a file of more than 100 MiB without reading it', async () => {
    const file = new File([], 'a.torrent');
    vi.spyOn(file, 'size', 'get').mockReturnValue(100 * 1024 * 1024 + 1);
    const read = vi.spyOn(file, 'arrayBuffer');
    expect((await caught(infoHashesOf(file))).code).toBe('QBT_BAD_REQUEST');
    expect(read).not.toHaveBeenCalled();
  });

  test('the info hashes of a .torrent file are refused with a reason in a page that came over plain http', async () => {
    vi.stubGlobal('crypto', {});
    onTestFinished(() => void vi.unstubAllGlobals());
    const hashes = infoHashesOf(bencode({ info: V1 }));
    await expect(hashes).rejects.toThrow(TypeError);
    await expect(hashes).rejects.toThrow('over https');
  });
});

describe('the info hashes of a link', () => {
  const anyV1 = fc.uint8Array({ minLength: 20, maxLength: 20 });
  const anyV2 = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const cased = (text: string) => fc.constantFrom(text, text.toUpperCase());

  test('the info hashes of a link are its v1 hash, hexadecimal or base32, in any case', async () => {
    const link = anyV1.chain((bytes) =>
      fc
        .oneof(cased(hex(bytes)), cased(base32(bytes)))
        .map((written) => ({ written, v1: hex(bytes) })),
    );
    await fc.assert(
      fc.asyncProperty(link, async ({ written, v1 }) => {
        const hashes = { hash: v1, v1, v2: undefined };
        expect(await infoHashesOf(written)).toEqual(hashes);
        expect(await infoHashesOf(` magnet:?xt=urn:btih:${written}\r`)).toEqual(hashes);
        const escaped = `magnet:?dn=a+b&xt.1=urn%3Abtih%3A${written}&tr=http%3A%2F%2Fa%2F%3Fxt%3D`;
        expect(await infoHashesOf(escaped)).toEqual(hashes);
      }),
    );
  });

  test('the info hashes of a link are both of a hybrid torrent, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(anyV1, anyV2, async (one, two) => {
        const [v1, v2] = [hex(one), hex(two)];
        const topics = [`xt=urn:btih:${v1}`, `xt=urn:btmh:1220${v2}`];
        const hashes = { hash: v2.slice(0, 40), v1, v2 };
        expect(await infoHashesOf(`magnet:?${topics.join('&')}`)).toEqual(hashes);
        expect(await infoHashesOf(`magnet:?${topics.toReversed().join('&')}`)).toEqual(hashes);
        expect(await infoHashesOf(v2)).toEqual({ ...hashes, v1: undefined });
      }),
    );
  });

  test('the info hashes of a link are the last of each kind, as for libtorrent', async () => {
    const [a, b] = ['a'.repeat(40), 'b'.repeat(40)];
    expect(await infoHashesOf(`magnet:?xt=urn:btih:${a}&xt=urn:btih:${b}`)).toMatchObject({
      hash: b,
    });
  });

  test.each([
    '',
    'http://host/a.torrent?passkey=secret',
    `http://host/?xt=urn:btih:${'a'.repeat(40)}`,
    'magnet:?dn=name',
    'magnet:?xt=urn:btih:',
    `magnet:?xt=urn:btih:${'a'.repeat(39)}`,
    `magnet:?xt=urn:btih:${'g'.repeat(40)}`,
    `magnet:?xt=urn:btih:${'1'.repeat(32)}`,
    `magnet:?xt=urn:sha1:${'a'.repeat(32)}`,
    `magnet:?xt=urn:btmh:1220${'a'.repeat(63)}`,
    `magnet:?xt=urn:btmh:1114${'a'.repeat(40)}`,
    `magnet:?xt=${'a'.repeat(40)}`,
    `magnet:?xs=urn:btih:${'a'.repeat(40)}`,
    'magnet:?xt=%',
    `${'a'.repeat(40)}|${'b'.repeat(40)}`,
  ])('the info hashes of a link are refused for "%s", and it is not quoted', async (link) => {
    const error = await caught(infoHashesOf(link));
    expect(error.code).toBe('QBT_BAD_REQUEST');
    if (link !== '') expect(error.message).not.toContain(link);
  });
});

/** Five bits a letter. */
function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const fives = bits.match(/.{5}/g) ?? [];
  return fives.map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five, 2)]).join('');
}
