import type { Child } from './child.ts';
import { filesIn, startDaemon } from './daemon.ts';
import { freePort } from './free-port.ts';
import { OtherPia } from './other-pia/other-pia.ts';
import { StatusPage } from './status-page.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { waitUntil } from './wait-until.ts';

/** A daemon's surroundings, and how it is started. */
export interface Setup {
  readonly pia: OtherPia;
  readonly status: StatusPage;
  readonly files: ReturnType<typeof filesIn>;
  readonly start: (command?: string, environment?: Readonly<Record<string, string>>) => Child;
}

/** A PIA of the daemon's own, and a place for its files. */
export async function setUp(): Promise<Setup> {
  const pia = await OtherPia.start();
  const status = new StatusPage(await freePort());
  const files = filesIn(temporaryFolder());
  return {
    pia,
    status,
    files,
    start: (command = 'run', more = {}) =>
      startDaemon({
        command,
        environment: { ...pia.environment, ...files, HTTP_LISTEN: status.listen, ...more },
      }),
  };
}

/** Resolves when the daemon is ready. */
export const ready = (status: StatusPage) =>
  waitUntil('it is ready', async () => (await status.code('/readyz')) === 200);
