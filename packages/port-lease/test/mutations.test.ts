import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

interface Mutation {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The test file, and the one test in it that has to fail. */
  readonly caughtBy: readonly [file: string, test: string];
}

const LEASE = 'keep-lease.test.ts';
const LEASE_FAILURES = 'keep-lease.failures.test.ts';
const EARLY_RENEWAL = 'keep-lease.early-renewal.test.ts';
const SINK_FAILURES = 'sink-publisher.failures.test.ts';

const mutations: readonly Mutation[] = [
  {
    name: 'renews at expiresAt instead of renewAt',
    file: 'lease/lease-attempt.ts',
    from: 'Math.min(lease.renewAt, lease.expiresAt)',
    to: 'lease.expiresAt',
    caughtBy: [LEASE, 'acquires at once and renews at renewAt'],
  },
  {
    name: 'ignores the monotonic twin',
    file: 'clock/deadline.ts',
    from: 'Math.min(deadline.wall - clock.now(), deadline.monotonic - clock.monotonic())',
    to: 'deadline.wall - clock.now()',
    caughtBy: [LEASE, 'by the monotonic clock, when the wall clock is set back'],
  },
  {
    name: 'sleeps through a suspend',
    file: 'lease/keep-lease.ts',
    from: 'Math.min(wait, SLICE_MS)',
    to: 'Math.min(wait, 1000 * SLICE_MS)',
    caughtBy: [LEASE, 'renews within 5 s after a suspend'],
  },
  {
    name: 'starts a second attempt on early renewal',
    file: 'lease/keep-lease.ts',
    from: '!running && (hurry || remaining(next, clock) <= 0)',
    to: 'hurry || (!running && remaining(next, clock) <= 0)',
    caughtBy: [EARLY_RENEWAL, 'right after the running one succeeds'],
  },
  {
    name: 'hides the expiry while an attempt hangs',
    file: 'lease/keep-lease.ts',
    from: 'held !== undefined && remaining(held.expiry, clock) <= 0',
    to: 'held !== undefined && !running && remaining(held.expiry, clock) <= 0',
    caughtBy: [LEASE_FAILURES, 'reports the loss at expiry while an attempt hangs'],
  },
  {
    name: 'drops the newest value after a failure',
    file: 'sinks/sink-worker.ts',
    from: 'this.#queue.slice(-1)',
    to: 'this.#queue.slice(0, 1)',
    caughtBy: [SINK_FAILURES, 'keeps the newest value after a failure'],
  },
  {
    name: 'trusts what a sink held before a failure',
    file: 'sinks/sink-worker.ts',
    from: 'this.#certain = false;',
    to: '',
    caughtBy: [SINK_FAILURES, 'publishes the old value again'],
  },
  {
    name: 'treats the newer value as delivered with the older one',
    file: 'sinks/sink-worker.ts',
    from: 'if (this.#queue[0] === change) this.#queue.shift();',
    to: 'this.#queue.shift();',
    caughtBy: [SINK_FAILURES, 'while the retry of another one is under way'],
  },
  {
    name: 'forgets to return to a value while another one is on its way',
    file: 'sinks/sink-worker.ts',
    from: 'this.#queue.length === 0 && this.#changesNothing({ value })',
    to: 'this.#changesNothing({ value })',
    caughtBy: ['sink-publisher.test.ts', 'returns to an earlier value while the one in between'],
  },
  {
    name: 'never notices that another program changes a sink too',
    file: 'sinks/contention.ts',
    from: 'now - at <= WITHIN_MS',
    to: 'now + at <= WITHIN_MS',
    caughtBy: [
      'sink-publisher.reconcile.test.ts',
      'leaves the sink alone for an hour after more than 3 repairs',
    ],
  },
  {
    name: 'waits for a sink that hangs',
    file: 'clock/time-limit.ts',
    from: '() => cut.abort(error())',
    to: '() => undefined',
    caughtBy: [SINK_FAILURES, 'aborts a sink that hangs'],
  },
];

const own = dirname(dirname(fileURLToPath(import.meta.url)));
const vitest = dirname(createRequire(import.meta.url).resolve('vitest/package.json'));
let root = '';

async function copySource(name: string): Promise<string> {
  const copy = join(root, name.replaceAll(' ', '-'));
  for (const part of ['src', 'test', 'package.json']) {
    const filter = (path: string) => !path.endsWith('mutations.test.ts');
    await cp(join(own, part), join(copy, part), { recursive: true, filter });
  }
  await symlink(dirname(vitest), join(copy, 'node_modules'));
  return copy;
}

/** Runs the tests whose names contain one of `names`; resolves with the full names by outcome. */
async function runTests(copy: string, files: readonly string[], names: readonly string[]) {
  const report = join(copy, 'report.json');
  const args = ['run', '--root', copy, '--reporter=json', `--outputFile=${report}`];
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^(VITEST|NODE_OPTIONS)/.test(key)),
  );
  await new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(vitest, 'vitest.mjs'), ...args, ...files, '-t', names.join('|')],
      { cwd: copy, env, timeout: 50_000 },
      resolve,
    );
  });
  const { testResults } = JSON.parse(await readFile(report, 'utf8'));
  const outcomes: { readonly status: string; readonly fullName: string }[] = testResults.flatMap(
    (result: { readonly assertionResults: unknown[] }) => result.assertionResults,
  );
  const having = (status: string) =>
    outcomes.filter((test) => test.status === status).map(({ fullName }) => fullName);
  return { passed: having('passed'), failed: having('failed') };
}

describe('a mutated source', () => {
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'port-lease-'));
  });
  afterAll(async () => {
    await rm(root, { recursive: true, force: true });
  });

  test('a mutated source differs from the real one, whose tests pass from a copy of it', async () => {
    const copy = await copySource('unchanged');
    const files = new Set(mutations.map(({ caughtBy }) => caughtBy[0]));
    const names = mutations.map(({ caughtBy }) => caughtBy[1]);
    const { passed, failed } = await runTests(copy, [...files], names);
    expect(failed).toEqual([]);
    for (const name of names) expect(passed.join('\n')).toContain(name);
  }, 60_000);

  test.concurrent.each(mutations)(
    'a mutation that $name makes a test fail',
    async (mutation) => {
      const { name, file, from, to, caughtBy } = mutation;
      const copy = await copySource(name);
      const path = join(copy, 'src', file);
      const text = await readFile(path, 'utf8');
      expect(text.split(from).length, `${file} holds the text to change once`).toBe(2);
      await writeFile(
        path,
        text.replace(from, () => to),
      );
      const [testFile, testName] = caughtBy;
      const { failed } = await runTests(copy, [testFile], [testName]);
      expect(failed.join('\n')).toContain(testName);
    },
    60_000,
  );
});
