import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acquireInstanceLock } from '@portkeep/app-host';
import { startPiaSimulator } from '@portkeep/simulators';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createPatient,
  examineIn,
  type Patient,
  pretendedNetwork,
} from '../../test/doctor/patient.ts';
import { doctor } from './doctor.ts';

let patient: Patient;
beforeEach(async () => {
  patient = await createPatient();
});
afterEach(() => patient.close());

const QBITTORRENT_PASSWORD = 'planted-qbittorrent-password';

describe('doctor, against the simulators over real sockets', () => {
  test('doctor passes every step, and leaves the daemon a claim but no port file', async () => {
    expect((await patient.consult()).exitCode).toBe(0);
    const [claim] = patient.pia.simulator.claims;
    const qbittorrent = await patient.startQBittorrent({
      listenPort: claim?.port ?? 0,
      password: QBITTORRENT_PASSWORD,
    });
    const { lines, text, exitCode } = await patient.consult({
      ...qbittorrent,
      QBITTORRENT_PASS: QBITTORRENT_PASSWORD,
    });
    expect(lines.map((line) => line[0]).join('')).toBe('✓✓✓✓✓✓✓✓✓✓✓–✓✓');
    expect(text.trimEnd().split('\n').at(-1)).toBe('No problem was found');
    expect(exitCode).toBe(0);
    expect(readdirSync(patient.folder)).toEqual(['state.json']);
  });

  test('doctor logs in once and claims once, however often it runs, and shows no secret', async () => {
    const first = await patient.consult();
    const second = await patient.consult();
    const { simulator } = patient.pia;
    expect(simulator.logins).toHaveLength(1);
    expect(simulator.claims).toHaveLength(1);
    const state = JSON.parse(readFileSync(join(patient.folder, 'state.json'), 'utf8'));
    const { payload, signature } = state.claim;
    const secrets = [payload, signature, simulator.tokens[0]?.token, 'planted', 'p7654321'];
    expect(secrets.every((secret) => typeof secret === 'string' && secret !== '')).toBe(true);
    for (const secret of secrets) expect(first.text + second.text).not.toContain(secret);
  });

  test('doctor hides a secret wherever it appears in its findings', async () => {
    const written: string[] = [];
    const evidence = ['/tmp/planted-pia-password'];
    const examine = examineIn({
      ...pretendedNetwork,
      detectGluetun: async () => ({ evidence, portForwarding: 'off' }),
    });
    await doctor(patient.app({}, written), examine);
    expect(written.join('')).toContain('gluetun: found (/tmp/***)');
    // gluetun only reads rules that begin at the start of a line.
    expect(written.join('')).toMatch(/^iptables -A INPUT -i tun0 -p udp --dport \d+ -j ACCEPT$/m);
  });

  test('doctor reports a wrong password, goes on with the steps that need no token, and does not try again', async () => {
    const environment = { PIA_PASS: 'planted-wrong-password' };
    const { text, lines, exitCode } = await patient.consult(environment);
    expect(exitCode).toBe(1);
    expect(text).toContain('✗ PIA refuses the login');
    expect(text).toContain('the next login is tried in 15 min');
    expect(text).toContain('– Port claim: there is no token to ask with');
    expect(lines.filter((line) => line.startsWith('✗'))).toHaveLength(1);
    expect(text).not.toContain('planted');
    await patient.consult(environment);
    expect(patient.pia.simulator.logins).toHaveLength(1);
  });

  test('doctor sends no token to a gateway with a certificate of another authority', async () => {
    const other = await startPiaSimulator();
    const { PIA_CA_FILE = '' } = other.environment;
    const { text, exitCode } = await patient.consult({ PIA_CA_FILE });
    await other.close();
    expect(exitCode).toBe(1);
    expect(text).toContain('✗ Could not detect gateway IP');
    expect(text).toContain('not PIA (certificate of another authority)');
    expect(text).toContain('begin with: Could not detect gateway IP');
    const { requests } = patient.pia.simulator;
    expect(requests.filter(({ server }) => server !== null)).toEqual([]);
  });

  test('doctor reports a region without port forwarding, and names some that have it', async () => {
    patient.pia.simulator.setFault('gateway', 'refuse');
    await patient.pia.settled();
    const { text, exitCode } = await patient.consult();
    expect(exitCode).toBe(1);
    expect(text).toContain('✗ Could not detect gateway IP');
    expect(text).toContain('connection refused');
    expect(text).toMatch(/regions with port forwarding are, for example: .*nl_amsterdam/);
  });

  test('doctor reports that a port could not be bound', async () => {
    patient.pia.simulator.setFault('bindPort', 'busy');
    const { text, exitCode } = await patient.consult();
    expect(exitCode).toBe(1);
    expect(text).toContain('✗ Port forward request failed');
    expect(text).toContain('another connection holds port');
  });

  test('doctor reports that the login service cannot be reached, and sends no login', async () => {
    patient.pia.simulator.setFault('token', 'refuse');
    await patient.pia.settled();
    const { text } = await patient.consult();
    expect(text).toContain('✗ Cannot reach the internet');
    expect(patient.pia.simulator.logins).toEqual([]);
  });

  test('doctor reports a wrong qBittorrent password after one attempt', async () => {
    const qbittorrent = await patient.startQBittorrent({
      listenPort: 6881,
      password: QBITTORRENT_PASSWORD,
    });
    const { text, exitCode } = await patient.consult({
      ...qbittorrent,
      QBITTORRENT_PASS: 'planted-wrong-password',
    });
    expect(exitCode).toBe(1);
    expect(text).toContain('✗ qBittorrent authentication failed');
    expect(text).not.toContain('planted');
  });

  test('doctor does not log in when the state cannot be saved, and says why', async () => {
    mkdirSync(join(patient.folder, 'state.json'));
    const { text, exitCode } = await patient.consult();
    expect(exitCode).toBe(1);
    expect(text).toContain('! PIA login: not tried');
    expect(text).toContain('✗ The files cannot be written');
    expect(patient.pia.simulator.logins).toEqual([]);
  });

  test('doctor changes nothing while a daemon uses the state', async () => {
    const path = join(patient.folder, 'state.json');
    await patient.consult();
    const before = readFileSync(path, 'utf8');
    const binds = patient.pia.simulator.requests.length;
    const stop = new AbortController();
    const options = { signal: stop.signal, onWaiting() {}, warn() {} };
    const lock = await acquireInstanceLock(path, options);
    const leftover = join(patient.folder, '.portkeep-state.json-0123456789.tmp');
    writeFileSync(leftover, '');
    const { text, exitCode } = await patient.consult();
    expect(exitCode).toBe(0);
    expect(text).toContain(`A daemon runs with ${path}: nothing is changed`);
    expect(text).toContain('– Port forward: left to the running daemon');
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(readFileSync(leftover, 'utf8')).toBe('');
    const later = patient.pia.simulator.requests.slice(binds).map(({ endpoint }) => endpoint);
    expect(new Set(later)).toEqual(new Set(['list']));
    lock.release();
  });

  test('doctor stops halfway with the reason of the signal, and releases the state', async () => {
    const stop = new AbortController();
    const reason = new Error('Stopped by SIGINT');
    const written: string[] = [];
    const app = patient.app({}, written, stop.signal);
    const examine = examineIn({
      ...pretendedNetwork,
      reachHost() {
        stop.abort(reason);
        return new Promise(() => {});
      },
    });
    await expect(doctor(app, examine)).rejects.toBe(reason);
    expect(written.join('')).not.toContain('PIA login');
    expect(readdirSync(patient.folder)).toEqual([]);
  });
});
