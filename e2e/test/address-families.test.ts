import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { options } from '../src/concurrent-tests.ts';
import { startNatPmpFront } from '../src/natpmp-front.ts';
import { hasReal } from '../src/require-real.ts';
import { startSidecar } from '../src/sidecar.ts';
import { waitUntil } from '../src/wait-until.ts';

const SCRIPT = `fetch(process.argv[1]).then(
  (reply) => console.log(reply.status), ({ cause }) => console.log(cause.code));`;

/** What makes a new network namespace one of each kind, and what a node's address is there. */
const KINDS = [
  {
    kind: 'only IPv4',
    setUp: 'echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6',
    hosts: ['127.0.0.1'],
  },
  { kind: 'only IPv6', setUp: 'ip address delete 127.0.0.1/8 dev lo', hosts: ['[::1]'] },
  { kind: 'IPv4 and IPv6', setUp: 'true', hosts: ['127.0.0.1', '[::1]'] },
];

describe.runIf(hasReal({ programs: ['unshare', 'nsenter', 'ip'], root: true }))(
  'in a network namespace with',
  options,
  () => {
    test.each(KINDS)(
      '$kind, the probes, the health checks and the pair of sidecar and front work',
      async ({ setUp, hosts }) => {
        const [host = ''] = hosts;
        const front = startNatPmpFront({
          environment: { NATPMP_GATEWAY: '127.0.0.1' },
          wrapper: [
            'unshare',
            '--net',
            'sh',
            '-c',
            `ip link set lo up && ${setUp} && exec "$@"`,
            'sh',
          ],
        });
        await waitUntil('the front serves', () => front.output.includes('The API is served'));
        const wrapper = ['nsenter', `--net=/proc/${front.pid}/ns/net`];
        // The kubelet writes an IPv6 address as it is, so the brackets are in the manifest.
        const address = host.replace(/[[\]]/g, '');
        const environment = { NATPMP_SERVICE: `[${address}]:8080`, INTERNAL_PORT: '6881' };
        const sidecar = startSidecar({ environment, wrapper });
        await waitUntil('the front answers', () => sidecar.output.includes('(HTTP 500)'));

        const words = [...wrapper.slice(1), process.execPath, '-e', SCRIPT];
        const answer = (url: string) =>
          execFileSync('nsenter', [...words, url], { encoding: 'utf8' }).trim();
        for (const port of [8080, 9798]) {
          for (const each of hosts) {
            expect([each, answer(`http://${each}:${port}/healthz`)]).toEqual([each, '200']);
          }
        }

        const check = startSidecar({ command: 'healthcheck', environment: {}, wrapper });
        expect((await check.exited).code).toBe(1);
        expect(check.output).toContain('none yet');
        const ofFront = startNatPmpFront({ command: 'healthcheck', environment: {}, wrapper });
        expect((await ofFront.exited).code).toBe(1);
        expect(ofFront.output).not.toContain('does not answer');
      },
    );

    test('a sidecar that gets an IPv6 address of the API without brackets exits with 78 and shows the right form', async () => {
      const sidecar = startSidecar({
        environment: { NATPMP_SERVICE: 'fd00::1:8080', INTERNAL_PORT: '6881' },
      });
      expect((await sidecar.exited).code).toBe(78);
      expect(sidecar.output).toContain('[$(HOST_IP)]:8080');
    });
  },
);
