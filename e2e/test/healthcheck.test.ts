import { describe, expect, test } from 'vitest';
import { options } from '../src/concurrent-tests.ts';
import { startDaemon } from '../src/daemon.ts';
import { ready, setUp } from '../src/daemon-beside-other-pia.ts';
import { hasReal } from '../src/require-real.ts';
import { waitUntil } from '../src/wait-until.ts';

describe.runIf(hasReal({ programs: ['openssl'] }))('healthcheck', options, () => {
  test('is 0 when the daemon is ready and 1 when it is not there or not ready', async () => {
    const { pia, status, start } = await setUp();
    expect((await start('healthcheck').exited).code).toBe(1);
    pia.hanging.add('login');
    start();
    await waitUntil('it tries', () => pia.requests.includes('login'));
    const early = start('healthcheck');
    expect((await early.exited).code).toBe(1);
    expect(early.output).toContain('lease: none yet');
    const other = await setUp();
    other.start();
    await ready(other.status);
    const good = startDaemon({
      command: 'healthcheck',
      environment: { HTTP_LISTEN: other.status.listen },
    });
    expect((await good.exited).code).toBe(0);
    expect(status.listen).not.toBe(other.status.listen);
  });

  test('says that nothing is checked when the status server is off', async () => {
    const daemon = startDaemon({ command: 'healthcheck', environment: { HTTP_LISTEN: 'off' } });
    expect((await daemon.exited).code).toBe(0);
    expect(daemon.output).toContain('nothing is checked');
  });
});
