import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkEnvironment, logVariables } from '@portkeep/app-host';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { contradictions } from '../../../../apps/gateway/src/contradictions.ts';
import { interfaceName } from '../../../../apps/gateway/src/values/interface-name.ts';
import { lanAround } from '../../../../apps/gateway/src/values/lan.ts';
import { variables } from '../../../../apps/gateway/src/variables.ts';
import { evaluate, hasNix } from '../../../src/deploy/nix/evaluate.ts';
import { evaluatedHost, scriptsOf, unitText } from '../../../src/deploy/nix/evaluated.ts';
import { hasReal } from '../../../src/require-real.ts';
import { temporaryFolder } from '../../../src/temporary-folder.ts';

const read = (name: string) =>
  v.parse(evaluatedHost, evaluate('tests/check.nix', `configurations.${name}`));
const GATEWAY = 'container@pia-vpn.service';
/** Of 10, where 10 is a service without any protection. */
const MOST_EXPOSURE = 2;

describe.runIf(hasNix).each(['everything', 'noReceiver', 'pasted', 'samePort'])(
  'the units of the configuration "%s"',
  (name) => {
    test(`the gateway accepts every variable of the configuration "${name}"`, () => {
      const gateway = read(name).containers['pia-vpn'];
      const environment = gateway?.config.units['pia-vpn-setup']?.environment ?? {};
      const all = { ...variables, ...logVariables };
      const known = Object.values(all).map((each) => each.name);
      expect(known).toEqual(expect.arrayContaining(Object.keys(environment)));
      const login = { PIA_USER: 'p1234567', PIA_PASS: 'a long password' };
      const { problems, warnings } = checkEnvironment(all, { ...environment, ...login });
      const { values } = checkEnvironment(variables, { ...environment, ...login });
      const lan = lanAround(v.parse(interfaceName, 'eth0'), gateway?.localAddress ?? '');
      expect(lan).toBeDefined();
      expect([...problems, ...warnings, ...contradictions(values, lan)]).toEqual([]);
    });

    test.runIf(hasReal({ programs: ['systemd-analyze', 'bash'] }))(
      `systemd-analyze and bash accept every unit of the configuration "${name}"`,
      () => {
        const { units, containers } = read(name);
        const folder = temporaryFolder();
        const inner = Object.values(containers).flatMap(({ config }) =>
          Object.entries(config.units),
        );
        for (const [unit, described] of [...Object.entries(units), ...inner]) {
          for (const { text } of scriptsOf(described)) {
            const { stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
            expect(stderr, unit).toBe('');
          }
          const file = join(folder, `${unit}.service`);
          writeFileSync(file, unitText(described));
          const verified = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
          expect([verified.status, `${verified.stdout}${verified.stderr}`], unit).toEqual([0, '']);
        }
      },
    );
  },
);

describe.runIf(hasNix)('the containers of the module', () => {
  test('the gateway’s container waits for no interface that only the container itself makes', () => {
    const { units, containers } = read('pasted');
    const interfaces = containers['pia-vpn']?.interfaces ?? [];
    expect(interfaces).toEqual(['piaw']);
    const maker = units['pia-vpn-interface'];
    const make = /ip link add piaw type wireguard/;
    expect(maker).toMatchObject({ before: [GATEWAY], wantedBy: [GATEWAY], after: [] });
    expect(maker?.script).toMatch(make);
    expect(units['container@pia-vpn']?.preStart).toMatch(make);
  });

  test('a gateway that stops takes no container behind it along', () => {
    const { 'container@my-service': service } = read('pasted').units;
    expect(service).toMatchObject({ partOf: [], unitConfig: {} });
    expect(service?.wants).toContain(GATEWAY);
    expect(service?.after).toContain(GATEWAY);
  });

  test('only the path of the login is known to the module, and only the gateway sees the file', () => {
    const text = JSON.stringify(evaluate('tests/check.nix', 'configurations.pasted'));
    expect(text.match(/[^"]*pia-login[^"]*/g)).toEqual([
      '/run/pia-login.conf',
      '/run/agenix/pia-login.conf',
      'pia_login:/run/pia-login.conf',
    ]);
  });

  test.runIf(hasReal({ programs: ['systemd-analyze'] }))(
    'systemd-analyze rates the unit of the gateway as well protected',
    () => {
      const unit = read('pasted').containers['pia-vpn']?.config.units['pia-vpn-setup'];
      const file = join(temporaryFolder(), 'pia-vpn-setup.service');
      writeFileSync(file, unit ? unitText(unit) : '');
      const limit = `--threshold=${MOST_EXPOSURE * 10}`;
      const words = ['security', '--offline=true', '--no-pager', limit, file];
      const { status, stdout } = spawnSync('systemd-analyze', words, { encoding: 'utf8' });
      expect(status, stdout).toBe(0);
    },
  );
});
