import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';

const APP = fileURLToPath(new URL('../../test/example-app.ts', import.meta.url));

function start(words: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [APP, ...words], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.err += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...output }));
  const says = (text: string) =>
    vi.waitFor(() => expect(output.out).toContain(text), { timeout: 15_000, interval: 10 });
  return { child, ended, says };
}

const PIA_PASS = 'hunter2';

test('--help and --version need no configuration', async () => {
  expect(await start(['--version']).ended).toMatchObject({ code: 0, out: '1.2.3\n' });
  const help = await start(['--help']).ended;
  expect(help).toMatchObject({ code: 0, err: '' });
  expect(help.out).toMatch(
    /^Usage: portkeep-example \[run\|once\|healthcheck\|--help\|--version\]\n/,
  );
  expect(help.out).toContain('PIA_PASS [required; or PIA_PASS_FILE]');
  expect(help.out).toContain('LOG_FORMAT [default text]');
});

test('an unknown command is reported with the usage and exit code 64', async () => {
  const { code, out, err } = await start(['walk'], { PIA_PASS }).ended;
  expect([code, out]).toEqual([64, '']);
  expect(err).toMatch(/^Unknown: walk\nUsage: portkeep-example /);
});

test('every configuration problem is a line on stderr, and the exit code is 78', async () => {
  const environment = { EXAMPLE_PORT: PIA_PASS, LOG_LEVEL: 'loud', BEHAVIOUR: 'contradict' };
  const { code, out, err } = await start([], environment).ended;
  expect([code, out]).toEqual([78, '']);
  expect(
    err
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]),
  ).toEqual(['EXAMPLE_PORT', 'PIA_PASS', 'LOG_LEVEL', 'BEHAVIOUR']);
  expect(err).not.toContain(PIA_PASS);
});

test('a misspelt variable is logged, and listed among the problems that it may have caused', async () => {
  const misspelt = /^PIA_PASSWORD is not a variable of this program.*did you mean PIA_PASS\?$/m;
  const { code, err } = await start([], { PIA_PASSWORD: PIA_PASS }).ended;
  expect([code, err]).toEqual([78, expect.stringMatching(misspelt)]);
  const { out } = await start(['once'], { PIA_PASSWORD: PIA_PASS, PIA_PASS }).ended;
  expect(out).toMatch(/WARN PIA_PASSWORD is not a variable.*did you mean PIA_PASS\?/);
  expect(err + out).not.toContain(PIA_PASS);
});

test('a command that finishes ends the process with 0, even if a server still listens', async () => {
  expect(await start(['once'], { PIA_PASS }).ended).toMatchObject({ code: 0, out: 'once\n' });
  expect(await start(['run'], { PIA_PASS, BEHAVIOUR: 'finish' }).ended).toMatchObject({ code: 0 });
});

test('an exit error ends the app with its code', async () => {
  const { code, out } = await start([], { PIA_PASS, BEHAVIOUR: 'give up' }).ended;
  expect(code).toBe(75);
  expect(out).toContain('ERROR The network namespace is stale; restart exit_code=75');
});

test('a configuration error that is found later also ends the app with 78', async () => {
  const { code, err } = await start([], { PIA_PASS, BEHAVIOUR: 'complain' }).ended;
  expect([code, err]).toEqual([78, 'BEHAVIOUR is bad\nPIA_PASS is worse\n']);
});

test.each(['fail', 'reject'])(
  'an unexpected error (%s) is logged and ends the app with 1',
  async (BEHAVIOUR) => {
    const { code, out, err } = await start([], { PIA_PASS, BEHAVIOUR }).ended;
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(
      /ERROR An unexpected error ends the process error=.*(Broken by \*\*\*|Forgotten)/,
    );
    expect(out).not.toContain(PIA_PASS);
  },
);

test.each(['SIGTERM', 'SIGINT'] as const)('%s stops the app with exit code 0', async (signal) => {
  const { child, ended, says } = start([], { PIA_PASS });
  await says('Ready');
  child.kill(signal);
  const { code, out } = await ended;
  expect(code).toBe(0);
  expect(out).toContain(`INFO Stopped by ${signal}`);
});

test('an app that hangs ends within a second of the signal, with 0', async () => {
  const { child, ended, says } = start([], { PIA_PASS, BEHAVIOUR: 'hang' });
  await says('Ready');
  const begun = performance.now();
  child.kill('SIGTERM');
  const { code, out } = await ended;
  expect(code).toBe(0);
  expect(out).toContain('ended by force');
  expect(performance.now() - begun).toBeGreaterThan(700);
});

test('a second signal ends the app at once', async () => {
  const { child, ended, says } = start([], { PIA_PASS, BEHAVIOUR: 'hang' });
  await says('Ready');
  child.kill('SIGTERM');
  child.kill('SIGINT');
  const { code, out } = await ended;
  expect(code).toBe(0);
  expect(out).not.toContain('ended by force');
});

test('SIGHUP runs the callbacks and does not end the app', async () => {
  const { child, ended, says } = start([], { PIA_PASS });
  await says('Ready');
  child.kill('SIGHUP');
  await says('Hung up');
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
});

test('the log is JSON if so configured, and hides secrets', async () => {
  const environment = { PIA_PASS, BEHAVIOUR: 'finish', LOG_FORMAT: 'json', HTTP_LISTEN: 'off' };
  const { out } = await start([], environment).ended;
  expect(JSON.parse(out)).toEqual({
    time: expect.any(String),
    level: 'info',
    message: 'Ready',
    pass: '***',
  });
});

test('a busy address that was configured explicitly is a configuration error', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const HTTP_LISTEN = `127.0.0.1:${(other.address() as AddressInfo).port}`;
  const { code, err } = await start([], { PIA_PASS, HTTP_LISTEN }).ended;
  expect([code, err]).toEqual([
    78,
    `HTTP_LISTEN cannot listen on ${HTTP_LISTEN}: the address is in use; choose another, or off\n`,
  ]);
});

test('healthcheck reads only HTTP_LISTEN and reports whether the instance is ready', async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const HTTP_LISTEN = `127.0.0.1:${(free.address() as AddressInfo).port}`;
  await new Promise((resolve) => free.close(resolve));
  const check = (environment = {}) => start(['healthcheck'], { HTTP_LISTEN, ...environment }).ended;

  expect((await check()).code).toBe(1);
  const ready = start([], { PIA_PASS, HTTP_LISTEN });
  await ready.says('Ready');
  expect(await check()).toMatchObject({ code: 0, out: 'ok\n' });
  ready.child.kill('SIGTERM');
  await ready.ended;
  const unready = start([], { PIA_PASS, HTTP_LISTEN, EXAMPLE_PORT: '2' });
  await unready.says('Ready');
  expect(await check()).toMatchObject({ code: 1, out: 'port: not 1\n' });
  expect(await check({ HTTP_LISTEN: 'off' })).toMatchObject({
    code: 0,
    out: 'HTTP_LISTEN is off: nothing is checked\n',
  });
  expect((await check({ HTTP_LISTEN: 'nonsense' })).code).toBe(78);
}, 30_000);
