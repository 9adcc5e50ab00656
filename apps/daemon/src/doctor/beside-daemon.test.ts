import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { INSTANCE_HEADER, instanceMark } from '@portkeep/app-host';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPatient, type Patient } from '../../test/doctor/patient.ts';

let patient: Patient;
beforeEach(async () => {
  patient = await createPatient();
});
afterEach(() => patient.close());

/** What a daemon that holds a port answers; returns the address. */
async function daemonWith(mark: string): Promise<string> {
  const body = JSON.stringify({
    app: 'portkeep-daemon',
    state: 'held',
    port: 47_047,
    expires_at: '2026-06-01T12:15:00Z',
    last_error: null,
    sinks: {},
  });
  const server = createServer((_, response) => {
    response.setHeader(INSTANCE_HEADER, mark);
    response.end(body);
  });
  patient.closeLater(async () => {
    server.close();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port');
  return `127.0.0.1:${address.port}`;
}

test('doctor without a running daemon says that it will log in and bind a port before it does', async () => {
  const { text } = await patient.consult();
  expect(text).toMatch(/^No daemon runs with .*state\.json, so doctor does its work once: /);
  expect(text).toContain('it logs in to PIA, asks for a port and binds it');
  const again = await patient.consult();
  const port = patient.pia.simulator.claims[0]?.port;
  expect(again.text).toContain(`once: it binds the saved port ${port}`);
});

test('doctor leaves the port to a daemon that runs here with another state file, and uses its status', async () => {
  const HTTP_LISTEN = await daemonWith(instanceMark('portkeep-daemon'));
  const { text, exitCode } = await patient.consult({ HTTP_LISTEN });
  expect(text).toMatch(/^A daemon runs here, but not with .*state\.json: nothing is changed/);
  expect(text).toContain('✓ Port forward: the running daemon holds port 47047');
  expect(exitCode).toBe(0);
  expect(patient.pia.simulator.logins).toEqual([]);
  expect(patient.pia.simulator.claims).toEqual([]);
  expect(readdirSync(patient.folder)).toEqual([]);
});

test('doctor takes no second port beside the daemon of another container, and says where to run', async () => {
  const HTTP_LISTEN = await daemonWith('portkeep-daemon pid:[1]');
  const { text } = await patient.consult({ HTTP_LISTEN });
  expect(text).toMatch(/^The portkeep-daemon of another container answers at HTTP_LISTEN: nothing/);
  expect(text).toContain('run doctor in its container');
  expect(patient.pia.simulator.claims).toEqual([]);
  expect(existsSync(`${patient.folder}/state.json`)).toBe(false);
});

test('doctor does its work although another program answers at HTTP_LISTEN', async () => {
  const HTTP_LISTEN = await daemonWith('portkeep-sidecar pid:[1]');
  await patient.consult({ HTTP_LISTEN });
  expect(patient.pia.simulator.claims).toHaveLength(1);
});
