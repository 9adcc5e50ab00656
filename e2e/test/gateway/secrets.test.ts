import { chownSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { canHaveGateway } from '../../src/gateway/can-have-gateway.ts';
import { GatewayBed } from '../../src/gateway/gateway-bed.ts';
import { LAN } from '../../src/gateway/plan.ts';
import { recordPrograms } from '../../src/gateway/recorded-programs.ts';
import { GATEWAY_UID, startGateway } from '../../src/gateway/start-gateway.ts';
import { PROXY_PASSWORD, PROXY_URL } from '../../src/gateway/start-proxy.ts';
import { temporaryFolder } from '../../src/temporary-folder.ts';
import { waitUntil } from '../../src/wait-until.ts';

const RENEWALS = 20;

describe.runIf(canHaveGateway)('what a gateway shows of its secrets', () => {
  let bed: GatewayBed;
  beforeAll(async () => {
    bed = await GatewayBed.create();
  });

  /** The variables of a gateway whose secrets are in files. */
  function inFiles(environment: Readonly<Record<string, string>>): Record<string, string> {
    const { PIA_PASS = '', PIA_PROXY = '', ...others } = environment;
    const rest: Record<string, string> = { ...others };
    const folder = temporaryFolder();
    const files = { PIA_PASS_FILE: PIA_PASS, PIA_PROXY_FILE: PIA_PROXY };
    for (const [name, text] of Object.entries(files)) {
      const file = join(folder, name);
      writeFileSync(file, text, { mode: 0o600 });
      chownSync(file, GATEWAY_UID, GATEWAY_UID);
      rest[name] = file;
    }
    return rest;
  }

  test(`no secret shows in any argument, environment, log or page during ${RENEWALS} renewals, and every key file is gone`, async () => {
    const { pia } = bed.internet;
    const programs = recordPrograms('ip', 'nft', 'wg');
    const gateway = startGateway({
      namespace: bed.namespaces.gateway,
      environment: {
        ...inFiles(bed.environment),
        PATH: programs.path,
        LOG_LEVEL: 'debug',
        FORWARD_TO: LAN.services[0],
      },
    });
    await bed.ready(gateway);
    const keys: string[] = [];
    for (let renewal = 0; renewal <= RENEWALS; renewal += 1) {
      const { peer_ip: before } = await bed.status();
      keys.push(bed.inGateway('wg', 'show', bed.tunnel, 'private-key').trim());
      // Errors too: those are where secrets slip out.
      if (renewal === 1) await pia.setFault('addKey', 'login-failed', { times: 1 });
      if (renewal === 2) await pia.setFault('bindPort', 'bad-signature', { times: 1 });
      if (renewal === RENEWALS) break;
      gateway.kill('SIGHUP');
      await waitUntil('the tunnel is renewed', async () => {
        const { peer_ip: address } = await bed.status();
        return address !== before;
      });
    }
    expect(new Set(keys).size).toBe(RENEWALS + 1);
    const claims = (await pia.claims()).flatMap(({ payload, signature }) => [payload, signature]);
    const secrets = [
      ...[...keys, ...claims, ...(await pia.tokens()), PROXY_PASSWORD],
      ...[bed.environment.PIA_PASS ?? ''],
    ];
    const pages = await Promise.all(
      ['status', 'readyz', 'metrics'].map((page) => bed.host.page(bed.url(page))),
    );
    const own = ['cmdline', 'environ'].map((file) =>
      readFileSync(`/proc/${gateway.pid}/${file}`, 'utf8'),
    );
    const record = programs.read();
    const shown = [record, gateway.output, ...own, ...pages.map(({ body }) => body)].join('\n');
    expect(secrets.every((secret) => secret.length > 0)).toBe(true);
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
    expect(secrets.filter((secret) => shown.includes(encodeURIComponent(secret)))).toEqual([]);

    const files = [...record.matchAll(/^key (\d+) (.*)$/gm)];
    expect(files.length).toBeGreaterThan(RENEWALS);
    expect(new Set(files.map(([, mode]) => mode))).toEqual(new Set(['600']));
    expect(files.filter(([, , file = '']) => existsSync(file))).toEqual([]);
    gateway.kill('SIGTERM');
    await gateway.exited;
  });

  test('the plan names no secret', async () => {
    const plan = bed.start({ FORWARD_TO: LAN.services[0] }, 'plan');
    expect(await plan.exited).toMatchObject({ code: 0 });
    expect(plan.output).toContain('table inet portkeep');
    for (const secret of [PROXY_PASSWORD, PROXY_URL, bed.environment.PIA_PASS ?? '']) {
      expect(plan.output).not.toContain(secret);
    }
  });

  test('without the capability, the gateway ends with 78 and the line that helps', async () => {
    const logins = await bed.internet.pia.count('logins');
    const gateway = startGateway({
      namespace: bed.namespaces.gateway,
      environment: bed.environment,
      capabilities: [],
    });
    expect(await gateway.exited).toMatchObject({ code: 78 });
    expect(gateway.output).toContain('CAP_NET_ADMIN');
    expect(await bed.internet.pia.count('logins')).toBe(logins);
  });
});
