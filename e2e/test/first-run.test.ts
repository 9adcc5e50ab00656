import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningPiaSimulator, startPiaSimulator } from '@portkeep/simulators';
import { describe, expect, test } from 'vitest';
import type { Child } from '../src/child.ts';
import { cleanUp } from '../src/clean-up.ts';
import { type DaemonOptions, filesIn, startDaemon } from '../src/daemon.ts';
import { freePort } from '../src/free-port.ts';
import { hasReal } from '../src/require-real.ts';
import { StatusPage } from '../src/status-page.ts';
import { temporaryFolder } from '../src/temporary-folder.ts';
import { waitUntil } from '../src/wait-until.ts';

interface Setup {
  readonly pia: RunningPiaSimulator;
  readonly status: StatusPage;
  /** The configuration folder, empty and owned by root. */
  readonly folder: string;
  readonly files: ReturnType<typeof filesIn>;
  readonly daemon: (
    options: Omit<DaemonOptions, 'environment'>,
    environment?: Readonly<Record<string, string>>,
  ) => Child;
  readonly ready: (timeoutMs?: number) => Promise<unknown>;
}

async function setUp(): Promise<Setup> {
  const top = temporaryFolder();
  const trust = join(top, 'trust');
  const folder = join(top, 'config');
  for (const each of [trust, folder]) mkdirSync(each, { mode: 0o755 });
  const pia = await startPiaSimulator({ folder: trust });
  cleanUp(() => pia.close());
  const status = new StatusPage(await freePort());
  const files = filesIn(folder);
  return {
    pia,
    status,
    folder,
    files,
    daemon: (options, more) =>
      startDaemon({
        ...options,
        environment: { ...pia.environment, ...files, HTTP_LISTEN: status.listen, ...more },
      }),
    ready: (timeoutMs = 20_000) =>
      waitUntil('it is ready', async () => (await status.code('/readyz')) === 200, { timeoutMs }),
  };
}

const portIn = (pia: RunningPiaSimulator) => `${pia.simulator.bindings[0]?.port}\n`;

describe.runIf(hasReal({ root: true }))(
  'a configuration folder that belongs to root',
  { concurrent: true },
  () => {
    /** Waits until the daemon prints the command that helps, checks that it did nothing else, and runs it. */
    async function obeyAdvice({ pia, status, folder }: Setup, daemon: Child, uid: number) {
      await waitUntil('it prints the command that helps', () => daemon.output.includes('chown'));
      const advice = /run: (chown .*)$/m
        .exec(daemon.output)?.[1]
        ?.replace(/ (retry_at|error)=.*/, '');
      expect(advice).toBe(`chown ${uid}:${uid} ${folder}`);
      expect(await status.code('/healthz')).toBe(200);
      expect(await status.get('/readyz')).toMatchObject({
        status: 503,
        body: expect.stringContaining(advice ?? ''),
      });
      expect(pia.simulator.logins).toEqual([]);
      expect(daemon.process.exitCode).toBeNull();
      execFileSync('sh', ['-c', advice ?? 'false']);
    }

    test.each([1000, 12_345])(
      'a daemon of user %i prints the chown for a folder that belongs to root',
      async (uid) => {
        const setup = await setUp();
        const daemon = setup.daemon({ uid });
        await obeyAdvice(setup, daemon, uid);
        const mendedAt = performance.now();
        await setup.ready(60_000);
        console.info(`ready ${Math.round(performance.now() - mendedAt)} ms after the chown`);
        expect(readFileSync(setup.files.PORT_FILE, 'utf8')).toBe(portIn(setup.pia));
        expect(statSync(setup.files.PORT_FILE).uid).toBe(uid);
        expect(statSync(setup.files.STATE_FILE).mode & 0o777).toBe(0o600);
        expect(setup.pia.simulator.logins).toHaveLength(1);
      },
    );

    test('a daemon starts without advice once the folder was given to its user', async () => {
      const setup = await setUp();
      chownSync(setup.folder, 12_345, 12_345);
      setup.daemon({ uid: 12_345 });
      await setup.ready();
      expect(readFileSync(setup.files.PORT_FILE, 'utf8')).toBe(portIn(setup.pia));
    });

    test('a daemon that used to run as root prints one chown after another until its new user can go on', async () => {
      const setup = await setUp();
      const byRoot = setup.daemon({});
      await setup.ready();
      byRoot.kill('SIGTERM');
      await byRoot.exited;
      setup.daemon({ uid: 1000 });
      const obeyed = new Set<string>();
      const obey = async () => {
        const { status, body } = await setup.status.get('/readyz');
        const advice = /run: (chown 1000:1000 .*)$/m.exec(body)?.[1];
        if (advice !== undefined && !obeyed.has(advice)) execFileSync('sh', ['-c', advice]);
        if (advice !== undefined) obeyed.add(advice);
        return status === 200;
      };
      await waitUntil('it is ready', obey, { timeoutMs: 60_000 });
      // The folder, then the state file that only root could read.
      expect(obeyed.size).toBe(2);
      expect(setup.pia.simulator.logins).toHaveLength(1);
    });

    test('a daemon tries a corrected folder of the port file at once after SIGHUP', async () => {
      const setup = await setUp();
      const portFolder = join(setup.folder, '..', 'ports');
      mkdirSync(portFolder, { mode: 0o755 });
      chownSync(setup.folder, 1000, 1000);
      const PORT_FILE = join(portFolder, 'port');
      const daemon = setup.daemon({ uid: 1000 }, { PORT_FILE });
      await waitUntil('it prints the command that helps', () =>
        daemon.output.includes(`chown 1000:1000 ${portFolder}`),
      );
      expect(await setup.status.get('/readyz')).toMatchObject({
        status: 503,
        body: expect.stringContaining('port-file'),
      });
      // It waits longer after each failure: before a long wait, SIGHUP would prove nothing.
      await waitUntil('the next try is far away', async () => {
        const { sinks } = JSON.parse((await setup.status.get('/status')).body);
        return Date.parse(sinks['port-file'].retry_at) - Date.now() > 6_000;
      });
      chownSync(portFolder, 1000, 1000);
      daemon.kill('SIGHUP');
      await setup.ready(5_000);
      expect(readFileSync(PORT_FILE, 'utf8')).toBe(portIn(setup.pia));
      expect(setup.pia.simulator.logins).toHaveLength(1);
    });
  },
);

describe.runIf(hasReal({ programs: ['unshare', 'mount'], root: true }))('mounts', () => {
  const inMountNamespace = (...mounts: readonly string[]) => [
    ...['unshare', '--mount', 'sh', '-c'],
    `${mounts.map((words) => `mount ${words} && `).join('')}exec "$@"`,
    'sh',
  ];

  test('a port file mounted as a single file is written in place, with a warning', async () => {
    const setup = await setUp();
    const single = join(temporaryFolder(), 'port');
    writeFileSync(single, '');
    writeFileSync(setup.files.PORT_FILE, '');
    const wrapper = inMountNamespace(`--bind ${single} ${setup.files.PORT_FILE}`);
    const daemon = setup.daemon({ wrapper });
    await setup.ready();
    expect(readFileSync(single, 'utf8')).toBe(portIn(setup.pia));
    expect(daemon.output).toMatch(/WARN.*pia-port\.txt.*in place/);
  });

  test('a configuration folder mounted read-only is reported, and costs no login', async () => {
    const setup = await setUp();
    const mounts = [`--bind ${setup.folder} ${setup.folder}`, `-o remount,ro,bind ${setup.folder}`];
    const daemon = setup.daemon({ wrapper: inMountNamespace(...mounts) });
    await waitUntil('it reports that', () => daemon.output.includes('mount a writable folder at'));
    expect(await setup.status.get('/readyz')).toMatchObject({
      status: 503,
      body: expect.stringContaining('mount a writable folder at'),
    });
    expect(await setup.status.code('/healthz')).toBe(200);
    expect(daemon.process.exitCode).toBeNull();
    expect(setup.pia.simulator.logins).toEqual([]);
  });
});
