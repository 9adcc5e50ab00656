// How long each part of the last run of turbo took, the slowest first; 0 s where nothing had changed.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../.turbo/runs', import.meta.url));
const newest = readdirSync(folder)
  .map((name) => join(folder, name))
  .reduce((a, b) => (statSync(a).mtimeMs > statSync(b).mtimeMs ? a : b));
const { tasks } = JSON.parse(readFileSync(newest, 'utf8'));
const seconds = tasks.map(({ taskId, execution, cache }) => ({
  taskId,
  taken: cache.status === 'HIT' ? 0 : (execution.endTime - execution.startTime) / 1000,
}));
for (const { taskId, taken } of seconds.sort((a, b) => b.taken - a.taken)) {
  console.log(`${taken.toFixed(0).padStart(5)} s  ${taskId}`);
}
