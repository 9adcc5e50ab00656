import { closeSync, existsSync, openSync, readFileSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { startPiaSimulator } from '@portkeep/simulators';
import { expect, test } from 'vitest';
import { cleanUp } from '../src/clean-up.ts';
import { filesIn, startDaemon } from '../src/daemon.ts';
import { temporaryFolder } from '../src/temporary-folder.ts';
import { waitUntil } from '../src/wait-until.ts';

const CHANGES = 12;

// A kill hits the microseconds between emptying a file and filling it too rarely to prove anything. The
// proof is that a reader that opened a file before a change still reads the whole old content.
test(`kill -9 leaves no half file, and a reader never sees one, while the port changes ${CHANGES} times`, {
  timeout: 60_000,
}, async () => {
  const pia = await startPiaSimulator();
  cleanUp(() => pia.close());
  const { simulator } = pia;
  const files = filesIn(temporaryFolder());
  const start = () =>
    startDaemon({
      environment: {
        ...pia.environment,
        ...files,
        PORT_FORWARD_REFRESH_INTERVAL: '1',
        HTTP_LISTEN: 'off',
      },
    });
  const portIn = {
    PORT_FILE: (text: string) => Number(/^(\d+)\n$/.exec(text)?.[1]),
    PORT_DATA_FILE: (text: string): unknown => JSON.parse(text).port,
    STATE_FILE: (text: string): unknown => JSON.parse(text).claim.port,
  };
  const names = ['PORT_FILE', 'PORT_DATA_FILE', 'STATE_FILE'] as const;
  const allHold = (port: unknown) =>
    names.every(
      (name) => existsSync(files[name]) && portIn[name](readFileSync(files[name], 'utf8')) === port,
    );

  let daemon = start();
  await waitUntil('the files are there', () => allHold(simulator.bindingHistory.at(-1)?.port));
  for (let change = 0; change < CHANGES; change += 1) {
    const before = Number(readFileSync(files.PORT_FILE, 'utf8'));
    const opened = names.map((name) => ({ name, file: openSync(files[name], 'r') }));
    simulator.busyPorts.add(before);
    if (change % 3 === 0) {
      // It dies in the middle of what it does to the files.
      const watcher = watch(dirname(files.PORT_FILE), () => daemon.kill('SIGKILL'));
      await daemon.exited;
      watcher.close();
      for (const name of names)
        expect(portIn[name](readFileSync(files[name], 'utf8'))).toBeTypeOf('number');
      daemon = start();
    }
    await waitUntil('all files hold another port', () => {
      const { port } = simulator.bindingHistory.at(-1) ?? {};
      return port !== before && allHold(port);
    });
    for (const { name, file } of opened) {
      expect(portIn[name](readFileSync(file, 'utf8')), `${name}, opened before`).toBe(before);
      closeSync(file);
    }
  }
  daemon.kill('SIGTERM');
  expect(await daemon.exited).toEqual({ code: 0, signal: null });
});
