import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import phrases from './phrases.json' with { type: 'json' };

test('Each phrase of the list is reported', () => {
  const examples = phrases.phrases.map(({ example }, index) => [
    `${index}.md`,
    `# It\n\n${example}\n`,
  ]);
  const { lines } = checkProject(Object.fromEntries(examples));
  expect(lines).toHaveLength(phrases.phrases.length);
  for (const [index, { instead }] of phrases.phrases.entries()) {
    const line = new RegExp(`^${index}\\.md:3: ".+": say "${instead}"$`);
    expect(lines).toContainEqual(expect.stringMatching(line));
  }
});

test.each([
  ['a comment', '// It waits for ever.'],
  ['a comment that breaks the line', '/**\n * It waits for\n * ever.\n */'],
  ['a message', "throw new Error('It waits for ever');"],
  ['a message with a value', 'throw new Error(`$' + '{name} waits for ever`);'],
  ['a test title', "test('it waits for ever', () => {});"],
])('A phrase in %s is reported', (_, source) => {
  expect(checkProject({ 'a.ts': source }).lines).toEqual([
    expect.stringMatching(/^a\.ts:\d: "for.* ever": say "forever"$/),
  ]);
});

test.each(['a.yaml', 'a.sh', 'a.mjs'])('The file %s is checked', (file) => {
  const comment = file.endsWith('.mjs') ? '//' : '#';
  expect(checkProject({ [file]: `${comment} It waits for ever.\n` }).status).toBe(1);
});

test('Names in code, fixtures and changelogs are not prose', () => {
  const files = {
    'a.ts': 'const told: string[] = [];\n',
    'test/fixtures/a.md': 'It waits for ever.\n',
    'test/recordings/a.md': 'It waits for ever.\n',
    'CHANGELOG.md': 'It waits for ever.\n',
  };
  expect(checkProject(files)).toEqual({ status: 0, lines: [] });
});

test('A phrase is allowed where it is right, and nowhere else', () => {
  const files = { 'a.md': 'Nobody votes.\n', 'b.md': 'Nobody votes. Nobody asks.\n' };
  const places = [{ file: 'b.md', text: 'Nobody votes' }];
  expect(checkProject(files, places).lines).toEqual([
    'a.md:1: "Nobody": say "name the program"',
    'b.md:1: "Nobody": say "name the program"',
  ]);
});

test('A place that has no such phrase any more is reported', () => {
  const places = [{ file: 'a.md', text: 'waits for ever' }];
  expect(checkProject({ 'a.md': 'It waits forever.\n' }, places)).toEqual({
    status: 1,
    lines: ['a.md: has no "waits for ever" to excuse'],
  });
});

/** What the check says about a project of these files. */
function checkProject(
  files: Readonly<Record<string, string>>,
  rightHere: readonly { file: string; text: string }[] = [],
) {
  const root = mkdtempSync(join(tmpdir(), 'portkeep-phrases-'));
  try {
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    const program = fileURLToPath(new URL('check-phrases.ts', import.meta.url));
    const { status, stderr } = spawnSync(
      process.execPath,
      [program, root, JSON.stringify(rightHere)],
      { encoding: 'utf8' },
    );
    return { status, lines: stderr.split('\n').filter((line) => line !== '') };
  } finally {
    rmSync(root, { recursive: true });
  }
}
