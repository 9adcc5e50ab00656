import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '@portkeep/app-host';
import { TokenKeeper } from '@portkeep/pia-lease';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { openState } from '../src/state/open-state.ts';
import { values } from './doctor/fake-examination.ts';
import { removePasswordFiles } from './simulation/password-file.ts';
import { Simulation } from './simulation/simulation.ts';
import { ACCOUNT, RECORDED_AT, STATE_OF_EARLIER_VERSION } from './state-of-earlier-version.ts';

afterAll(removePasswordFiles);

async function stateIn(contents: string) {
  const folder = mkdtempSync(join(tmpdir(), 'portkeep-state-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'state.json');
  writeFileSync(path, contents);
  const warnings: string[] = [];
  const write = (line: string) => warnings.push(line);
  const hide = (text: string) => text;
  const log = createLog({ level: 'warn', format: 'text', color: false, write, hide });
  const state = openState({ values: values({ STATE_FILE: path }), log });
  await state.load();
  return { state, path, warnings };
}

test('the claim in a state of the previous version is bound without a login', async () => {
  const simulation = new Simulation();
  simulation.machine.store.contents = STATE_OF_EARLIER_VERSION;
  simulation.start();
  await simulation.until(() => simulation.recovered, 5_000, 100);
  expect(simulation.port).toBe(31_492);
  expect(simulation.pia.logins).toEqual([]);
  expect(simulation.pia.claims).toEqual([]);
});

test('the token in a state of the previous version is still used', async () => {
  const { state, warnings } = await stateIn(STATE_OF_EARLIER_VERSION);
  const { signal } = new AbortController();
  const tokens = new TokenKeeper({
    state,
    signal,
    now: () => RECORDED_AT + 3_600_000,
    credentials: () => ACCOUNT,
    account: { getToken: () => Promise.reject(new Error('no login was needed')) },
  });
  expect(await tokens.getToken(signal)).toMatch(/^.{100,}=$/);
  expect(warnings).toEqual([]);
});

test('a refused login in a state of the previous version still delays the next one', async () => {
  const simulation = new Simulation();
  const { pia, machine } = simulation;
  pia.setFault('token', 'wrong-password', { times: 1 });
  simulation.start();
  await simulation.pass(60_000);
  simulation.kill();
  const kept = machine.store.kept;
  const wait = { ...kept.login_not_before, count: undefined };
  machine.store.contents = JSON.stringify({ ...kept, login_not_before: wait });
  simulation.start();
  await simulation.pass(13 * 60_000, 60_000);
  expect(pia.logins).toHaveLength(1);
  await simulation.until(() => simulation.recovered, 3 * 60_000);
});

test('unknown keys in the state are kept for the version that knows them', async () => {
  const foreign = { ...JSON.parse(STATE_OF_EARLIER_VERSION), of_a_later_version: { a: [1] } };
  const { state, path } = await stateIn(JSON.stringify(foreign));
  await state.update({ hook_port: 40_000 });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ ...foreign, hook_port: 40_000 });
});
