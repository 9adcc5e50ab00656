// The first command in a fresh clone: installs what is missing, then runs the task with the Node.js
// that the project brings, because the one on the PATH may be too old for the tools.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const turbo = ['turbo', 'run'];
const quiet = ['--output-logs=errors-only'];

/** The build prints nothing while it lasts. */
const notices = {
  build: 'Building (the first time takes about half a minute) …',
  demo: 'Building before the demo starts (the first time takes about half a minute) …',
};

const tasks = {
  build: [[...turbo, 'build', ...quiet]],
  test: [
    [
      ...turbo,
      'test',
      '--output-logs=new-only',
      '--log-order=grouped',
      '--concurrency=2',
      '--summarize',
    ],
  ],
  demo: [
    [...turbo, 'build', ...quiet],
    ['node', 'tools/demo.ts'],
  ],
  check: [
    ['biome', 'ci', '--colors=off', '.'],
    [...turbo, 'build', 'typecheck', ...quiet],
    ['tsc', '-p', 'tsconfig.json'],
    ['node', 'tools/check-directions.ts'],
    ['vitest', 'run', '--root', 'tools'],
    ['knip'],
  ],
  docs: [
    [...turbo, 'build', ...quiet],
    ['node', 'tools/configuration-table.ts'],
    ['node', 'tools/qbittorrent-methods-table.ts'],
    ['node', 'tools/qbittorrent-group-interfaces.ts'],
  ],
};

/** What is run after a task, also after one that failed. */
const afterwards = {
  test: ['node', 'tools/print-durations.mjs'],
};

const run = (command, args, env) => {
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' });
  if (error) console.error(`cannot start ${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
};

const install = () => {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const marker = join(root, 'node_modules', '.portkeep-installed');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return;
  console.error('Installing dependencies (once) …');
  run('npm', ['ci', '--loglevel=error'], process.env);
  writeFileSync(marker, lock);
};

const name = process.argv[2] ?? '';
const steps = tasks[name];
if (!steps) {
  console.error(`unknown task "${name}": one of ${Object.keys(tasks).join(', ')}`);
  process.exit(64);
}
install();
const node = findNode();
const env = {
  ...process.env,
  // Where the project's own Node.js cannot start, the host's comes before it.
  PATH: [...(node.isOurs ? [] : [dirname(node.path)]), bin, process.env.PATH ?? ''].join(delimiter),
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
};
if (notices[name]) console.error(notices[name]);
const locate = (command) => (command === 'node' ? node.path : join(bin, command));
process.once('exit', () => {
  const [command, ...args] = afterwards[name] ?? [];
  if (command) spawnSync(locate(command), args, { cwd: root, env, stdio: 'inherit' });
});
for (const [command, ...args] of steps) run(locate(command), args, env);

/** npm has a Node.js for Linux with glibc; elsewhere the host's own has to be new enough. */
function findNode() {
  const ours = join(bin, 'node');
  const starts = spawnSync(ours, ['--version'], { stdio: 'ignore' }).status === 0;
  if (starts) return { path: ours, isOurs: true };
  if (Number.parseInt(process.versions.node, 10) >= 22) {
    return { path: process.execPath, isOurs: false };
  }
  console.error(`Node.js ${process.versions.node} is too old here: install 22 or newer`);
  process.exit(1);
}
