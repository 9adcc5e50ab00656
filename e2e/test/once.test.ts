import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { timed } from '../src/child.ts';
import { cleanUp } from '../src/clean-up.ts';
import { options } from '../src/concurrent-tests.ts';
import { setUp } from '../src/daemon-beside-other-pia.ts';
import { hasReal } from '../src/require-real.ts';

describe.runIf(hasReal({ programs: ['openssl'] }))('once', options, () => {
  test('once tries a gateway that does not answer for 45 seconds, then exits with 1', async () => {
    const { pia, start } = await setUp();
    let knocks = 0;
    const silent = createServer((socket) => {
      knocks += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    cleanUp(() => silent.close());
    const { port } = silent.address() as AddressInfo;
    const { code, ms } = await timed(start('once', { PIA_GATEWAY_PORT: String(port) }));
    expect(code).toBe(1);
    expect(ms).toBeGreaterThan(40_000);
    expect(ms).toBeLessThan(55_000);
    // At 0, 5, 15 and 35 seconds.
    expect(knocks).toBeGreaterThanOrEqual(3);
    expect(pia.logins).toEqual([]);
  });

  test('once writes the port and exits with 0', async () => {
    const { pia, files, start } = await setUp();
    expect(await start('once').exited).toEqual({ code: 0, signal: null });
    expect(readFileSync(files.PORT_FILE, 'utf8')).toBe(`${pia.claims[0]?.port}\n`);
    expect(await start('once').exited).toEqual({ code: 0, signal: null });
    expect(pia.logins).toHaveLength(1);
    expect(pia.binds).toHaveLength(2);
  });

  test('once exits with 1 immediately when the login is refused, and does not repeat it', async () => {
    const { pia, start } = await setUp();
    const wrong = { PIA_PASS: 'a wrong one' };
    const first = start('once', wrong);
    const { code, ms } = await timed(first);
    expect(code).toBe(1);
    expect(ms).toBeLessThan(10_000);
    // Reported once, without announcing another try that never comes.
    expect(first.output.split('PIA_CREDENTIALS_REJECTED')).toHaveLength(2);
    expect(first.output).not.toContain('retry_at');
    expect((await start('once', wrong).exited).code).toBe(1);
    expect(pia.logins).toEqual([false]);
  });

  test('once exits with 1 when a sink fails', async () => {
    const { pia, start } = await setUp();
    const { code, ms } = await timed(start('once', { ON_PORT_CHANGE: 'false' }));
    expect(code).toBe(1);
    expect(ms).toBeLessThan(10_000);
    expect(pia.binds).toHaveLength(1);
  });
});
