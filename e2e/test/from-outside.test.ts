import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { timed } from '../src/child.ts';
import { options } from '../src/concurrent-tests.ts';
import { ready, setUp } from '../src/daemon-beside-other-pia.ts';
import { OtherPia } from '../src/other-pia/other-pia.ts';
import { hasReal } from '../src/require-real.ts';
import { temporaryFolder } from '../src/temporary-folder.ts';
import { waitUntil } from '../src/wait-until.ts';

const INTERVAL = { PORT_FORWARD_REFRESH_INTERVAL: '1' };

describe.runIf(hasReal({ programs: ['openssl'] }))(
  'with an independent fake of PIA',
  options,
  () => {
    test('the daemon gets the port, reports it, keeps it, and shows no secret', async () => {
      const { pia, status, files, start } = await setUp();
      const daemon = start('run', { ...INTERVAL, LOG_LEVEL: 'debug' });
      await ready(status);
      const port = pia.claims[0]?.port;
      expect(readFileSync(files.PORT_FILE, 'utf8')).toBe(`${port}\n`);
      expect(statSync(files.PORT_FILE).mode & 0o777).toBe(0o644);
      const data = JSON.parse(readFileSync(files.PORT_DATA_FILE, 'utf8'));
      expect(data).toMatchObject({ port, gateway: '127.0.0.1', hostname: OtherPia.hostname });
      for (const key of ['timestamp', 'next_refresh', 'expires_at']) {
        expect(data[key]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      }
      expect(Date.parse(data.expires_at) - Date.parse(data.timestamp)).toBe(900_000);

      await waitUntil('it has renewed', () => pia.binds.length >= 4);
      expect(new Set(pia.binds)).toEqual(new Set([port]));
      expect(pia.logins).toEqual([true]);
      expect(pia.claims).toHaveLength(1);
      expect(pia.requests.filter((place) => place === 'list')).toHaveLength(1);

      const page = JSON.parse((await status.get('/status')).body);
      expect(page).toMatchObject({ app: 'portkeep-daemon', state: 'held', port, last_error: null });
      daemon.kill('SIGTERM');
      expect(await timed(daemon)).toMatchObject({ code: 0 });
    });

    test('the daemon plans the renewal 7 to 13 % before a quarter of an hour is over', async () => {
      const { files, status, start } = await setUp();
      start();
      await ready(status);
      const data = JSON.parse(readFileSync(files.PORT_DATA_FILE, 'utf8'));
      const seconds = (Date.parse(data.next_refresh) - Date.parse(data.timestamp)) / 1000;
      expect(seconds).toBeGreaterThanOrEqual(782);
      expect(seconds).toBeLessThanOrEqual(838);
    });

    test('the daemon shows no secret in its output, pages or files', async () => {
      const { pia, status, files, start } = await setUp();
      // Failures too: those are where secrets slip out.
      pia.hanging.add('bindPort');
      const daemon = start('run', { ...INTERVAL, LOG_LEVEL: 'debug', LOG_FORMAT: 'json' });
      await waitUntil('it failed once', () => daemon.output.includes('PIA_TIMEOUT'));
      pia.hanging.clear();
      daemon.kill('SIGHUP');
      await ready(status);
      pia.claims.splice(0, 1, { port: 1, payload: '-', signature: '-' });
      await waitUntil('the gateway has refused the signature', () =>
        daemon.output.includes('PIA_BAD_SIGNATURE'),
      );
      const seen = [
        daemon.output,
        (await status.get('/status')).body,
        (await status.get('/metrics')).body,
        (await status.get('/readyz?sinks')).body,
        readFileSync(files.PORT_FILE, 'utf8'),
        readFileSync(files.PORT_DATA_FILE, 'utf8'),
      ];
      for (const text of seen) {
        for (const secret of pia.secrets.filter((each) => each.length > 1)) {
          expect(text).not.toContain(secret);
        }
      }
      const state = readFileSync(files.STATE_FILE, 'utf8');
      for (const secret of [pia.password, ...pia.tokens]) expect(state).not.toContain(secret);
    });

    test('the daemon sends a wrong password once, also across restarts, and a corrected one at once', async () => {
      const { pia, status, start } = await setUp();
      const passwordFile = join(temporaryFolder(), 'password');
      writeFileSync(passwordFile, 'a wrong one\n');
      const environment = { PIA_PASS: '', PIA_PASS_FILE: passwordFile };
      const first = start('run', environment);
      await waitUntil('it was refused', () => first.output.includes('PIA_CREDENTIALS_REJECTED'));
      expect(await status.get('/readyz')).toMatchObject({
        status: 503,
        body: expect.stringContaining('PIA_CREDENTIALS_REJECTED'),
      });
      first.kill('SIGTERM');
      expect(await first.exited).toEqual({ code: 0, signal: null });

      const second = start('run', environment);
      await waitUntil('it waits', () => second.output.includes('Cannot log in to PIA before'));
      expect(pia.logins).toEqual([false]);
      writeFileSync(passwordFile, `${pia.password}\n`);
      await ready(status);
      expect(pia.logins).toEqual([false, true]);
      expect(first.output + second.output).not.toContain('a wrong one');
    });
  },
);
