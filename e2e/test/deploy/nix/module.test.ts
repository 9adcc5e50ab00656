import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  evaluate,
  failure,
  hasNix,
  NIX_FOLDER,
  realLib,
  syntaxProblem,
} from '../../../src/deploy/nix/evaluate.ts';
import { evaluatedHost } from '../../../src/deploy/nix/evaluated.ts';

const CHECK = 'tests/check.nix';
const CONFIGURATIONS = [
  'disabled',
  'everything',
  'nftables',
  'noReceiver',
  'pasted',
  'samePort',
] as const;
const flakeOutputs = v.object({
  module: v.boolean(),
  packages: v.record(v.string(), v.object({ pname: v.string(), installPhase: v.string() })),
});

describe.runIf(hasNix)('the NixOS module', () => {
  const files = readdirSync(NIX_FOLDER, { recursive: true, encoding: 'utf8' });

  test.each(files.filter((file) => file.endsWith('.nix')))('nix can parse %s', (file) => {
    expect(syntaxProblem(file)).toBe('');
  });

  // `vitest run --update` writes them.
  test.each(CONFIGURATIONS)(
    'the module makes of the configuration "%s" what was reviewed',
    async (name) => {
      const made = JSON.stringify(evaluate(CHECK, `configurations.${name}`), null, 2);
      await expect(`${made}\n`).toMatchFileSnapshot(
        join(NIX_FOLDER, `tests/snapshots/${name}.json`),
      );
    },
  );

  test('nftables changes nothing in what the module makes, because its rules are for both firewalls', () => {
    const made = evaluate(CHECK, 'configurations.nftables');
    expect(made).toMatchObject({ networking: { nftables: { enable: true } } });
    expect(v.parse(evaluatedHost, made)).toEqual(
      v.parse(evaluatedHost, evaluate(CHECK, 'configurations.pasted')),
    );
  });

  test.runIf(realLib())(
    'nixpkgs’ own lib makes the same of every configuration as the stand-in',
    () => {
      const real = ['--arg', 'libPath', realLib() ?? ''];
      expect(evaluate(CHECK, 'configurations', real)).toEqual(evaluate(CHECK, 'configurations'));
    },
  );

  test('each assertion fires alone, and says what to change', () => {
    const texts = v.record(v.string(), v.array(v.string()));
    const messages = v.parse(texts, evaluate(CHECK, 'asserted'));
    for (const [name, found] of Object.entries(messages)) expect(found, name).toHaveLength(1);
    expect(Object.values(messages).flat()).toMatchInlineSnapshot(`
      [
        "pia-vpn.containers.web.ip is 10.100.0.2, the address of the gateway (pia-vpn.vpnAddress); choose another one.",
        "pia-vpn.vpnAddress is 10.101.0.2, which no host in pia-vpn.subnet (10.100.0.0/24) can have; choose another address.",
        "pia-vpn.containers.pia-vpn: rename the container; the gateway is the one with this name.",
        "pia-vpn.containers.web.onPortForwarded never runs, because the container receives no port; set receiveForwardedPort as well.",
        "pia-vpn.containers.web.ip is 10.100.0.1, the address of the host (pia-vpn.hostAddress); choose another one.",
        "pia-vpn.hostAddress and pia-vpn.vpnAddress are both 10.100.0.1; give the gateway an address of its own.",
        "pia-vpn.hostAddress is 10.101.0.1, which no host in pia-vpn.subnet (10.100.0.0/24) can have; choose another address.",
        "pia-vpn.containers.web.ip is 10.100.0.255, which no host in pia-vpn.subnet (10.100.0.0/24) can have; choose another address.",
        "pia-vpn.bridgeName is sixteen-letters-; name it with at most 15 letters, digits, dots, dashes and underscores, a letter first.",
        "pia-vpn.interfaceName is sixteen-letters-; name it with at most 15 letters, digits, dots, dashes and underscores, a letter first.",
        "pia-vpn.containers.twelve-chars: rename the container to at most 11 letters, digits and dashes; its name becomes that of a network interface and of a host.",
        "pia-vpn.containers.web.ip is 10.100.1.10, which no host in pia-vpn.subnet (10.100.0.0/24) can have; choose another address.",
        "Two of pia-vpn.containers have the same ip; give each an address of its own.",
        "pia-vpn.interfaceName and pia-vpn.bridgeName are both piaw; choose two names.",
        "PIA forwards one port, but these containers set receiveForwardedPort: a, b. Keep one of them.",
        "pia-vpn.containers.my_web: rename the container to at most 11 letters, digits and dashes; its name becomes that of a network interface and of a host.",
      ]
    `);
  });

  test.each([
    ['port', 'containers.web.receiveForwardedPort.port'],
    ['portZero', 'containers.web.receiveForwardedPort.port'],
    ['protocol', 'containers.web.receiveForwardedPort.protocol'],
    ['unknown', 'containers.web.forwardedPort'],
    ['unknownOption', 'location'],
    ['address', 'containers.web.ip'],
    ['noAddress', 'containers.web.ip'],
    ['subnet', 'subnet'],
    ['dns', 'dns.[definition 1-entry 2]'],
    ['location', 'serverLocation'],
  ])('the module refuses the wrong value "%s" by naming pia-vpn.%s', (name, path) => {
    expect(failure(CHECK, `refused.${name}`)).toContain(`option \`pia-vpn.${path}'`);
  });

  test('the flake offers the module, and the gateway with the flags of its image for both processors', () => {
    const { module, packages } = v.parse(flakeOutputs, evaluate(CHECK, 'flake'));
    expect(module).toBe(true);
    expect(Object.keys(packages)).toEqual(['aarch64-linux', 'x86_64-linux']);
    for (const { pname, installPhase } of Object.values(packages)) {
      expect(pname).toBe('portkeep-gateway');
      expect(installPhase).toContain("'--disable-sigusr1 --max-semi-space-size=1'");
      expect(installPhase).toContain('/nix/store/nftables/bin:');
    }
  });
});
