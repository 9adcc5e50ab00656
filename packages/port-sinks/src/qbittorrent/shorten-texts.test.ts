import { describe, expect, test } from 'vitest';
import { shortenTexts } from './shorten-texts.ts';

/** Passes a text through `shortenTexts` in pieces of the given size. */
function shortened(text: string, longest: number, pieceBytes: number): string {
  const filter = shortenTexts(longest);
  const bytes = Buffer.from(text);
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    pieces.push(filter(bytes.subarray(start, start + pieceBytes)));
  }
  return Buffer.concat(pieces).toString();
}

const TRICKY = {
  banned_IPs: '10.0.0.1\n10.0.0.2\n10.0.0.3\n10.0.0.4',
  quotes: 'a "quoted" word and a \\ and "',
  backslashes: '\\\\\\\\\\\\\\\\\\\\\\\\\\\\',
  control: '\u0001\u0002\u0003\u0004\u0005\u0006',
  wide: 'ÄÖÜ€𝄞ÄÖÜ€𝄞ÄÖÜ€𝄞ÄÖÜ€𝄞',
  'a long "key" that is cut \\': 1,
  nested: { list: ['short', 'a text that is longer than what is kept'], deep: { empty: '' } },
  listen_port: 54_321,
};

describe.each([1, 2, 3, 7, 64, 10_000])('shortenTexts() in pieces of %i bytes', (pieceBytes) => {
  test('shortenTexts() keeps JSON valid, wherever its texts are cut', () => {
    const text = JSON.stringify(TRICKY);
    for (let longest = 0; longest < 45; longest += 1) {
      const value = JSON.parse(shortened(text, longest, pieceBytes));
      for (const [key, full] of Object.entries(TRICKY)) {
        if (longest > key.length && typeof full === 'string') {
          expect(full.startsWith(value[key].replaceAll('\uFFFD', ''))).toBe(true);
        }
      }
    }
    expect(JSON.parse(shortened(text, 200, pieceBytes))).toEqual(TRICKY);
  });

  test('shortenTexts() passes on unchanged what is not a JSON object', () => {
    for (const text of ['v5.1.4', '["a text in a list"]', 'Fails.', '<html>"quoted"</html>']) {
      expect(shortened(text, 3, pieceBytes)).toBe(text);
    }
  });
});

test('reduces megabytes of one text to a few kilobytes', () => {
  const text = JSON.stringify({ banned_IPs: '203.0.113.77\n'.repeat(320_000), listen_port: 1 });
  const short = shortened(text, 65_536, 65_536);
  expect(short.length).toBeLessThan(70_000);
  expect(JSON.parse(short).listen_port).toBe(1);
});
