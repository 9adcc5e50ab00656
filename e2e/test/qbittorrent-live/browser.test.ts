import { expect, test } from 'vitest';
import { startPageServer } from '../../src/browser/page-server.ts';
import { startChild } from '../../src/child.ts';
import { cleanUp } from '../../src/clean-up.ts';
import { hasReal } from '../../src/require-real.ts';
import { temporaryFolder } from '../../src/temporary-folder.ts';
import { CREDENTIALS } from '../../src/web-ui.ts';
import { describeLive } from './live.ts';
import { makeTorrent } from './torrent.ts';

const HAS_CHROMIUM = hasReal({ programs: ['chromium'] });

describeLive('a page in Chromium', (live) => {
  test.runIf(HAS_CHROMIUM)('a page in Chromium uses the client on its own origin', async () => {
    const made = makeTorrent('from-a-page.bin');
    const page = await startPageServer(live.real.baseUrl, {
      ...CREDENTIALS,
      torrent: Buffer.from(await made.file.arrayBuffer()).toString('base64'),
    });
    cleanUp(() => page.close());
    const browser = startChild(
      [
        ...['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run'],
        ...['--disable-background-networking', '--disable-component-update'],
        ...[`--user-data-dir=${temporaryFolder()}`, page.url],
      ],
      { env: { PATH: process.env.PATH, HOME: temporaryFolder() } },
    );
    expect(await page.outcome).toEqual({
      rejection: 'QBT_LOGIN_REJECTED',
      version: `v${live.version}`,
      name: made.name,
      exportedBytes: expect.any(Number),
      cookie: '',
    });
    browser.kill('SIGTERM');
    await browser.exited;
  });
});
