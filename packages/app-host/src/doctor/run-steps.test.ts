import { describe, expect, test } from 'vitest';
import { AdvisedError } from '../errors/advised-error.ts';
import { type Finding, passed } from './finding.ts';
import { runSteps } from './run-steps.ts';
import type { Step as AnyStep } from './step.ts';

interface Facts {
  readonly resolved?: true | undefined;
  readonly port?: number | undefined;
}
type Step = AnyStep<string, Facts>;

const examination = 'examination';
const forever = () => new Promise<never>(() => {});

function step(check: Step['check'], limitMs = 60_000): Step {
  return { title: 'Step', failure: 'It failed', limitMs, check };
}

async function run(
  steps: readonly Step[],
  limitMs = 60_000,
  signal?: AbortSignal,
  stalledMs: readonly number[] = [],
) {
  const reported: Finding[] = [];
  const stalls = [...stalledMs];
  const findings = await runSteps(steps, examination, {
    stalls: { takeLongestMs: () => stalls.shift() ?? 0, stop() {} },
    signal: signal ?? new AbortController().signal,
    limitMs,
    report: (finding) => reported.push(finding),
  });
  expect(reported).toEqual(findings);
  return findings;
}

describe('runSteps', () => {
  test('runSteps passes the facts from earlier steps on to later ones', async () => {
    let known: Facts = {};
    await run([
      step(async () => ({ finding: passed('a'), facts: { resolved: true, port: 1 } })),
      step(async () => ({ finding: passed('b'), facts: { port: 2 } })),
      step(async ({ facts }) => {
        known = facts;
        return { finding: passed('c') };
      }),
    ]);
    expect(known).toEqual({ resolved: true, port: 2 });
  });

  test('runSteps continues after a step that throws, and names the error', async () => {
    const broken = step(() => Promise.reject(new AdvisedError('Cannot read it', 'look there')));
    const findings = await run([broken, step(async () => ({ finding: passed('b') }))]);
    expect(findings).toEqual([
      {
        mark: 'failed',
        headline: 'It failed',
        notes: ['cause: Cannot read it', 'next:  look there'],
      },
      passed('b'),
    ]);
  });

  test('runSteps fails a step that takes too long, and aborts its work', async () => {
    let stopped: AbortSignal | undefined;
    const slow = step(({ signal }) => {
      stopped = signal;
      return forever();
    }, 10);
    const [finding] = await run([slow]);
    expect(finding).toMatchObject({ mark: 'failed', headline: 'It failed' });
    expect(finding?.notes[0]).toContain('no result within 0.01 s');
    expect(stopped?.aborted).toBe(true);
  });

  test('runSteps skips the remaining steps when the time is used up', async () => {
    const never = step(async () => ({ finding: passed('not reached') }));
    const findings = await run([step(forever), never], 10);
    expect(findings.map(({ mark }) => mark)).toEqual(['failed', 'skipped']);
  });

  test('runSteps says that a failure may be wrong if the process could not run meanwhile', async () => {
    const broken = step(() => Promise.reject(new AdvisedError('No answer', 'look there')));
    const fine = step(async () => ({ finding: passed('b') }));
    const steps = [broken, broken, fine];
    const [slow, brisk, good] = await run(steps, 60_000, undefined, [12_000, 2_900, 12_000]);
    expect(slow?.notes).toEqual([
      'cause: No answer',
      'next:  look there',
      'next:  do not trust this: doctor could not run for 12 s, for lack of CPU or memory; run it outside this container, or raise its limits',
    ]);
    expect(brisk?.notes).toHaveLength(2);
    expect(good).toEqual(passed('b'));
  });

  test('runSteps ends in the middle of a step, with the reason of the signal', async () => {
    const stop = new AbortController();
    const reason = new Error('Stopped by SIGINT');
    const waiting = step(() => {
      stop.abort(reason);
      return forever();
    });
    await expect(run([waiting], 60_000, stop.signal)).rejects.toBe(reason);
  });
});
