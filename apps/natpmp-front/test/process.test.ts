import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { forwardBody } from './running-front.ts';
import { UdpGateway } from './udp-gateway.ts';

/** The front as it is shipped; `npm run build` makes it. */
const MAIN = fileURLToPath(new URL('../dist/main.cjs', import.meta.url));

type Environment = Readonly<Record<string, string>>;

/** A front in a process of its own. */
class Front {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  output = '';

  constructor(command: string, environment: Environment) {
    this.child = spawn(process.execPath, [MAIN, command], {
      env: { HTTP_LISTEN: '127.0.0.1:0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    }
    this.exited = once(this.child, 'close').then(([code]) => code);
    onTestFinished(() => void this.child.kill('SIGKILL'));
  }

  /** Where its API is. */
  async url(): Promise<string> {
    return await vi.waitFor(
      () => {
        const [, url] = /is served at (http:\S+)/.exec(this.output) ?? [];
        if (url === undefined) throw new Error(this.output);
        return url;
      },
      { timeout: 20_000, interval: 20 },
    );
  }
}

let gateway: UdpGateway;
beforeEach(async () => {
  gateway = await UdpGateway.start();
});
afterEach(() => {
  gateway.close();
});

const start = (command: string, environment: Environment = {}) =>
  new Front(command, { NATPMP_GATEWAY: `127.0.0.1:${gateway.port}`, ...environment });

test('the front becomes ready without a request, maps, and stops at SIGTERM with exit code 0', async () => {
  const front = start('run', { API_TOKEN: 'secret-of-the-front' });
  const url = await front.url();
  await vi.waitFor(
    async () => {
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
    },
    { timeout: 20_000, interval: 20 },
  );
  const reply = await fetch(`${url}/forward`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer secret-of-the-front',
    },
    body: forwardBody('tcp', 7001),
  });
  expect(await reply.json()).toMatchObject({ external_port: 40_000, lifetime: 60 });
  if (existsSync('/proc/self/smaps_rollup')) {
    const rollup = readFileSync(`/proc/${front.child.pid}/smaps_rollup`, 'utf8');
    const mebibytes = Number(/^Anonymous:\s+(\d+) kB/m.exec(rollup)?.[1]) / 1024;
    expect(mebibytes).toBeLessThan(18);
  }
  front.child.kill('SIGTERM');
  expect(await front.exited).toBe(0);
  expect(front.output).not.toContain('secret-of-the-front');
  expect(front.output).not.toContain('API_TOKEN');
});

test('a front without a token warns that any program can map ports', async () => {
  const front = start('run');
  await front.url();
  await vi.waitFor(() => expect(front.output).toContain('API_TOKEN is not set'));
});

test('a front warns about a token that no HTTP header can carry, and does not show it', async () => {
  const front = start('run', { API_TOKEN: 'mein-schlüssel' });
  await front.url();
  await vi.waitFor(() => expect(front.output).toMatch(/WARN API_TOKEN .* choose another/));
  expect(front.output).not.toContain('schlüssel');
});

test('healthcheck asks the front at HTTP_LISTEN whether it is ready', async () => {
  const front = start('run');
  const listen = new URL(await front.url()).host;
  await vi.waitFor(
    async () => {
      const check = start('healthcheck', { HTTP_LISTEN: listen });
      expect(await check.exited).toBe(0);
    },
    { timeout: 20_000, interval: 100 },
  );
  front.child.kill('SIGTERM');
  await front.exited;
  expect(await start('healthcheck', { HTTP_LISTEN: listen }).exited).toBe(1);
});

test('doctor of the front reports the external address, or what is wrong with the gateway', async () => {
  const well = start('doctor');
  expect(await well.exited).toBe(0);
  expect(well.output).toContain('its external address is 203.0.113.1');
  const gone = await UdpGateway.start();
  const { port } = gone;
  gone.close();
  const ill = start('doctor', { NATPMP_GATEWAY: `127.0.0.1:${port}` });
  expect(await ill.exited).toBe(1);
  expect(ill.output).toContain('✗ The gateway does not answer NAT-PMP');
  expect(ill.output).toContain('unreachable');
});

test("every problem of the front's configuration is listed at once, with exit code 78", async () => {
  const front = start('run', {
    NATPMP_GATEWAY: 'fritz.box',
    MAX_DURATION: '0',
    ALLOWED_PORTS: '0-80',
    HTTP_LISTEN: 'off',
    API_TOKEN: 'a',
    API_TOKEN_FILE: '/nowhere',
  });
  expect(await front.exited).toBe(78);
  for (const name of [
    'NATPMP_GATEWAY',
    'MAX_DURATION',
    'ALLOWED_PORTS',
    'HTTP_LISTEN',
    'API_TOKEN',
  ]) {
    expect(front.output).toMatch(new RegExp(`^${name}\\b`, 'm'));
  }
});

test('an address that is in use ends the front with exit code 78, because there is no API without it', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const address = other.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const front = start('run', { HTTP_LISTEN: `127.0.0.1:${port}` });
  expect(await front.exited).toBe(78);
  expect(front.output).toContain(`HTTP_LISTEN cannot listen on 127.0.0.1:${port}`);
});

test.each(['--help', '--version'])('%s of the front needs no configuration', async (option) => {
  const front = new Front(option, { NATPMP_GATEWAY: 'fritz.box' });
  expect(await front.exited).toBe(0);
  expect(front.output).not.toBe('');
});

test('the variables of the original that have another name here are named', async () => {
  const front = start('run', { NATPMP_MAX_DURATION: '60' });
  await front.url();
  expect(front.output).toMatch(/NATPMP_MAX_DURATION .* is not read; set MAX_DURATION/);
});

test("the front's bundle is CommonJS and small", () => {
  expect(statSync(MAIN).size).toBeLessThan(132_000);
  expect(readFileSync(MAIN, 'utf8')).not.toMatch(/^import /m);
});
