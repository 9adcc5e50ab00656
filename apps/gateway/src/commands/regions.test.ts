import { expect, test } from 'vitest';
import { runCommand } from '../../test/command-app.ts';
import { piaThroughProxy } from '../../test/pia-through-proxy.ts';
import { createClients } from '../clients.ts';
import { regions } from './regions.ts';

test('regions lists those that forward ports through the proxy, and logs in nowhere', async () => {
  const { pia, proxy, environment } = await piaThroughProxy();
  const { printed, exitCode } = await runCommand(regions, environment);
  expect(exitCode).toBe(0);
  expect(printed).toMatch(/^ID +NAME +LATENCY\n/);
  expect(printed).toMatch(/^sweden +\S.* +\d+ ms$/m);
  expect(printed).toMatch(/^nl_amsterdam +\S.* +\d+ ms$/m);
  expect(printed).not.toContain('us_california');
  expect(printed).toMatch(/\n\d+ more forward no ports/);
  expect(pia.simulator.logins).toEqual([]);
  expect(proxy.asked.length).toBeGreaterThan(2);
});

test('regions are sorted by their latency, and one that does not answer comes last', async () => {
  const { pia, environment } = await piaThroughProxy();
  const [amsterdam] = pia.simulator.servers.filter(({ regionId }) => regionId === 'nl_amsterdam');
  const { printed } = await runCommand(
    (app) =>
      regions(app, {
        ...createClients(app),
        connectTime: async ({ address }) => {
          if (address !== amsterdam?.publicAddress) throw new Error('no answer');
          return 31.4;
        },
      }),
    environment,
  );
  expect(printed).toMatch(/^nl_amsterdam .* 31 ms$/m);
  expect(printed).toMatch(/^sweden .* no answer$/m);
  expect(printed.indexOf('nl_amsterdam')).toBeLessThan(printed.indexOf('sweden'));
});
