import { expect, test } from 'vitest';
import { failed, passed } from './finding.ts';
import { reportSteps } from './report-steps.ts';
import type { Step } from './step.ts';

const tunnel: Step<string, object> = {
  title: 'Tunnel',
  failure: 'There is no tunnel',
  limitMs: 1_000,
  check: async ({ examination }) => ({
    finding: { ...passed(`The tunnel is ${examination}`), copy: `open ${examination} hunter2` },
  }),
};

const port: Step<string, object> = {
  ...tunnel,
  check: async () => ({
    finding: failed('There is no port', { cause: 'hunter2 was refused', next: 'correct it' }),
  }),
};

function setUp() {
  const printed: string[] = [];
  const app = {
    print: (text: string) => void printed.push(text),
    hide: (text: string) => text.replaceAll('hunter2', '***'),
    signal: new AbortController().signal,
  };
  const report = (...steps: Step<string, object>[]) =>
    reportSteps(app, { steps, examination: 'tun0', limitMs: 60_000 });
  return { printed, report };
}

test('doctor prints its findings, then the lines to copy, then a summary', async () => {
  const { printed, report } = setUp();
  await report(tunnel);
  expect(printed.map((text) => text.trim())).toEqual([
    expect.stringContaining('The tunnel is tun0'),
    'open tun0 ***',
    expect.stringMatching(/\w/),
  ]);
});

test('doctor ends with exit code 1 when a step failed, after it has printed everything', async () => {
  const { printed, report } = setUp();
  await expect(report(port, tunnel)).rejects.toMatchObject({ code: 1 });
  expect(printed).toHaveLength(4);
});

test('doctor prints no secret that a finding contains', async () => {
  const { printed, report } = setUp();
  await expect(report(port, tunnel)).rejects.toThrow();
  expect(printed.join('\n')).toContain('*** was refused');
  expect(printed.join('\n')).not.toContain('hunter2');
});
