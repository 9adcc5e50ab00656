// Phrases that make a native reader stop, in comments, messages, test titles and docs. phrases.json
// lists them, and the places where one is right.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import phrases from './phrases.json' with { type: 'json' };

const READ = /\.(ts|mjs|md|yaml|sh)$/;
const NOT_OURS = /(^|\/)(fixtures|recordings)\/|CHANGELOG|LICENSE/;
/** Its test quotes the phrases. */
const QUOTES = 'tools/check-phrases.test.ts';

/** Another folder, with other places, is for the test of this file. */
const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const rightHere: readonly { file: string; text: string }[] = process.argv[3]
  ? JSON.parse(process.argv[3])
  : phrases.rightHere;

const patterns = phrases.phrases.map(({ pattern, instead }) => ({
  // A comment may break a line anywhere.
  pattern: new RegExp(`\\b(?:${pattern.replaceAll(' ', '(?:\\s|\\*|//|#)+')})\\b`, 'gi'),
  instead,
}));
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => READ.test(file) && !NOT_OURS.test(file) && file !== QUOTES)
  .filter((file) => existsSync(join(root, file)));

const problems: string[] = [];
const needed = new Set<object>();
for (const file of files) {
  const text = proseOf(file, readFileSync(join(root, file), 'utf8'));
  for (const { pattern, instead } of patterns) {
    for (const { 0: found, index } of text.matchAll(pattern)) {
      const reason = rightHere.find(
        (place) => place.file === file && covers(text, place.text, index, found.length),
      );
      if (reason) needed.add(reason);
      else {
        const line = text.slice(0, index).split('\n').length;
        problems.push(`${file}:${line}: "${found.replace(/\s+/g, ' ')}": say "${instead}"`);
      }
    }
  }
}
for (const place of rightHere) {
  if (!needed.has(place)) problems.push(`${place.file}: has no "${place.text}" to excuse`);
}

for (const problem of problems) console.error(problem);
console.log(`phrases: ${files.length} files, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);

/** The text without the names in code, which are not prose. Every position stays. */
function proseOf(file: string, text: string): string {
  if (!/\.(ts|mjs)$/.test(file)) return text;
  let prose = text;
  const blank = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const start = node.getStart();
      prose = prose.slice(0, start) + ' '.repeat(node.end - start) + prose.slice(node.end);
    }
    ts.forEachChild(node, blank);
  };
  blank(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return prose;
}

/** Whether the phrase at this position is part of a text that is right here. */
function covers(text: string, right: string, index: number, length: number): boolean {
  for (let at = text.indexOf(right); at !== -1; at = text.indexOf(right, at + 1)) {
    if (at <= index && index + length <= at + right.length) return true;
  }
  return false;
}
