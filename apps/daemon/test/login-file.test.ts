import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startPiaSimulator } from '@portkeep/simulators';
import { expect, onTestFinished, test } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.cjs', import.meta.url));

/** A daemon whose login file contains a wrong password, and a function that corrects it. */
async function daemonWithWrongLogin() {
  const folder = mkdtempSync(join(tmpdir(), 'portkeep-login-'));
  const pia = await startPiaSimulator({ folder });
  const { PIA_USER, PIA_PASS, ...environment } = pia.environment;
  const loginFile = join(folder, 'login');
  const write = (password: string | undefined) => {
    writeFileSync(`${loginFile}.next`, `${PIA_USER}\n${password}\n`);
    renameSync(`${loginFile}.next`, loginFile);
  };
  write('a wrong password');
  const child = spawn(process.execPath, [main], {
    env: {
      ...environment,
      PIA_LOGIN_FILE: loginFile,
      PORT_FILE: join(folder, 'port.txt'),
      PORT_DATA_FILE: join(folder, 'data.json'),
      STATE_FILE: join(folder, 'state.json'),
      HTTP_LISTEN: 'off',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await pia.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { child, pia, correct: () => write(PIA_PASS) };
}

test.each([
  ['', () => undefined],
  [' and SIGHUP', (child: { kill(signal: 'SIGHUP'): boolean }) => child.kill('SIGHUP')],
])('after a corrected login file%s the daemon logs in at once', async (_how, also) => {
  const { child, pia, correct } = await daemonWithWrongLogin();
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.includes('could not be obtained') && pia.simulator.logins.length === 1) {
      correct();
      also(child);
    }
    if (line.includes('is forwarded by')) child.kill('SIGTERM');
  }
  if (child.exitCode === null) await once(child, 'exit');
  expect(pia.simulator.logins).toHaveLength(2);
  expect(lines.join('\n')).not.toContain('a wrong password');
});
