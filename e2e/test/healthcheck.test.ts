import { describe, expect, test } from 'vitest';
import { options } from '../src/concurrent-tests.ts';
import { filesIn, startDaemon } from '../src/daemon.ts';
import { ready, setUp } from '../src/daemon-beside-other-pia.ts';
import { hasReal } from '../src/require-real.ts';
import { startSidecar } from '../src/sidecar.ts';
import { waitUntil } from '../src/wait-until.ts';

describe.runIf(hasReal({ programs: ['openssl', 'unshare', 'nsenter', 'ip'], root: true }))(
  'healthcheck',
  options,
  () => {
    test('healthcheck exits with 0 when the daemon is ready and with 1 when it is absent or not ready', async () => {
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

    test('healthcheck ignores an answer of the other app or of a daemon in another container', async () => {
      const { status, start } = await setUp();
      start();
      await ready(status);
      const environment = { HTTP_LISTEN: status.listen };
      const sidecar = startSidecar({ command: 'healthcheck', environment });
      expect((await sidecar.exited).code).toBe(1);
      expect(sidecar.output).toContain('is answered by portkeep-daemon');
      const wrapper = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'];
      const neighbour = startDaemon({ command: 'healthcheck', environment, wrapper });
      expect((await neighbour.exited).code).toBe(1);
      expect(neighbour.output).toContain('is answered by the portkeep-daemon of another container');
    });

    test('healthcheck finds a daemon that listens on all addresses where IPv6 is off', async () => {
      const off = 'echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6';
      const environment = { ...filesIn('/nowhere'), HTTP_LISTEN: '[::]:9797' };
      const daemon = startDaemon({
        environment: { ...environment, PIA_USER: 'p7654321', PIA_PASS: 'correct-horse-7' },
        wrapper: ['unshare', '--net', 'sh', '-c', `ip link set lo up && ${off} && exec "$@"`, 'sh'],
      });
      await waitUntil('it tries', () => daemon.output.includes('WARN'));
      const check = startDaemon({
        command: 'healthcheck',
        environment,
        wrapper: ['nsenter', `--net=/proc/${daemon.pid}/ns/net`],
      });
      expect((await check.exited).code).toBe(1);
      expect(check.output).toContain('none yet');
    });

    test('healthcheck says that there is nothing to check when the status server is off', async () => {
      const daemon = startDaemon({ command: 'healthcheck', environment: { HTTP_LISTEN: 'off' } });
      expect((await daemon.exited).code).toBe(0);
      expect(daemon.output).toContain('nothing is checked');
    });
  },
);
