import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { brokenLinks } from '../../src/deploy/broken-links.ts';
import { commandsOf, type DocsBlock, docsBlocks } from '../../src/deploy/docs-blocks.ts';
import { DOCS, docsPages, docsRuns } from '../../src/deploy/docs-pages.ts';
import { unknownVariables } from '../../src/deploy/known-variables.ts';
import { startDeployed } from '../../src/deploy/start-deployed.ts';
import { waitUntil } from '../../src/wait-until.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const pages = docsPages();
const commands = pages.flatMap((page) => page.commands);
/** What the other tests in this folder start. */
const tested = ['compose', 'kubernetes/components', 'kubernetes/overlays'].flatMap((each) =>
  readdirSync(join(repository, 'deploy', each), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `deploy/${each}/${name}`),
);

function expectInItsFile({ text, source }: DocsBlock): void {
  if (!source) throw new Error(`No file is named for this block:\n${text}`);
  const file = readFileSync(join(repository, source.path), 'utf8');
  if (source.kind === 'file') expect(text).toBe(file);
  else expect(`\n${file}`).toContain(`\n${text}`);
}

describe.each(pages)('docs/deploy/$name', ({ name, blocks }) => {
  test('the page shows the same text as the files', () => {
    for (const block of blocks) {
      if (block.language !== 'sh' || block.source) expectInItsFile(block);
    }
  });

  test('the links of the page lead to existing files and headings', () => {
    expect(brokenLinks(join(DOCS, name))).toEqual([]);
  });
});

test('the README shows the same text as the files', () => {
  const shown = docsBlocks(readFileSync(join(repository, 'README.md'), 'utf8')).filter(
    ({ language, source }) => language === 'yaml' || source,
  );
  expect(shown).toHaveLength(3);
  for (const block of shown) expectInItsFile(block);
});

test('the README starts the containers with the same commands as the docs', () => {
  const shown = docsBlocks(readFileSync(join(repository, 'README.md'), 'utf8'))
    .flatMap(commandsOf)
    .filter((command) => command.startsWith('docker '));
  expect(shown).toHaveLength(2);
  for (const command of shown) expect(commands).toContain(command);
});

test('every code block of the docs is found by the tests', () => {
  for (const { text, blocks } of pages) {
    expect(text.match(/^ *```/gm)).toHaveLength(2 * blocks.length);
  }
});

test('every folder that a command in the docs names is tested', () => {
  for (const command of commands) {
    for (const [path] of command.matchAll(/\bdeploy\/(?:compose|kubernetes)\/[\w/-]+/g))
      expect(tested).toContain(path);
  }
  expect(pages.find(({ name }) => name === 'compose.md')?.text).toSatisfy((text: string) =>
    tested.filter((path) => path.includes('/compose/')).every((path) => text.includes(path)),
  );
});

test('every kubectl apply is server-side, since ports share a number and differ in the protocol', () => {
  for (const { name, text } of pages) {
    for (const [command] of text.matchAll(/kubectl apply[^\n`]*/g)) {
      expect([name, command]).toEqual([name, expect.stringContaining('--server-side')]);
    }
  }
});

test('brackets in commands are quoted, because zsh takes them for a pattern and refuses', () => {
  for (const command of commands) {
    expect(command.replaceAll(/"[^"]*"|'[^']*'/g, '')).not.toContain('[');
  }
});

test('every docker build in the docs names an existing file and stage', () => {
  const dockerfile = readFileSync(join(repository, 'Dockerfile'), 'utf8');
  const builds = commands.filter((command) => command.startsWith('docker build'));
  expect(builds).toContain('docker build -t pia-portforward:latest .');
  expect(builds).toContain('docker build --target sidecar -t natpmp-refresh:latest .');
  for (const command of builds) {
    const file = / -f (\S+)/.exec(command)?.[1];
    if (file !== undefined) expect(existsSync(join(repository, file))).toBe(true);
    const target = /--target ([\w-]+)/.exec(command)?.[1] ?? 'daemon';
    expect(dockerfile).toMatch(new RegExp(`^FROM .* AS ${target}$`, 'm'));
    for (const [, name] of command.matchAll(/--build-arg (\w+)=/g)) {
      expect(dockerfile).toMatch(new RegExp(`^ARG ${name}=`, 'm'));
    }
  }
  // The one that is built by default.
  expect([...dockerfile.matchAll(/^FROM .* AS (\w+)$/gm)].at(-1)?.[1]).toBe('daemon');
});

test('the commands in the docs create exactly the secrets that the files read', () => {
  const { text = '', blocks = [] } = pages.find(({ name }) => name === 'compose.md') ?? {};
  for (const block of blocks.filter(({ language }) => language === 'sh')) {
    const place = /^cd (\S+)/.exec(block.text)?.[1];
    if (place === undefined) continue;
    const file = readFileSync(join(repository, place, 'compose.yaml'), 'utf8');
    const read = [...file.matchAll(/file: \.\/(secrets\/\S+)/g)].map(([, path]) => path);
    const made = [...block.text.matchAll(/> (secrets\/[^\s)]+)/g)].map(([, path]) => path);
    expect(made).toEqual(read);
  }
  expect(text).toContain('secrets/pia_pass.txt');
});

test('each block of the docs that writes a secret makes it unreadable to others', () => {
  const readme = readFileSync(join(repository, 'README.md'), 'utf8');
  const writing = [...pages.map(({ text }) => text), readme].flatMap((page) =>
    docsBlocks(page).filter(({ text }) => /> \S*(?:secrets\/|_pass|api_token)/.test(text)),
  );
  expect(writing.length).toBeGreaterThanOrEqual(4);
  for (const { text } of writing) expect(text).toContain('umask 077');
});

const runs = docsRuns();

test('the docs show each form in which both replaced containers were started', () => {
  const environments = runs.map(({ deployed: { app, environment } }) => [app, environment]);
  expect(environments).toContainEqual([
    'daemon',
    { PIA_USER: 'p1234567', PIA_PASS: 'your_password' },
  ]);
  expect(environments).toContainEqual([
    'daemon',
    {
      PIA_USER: 'p1234567',
      PIA_PASS: 'your_password',
      QBITTORRENT_HOST: 'http://localhost:8080',
      QBITTORRENT_USER: 'admin',
      QBITTORRENT_PASS: 'adminpass',
    },
  ]);
  expect(environments).toContainEqual([
    'sidecar',
    {
      NATPMP_SERVICE: 'natpmp-service:8080',
      INTERNAL_PORT: '6881',
      API_TOKEN: 'your-secret-token',
    },
  ]);
  expect(environments).toContainEqual([
    'sidecar',
    { NATPMP_SERVICE: 'localhost:8080', INTERNAL_PORT: '6881' },
  ]);
});

// The images are started as the commands say in test/images.
test.each(runs)('the app becomes ready with the environment of: $command', async ({ deployed }) => {
  const { environment, app } = deployed;
  expect(unknownVariables(app, Object.keys(environment))).toEqual([]);
  // Only root can become the user that the docs name; otherwise the test runs it as its own user.
  const { PUID, PGID, ...rest } = environment;
  const { status } = await startDeployed({ ...deployed, environment: rest });
  await waitUntil('it is ready', async () => (await status.code('/readyz?sinks')) === 200);
});
