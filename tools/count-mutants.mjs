// How many small faults the tests notice: `node tools/count-mutants.mjs packages/port-lease/src …`.
//
// Stryker changes one thing at a time in a copy of the work tree and runs the tests of that package.
// It is no dependency of the project: the first run installs it into a temporary folder. Build first.
// A fault in code that the tests run only in other processes counts as not noticed.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = '10.1.1';
const root = fileURLToPath(new URL('..', import.meta.url));
const installed = join(tmpdir(), `portkeep-stryker-${version}`);

/** These read source files, which hold every mutant at once while Stryker runs. */
const readsSources = /import\.meta\.(url|dirname)|\bsrc\//;

function installStryker() {
  const stryker = join(installed, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  if (!existsSync(stryker)) {
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, 'package.json'), '{ "private": true }\n');
    // Without its peers: the runner has to find the Vitest that the tests use.
    const packages = ['core', 'vitest-runner'].map((name) => `@stryker-mutator/${name}@${version}`);
    const flags = ['--legacy-peer-deps', '--no-audit', '--no-fund', '--no-save'];
    execFileSync('npm', ['install', ...flags, ...packages], { cwd: installed, stdio: 'inherit' });
  }
  const vitest = join(installed, 'node_modules/vitest');
  rmSync(vitest, { force: true });
  symlinkSync(join(root, 'node_modules/vitest'), vitest);
  return stryker;
}

function list(...args) {
  const out = execFileSync('git', ['ls-files', '-z', ...args], { cwd: root, encoding: 'utf8' });
  return out.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
}

/** Packages are found in the copy, everything else where it is. */
function linkModules(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name === '@portkeep')
      cpSync(source, target, { recursive: true, verbatimSymlinks: true });
    else symlinkSync(source, target);
  }
}

function copyTree(copy) {
  for (const path of list('--cached', '--others', '--exclude-standard')) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path), { verbatimSymlinks: true });
  }
  const manifests = list('--cached', '*package.json');
  for (const folder of manifests.map(dirname)) {
    const dist = join(root, folder, 'dist');
    if (existsSync(dist)) cpSync(dist, join(copy, folder, 'dist'), { recursive: true });
    const modules = join(root, folder, 'node_modules');
    if (existsSync(modules)) linkModules(modules, join(copy, folder, 'node_modules'));
  }
}

function packageOf(folder) {
  for (let at = resolve(root, folder); at.startsWith(root); at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return relative(root, at);
  }
  throw new Error(`${folder} is in no package`);
}

function measure(folder, copy, stryker) {
  const workspace = packageOf(folder);
  const cwd = join(copy, workspace);
  const exclude = list('--cached', '--others', '--exclude-standard', `${workspace}/*.test.ts`)
    .filter((path) => readsSources.test(readFileSync(join(root, path), 'utf8')))
    .map((path) => relative(workspace, path));
  const inside = relative(workspace, folder);
  writeFileSync(
    join(cwd, 'mutants.config.mjs'),
    `export default ${JSON.stringify({ test: { testTimeout: 600_000, hookTimeout: 600_000, exclude: ['**/node_modules/**', '**/.stryker-tmp/**', ...exclude] } })};\n`,
  );
  const settings = {
    testRunner: 'vitest',
    plugins: [join(installed, 'node_modules/@stryker-mutator/vitest-runner/dist/src/index.js')],
    vitest: { configFile: 'mutants.config.mjs' },
    mutate: [`${inside}/**/*.ts`, `!${inside}/**/*.test.ts`],
    reporters: ['json'],
    jsonReporter: { fileName: 'mutants.json' },
    concurrency: 2,
    coverageAnalysis: 'perTest',
    inPlace: true,
    allowEmpty: true,
    timeoutMS: 20_000,
    dryRunTimeoutMinutes: 30,
  };
  writeFileSync(join(cwd, 'stryker.config.json'), JSON.stringify(settings));
  const { status } = spawnSync(process.execPath, [stryker, 'run'], {
    cwd,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error(`Stryker failed for ${folder}`);
  return JSON.parse(readFileSync(join(cwd, 'mutants.json'), 'utf8')).files;
}

const noticed = new Set(['Killed', 'Timeout']);
const counted = new Set([...noticed, 'Survived', 'NoCoverage']);

function describe(folder, files) {
  const survivors = [];
  let [all, killed, timeouts] = [0, 0, 0];
  for (const [path, { mutants, source }] of Object.entries(files)) {
    const lines = source.split('\n');
    for (const { status, location, mutatorName, replacement } of mutants) {
      if (!counted.has(status)) continue;
      all++;
      if (status === 'Timeout') timeouts++;
      if (noticed.has(status)) killed++;
      else {
        const { line, column } = location.start;
        const now = (replacement ?? mutatorName).replaceAll(/\s+/g, ' ').slice(0, 60);
        const uncovered = status === 'NoCoverage' ? ' (no test gets here)' : '';
        survivors.push(
          `${path}:${line}:${column}  ${lines[line - 1]?.trim()}  →  ${now}${uncovered}`,
        );
      }
    }
  }
  const share = all === 0 ? '–' : `${((100 * killed) / all).toFixed(1)} %`;
  return { row: `| ${folder} | ${all} | ${killed} | ${timeouts} | ${share} |`, survivors };
}

const folders = process.argv.slice(2).map((folder) => relative(root, resolve(folder)));
if (folders.length === 0) {
  console.error('Name the folders to measure, for example packages/port-lease/src');
  process.exit(64);
}
const stryker = installStryker();
const copy = mkdtempSync(join(tmpdir(), 'portkeep-mutants-'));
try {
  copyTree(copy);
  const results = folders.map((folder) => describe(folder, measure(folder, copy, stryker)));
  console.log(
    '| folder | mutants | noticed | by a timeout | share |\n| --- | --- | --- | --- | --- |',
  );
  for (const { row } of results) console.log(row);
  for (const [index, { survivors }] of results.entries()) {
    console.log(`\nNot noticed in ${folders[index]}: ${survivors.length}`);
    for (const survivor of survivors) console.log(`  ${survivor}`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
