import { describe, expect, test } from 'vitest';
import { timed } from '../src/child.ts';
import { ready, setUp } from '../src/daemon-beside-other-pia.ts';
import { hasReal } from '../src/require-real.ts';
import { waitUntil } from '../src/wait-until.ts';

const STOP_WITHIN_MS = 1_000;

describe.runIf(hasReal({ programs: ['openssl'] }))('signals to the daemon', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s ends an idle daemon at once with exit code 0',
    async (name) => {
      const { status, start } = await setUp();
      const daemon = start();
      await ready(status);
      daemon.kill(name);
      const { ms, ...exit } = await timed(daemon);
      expect(exit).toEqual({ code: 0, signal: null });
      expect(ms).toBeLessThan(STOP_WITHIN_MS);
    },
  );

  test.each(['login', 'list', 'getSignature', 'bindPort'] as const)(
    'a signal ends a daemon at once while %s hangs',
    async (place) => {
      const { pia, start } = await setUp();
      pia.hanging.add(place);
      const daemon = start();
      await waitUntil('the request hangs', () => pia.requests.includes(place));
      daemon.kill('SIGTERM');
      const { ms, ...exit } = await timed(daemon);
      expect(exit).toEqual({ code: 0, signal: null });
      expect(ms).toBeLessThan(STOP_WITHIN_MS);
      expect(daemon.output).not.toContain('by force');
    },
  );
});
