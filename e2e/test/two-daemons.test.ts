import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type RunningPiaSimulator, startPiaSimulator } from '@portkeep/simulators';
import { describe, expect, test } from 'vitest';
import type { Child } from '../src/child.ts';
import { cleanUp } from '../src/clean-up.ts';
import { filesIn, startDaemon } from '../src/daemon.ts';
import { freePort } from '../src/free-port.ts';
import { getInNamespace } from '../src/get-in-namespace.ts';
import { hasReal } from '../src/require-real.ts';
import { StatusPage } from '../src/status-page.ts';
import { temporaryFolder } from '../src/temporary-folder.ts';
import { waitUntil } from '../src/wait-until.ts';

const TAKE_OVER_MS = 5_000;
const INTERVAL = { PORT_FORWARD_REFRESH_INTERVAL: '1' };
const WAITING = { status: 503, body: expect.stringContaining('another instance uses') };

async function startPia(): Promise<RunningPiaSimulator> {
  const pia = await startPiaSimulator();
  cleanUp(() => pia.close());
  return pia;
}

describe('two daemons on one state file', () => {
  test('two daemons never work at the same time, and the second takes over when the first is killed', async () => {
    const pia = await startPia();
    const { simulator } = pia;
    const files = filesIn(temporaryFolder());
    const start = (status: StatusPage): Child =>
      startDaemon({
        environment: { ...pia.environment, ...files, ...INTERVAL, HTTP_LISTEN: status.listen },
      });
    const ports = [await freePort(), await freePort()] as const;
    const statusOfFirst = new StatusPage(ports[0]);
    const statusOfSecond = new StatusPage(ports[1]);
    const first = start(statusOfFirst);
    await waitUntil(
      'the first is ready',
      async () => (await statusOfFirst.code('/readyz')) === 200,
    );
    const second = start(statusOfSecond);
    await waitUntil('the second waits', () => second.output.includes('another instance uses'));

    const from = simulator.requests.length;
    const renewals = () => Number(simulator.bindings[0]?.binds);
    const binds = renewals();
    await waitUntil('the first has renewed some more', () => renewals() >= binds + 3);
    expect(await statusOfSecond.code('/healthz')).toBe(200);
    expect(await statusOfSecond.get('/readyz')).toMatchObject(WAITING);
    expect(await statusOfSecond.metric('portkeep_renewals_total{result="success"}')).toBe(0);
    // Every request since then is a renewal, and every renewal is the first one's.
    const asked = simulator.requests.slice(from);
    expect(asked.every(({ endpoint }) => endpoint === 'bindPort')).toBe(true);
    const counted = await statusOfFirst.metric('portkeep_renewals_total{result="success"}');
    // One may have come between the two readings.
    expect(Math.abs(Number(counted) - renewals())).toBeLessThanOrEqual(1);
    expect(simulator.logins).toHaveLength(1);

    const killedAt = performance.now();
    first.kill('SIGKILL');
    await waitUntil(
      'the second is ready',
      async () => (await statusOfSecond.code('/readyz')) === 200,
    );
    const took = performance.now() - killedAt;
    console.info(`taken over after ${Math.round(took)} ms`);
    expect(took).toBeLessThan(TAKE_OVER_MS);
    expect(simulator.logins).toHaveLength(1);
    expect(simulator.claims).toHaveLength(1);
    expect(readFileSync(files.PORT_FILE, 'utf8')).toBe(`${simulator.claims[0]?.port}\n`);
    expect(second.process.exitCode).toBeNull();
  });
});

describe.runIf(hasReal({ programs: ['ip'], root: true }))('in two network namespaces', () => {
  test('two daemons in two network namespaces take turns on a folder that they share', async () => {
    const pia = await startPia();
    const { simulator } = pia;
    const namespace = `pk${process.pid}n`;
    execFileSync('ip', ['netns', 'add', namespace]);
    cleanUp(() => execFileSync('ip', ['netns', 'delete', namespace]));
    execFileSync('ip', ['-n', namespace, 'link', 'set', 'lo', 'up']);
    const environment = { ...pia.environment, ...filesIn(temporaryFolder()), ...INTERVAL };
    const status = new StatusPage(await freePort());
    const first = startDaemon({ environment: { ...environment, HTTP_LISTEN: status.listen } });
    await waitUntil('the first is ready', async () => (await status.code('/readyz')) === 200);

    const HTTP_LISTEN = '127.0.0.1:9797';
    const second = startDaemon({
      environment: { ...environment, HTTP_LISTEN },
      wrapper: ['ip', 'netns', 'exec', namespace],
    });
    await waitUntil('the second waits', () => second.output.includes('another instance uses'));
    expect(getInNamespace(namespace, HTTP_LISTEN, '/healthz').status).toBe(200);
    expect(getInNamespace(namespace, HTTP_LISTEN, '/readyz')).toMatchObject(WAITING);

    const killedAt = performance.now();
    first.kill('SIGKILL');
    // It has the state now and tries the gateway, which this namespace does not reach.
    await waitUntil('the second tries', () => second.output.includes('The port could not be'));
    const took = performance.now() - killedAt;
    console.info(`taken over in another namespace after ${Math.round(took)} ms`);
    expect(took).toBeLessThan(TAKE_OVER_MS);
    expect(getInNamespace(namespace, HTTP_LISTEN, '/readyz')).toMatchObject({
      status: 503,
      body: expect.not.stringContaining('another instance uses'),
    });

    // Other way round: now the one outside has to wait for the one in the namespace.
    const third = startDaemon({ environment: { ...environment, HTTP_LISTEN: status.listen } });
    await waitUntil('the third waits', async () => {
      const { body } = await status.get('/readyz');
      return body.includes('another instance uses');
    });
    second.kill('SIGTERM');
    expect(await second.exited).toEqual({ code: 0, signal: null });
    const releasedAt = performance.now();
    await waitUntil('the third is ready', async () => (await status.code('/readyz')) === 200);
    expect(performance.now() - releasedAt).toBeLessThan(TAKE_OVER_MS);
    expect(simulator.logins).toHaveLength(1);
    expect(simulator.claims).toHaveLength(1);
    expect(third.process.exitCode).toBeNull();
  });
});
