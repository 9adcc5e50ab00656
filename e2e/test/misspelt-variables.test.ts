import {
  type Environment,
  logVariables,
  misspeltVariables,
  type Variable,
} from '@portkeep/app-host';
import { describe, expect, test } from 'vitest';
import { variables as daemon } from '../../apps/daemon/src/variables.ts';
import { variables as front } from '../../apps/natpmp-front/src/variables.ts';
import { variables as sidecar } from '../../apps/sidecar/src/variables.ts';
import { startDaemon } from '../src/daemon.ts';
import { gluetunVariables } from '../src/gluetun-variables.ts';
import { startSidecar } from '../src/sidecar.ts';
import { waitUntil } from '../src/wait-until.ts';

const APPS = Object.entries({ daemon, sidecar, 'natpmp-front': front });

function namesOf(variables: (typeof APPS)[number][1]): string[] {
  return Object.values({ ...variables, ...logVariables }).flatMap(({ name, secret }) =>
    secret ? [name, `${name}_FILE`] : [name],
  );
}

function misspellings(name: string): string[] {
  const found = [`export ${name}`, `${name} `, `\uFEFF${name}`, name.toLowerCase(), `"${name}`];
  for (let at = 1; at < name.length; at += 1) {
    const [before, after] = [name.slice(0, at), name.slice(at)];
    found.push(before + after.slice(1), `${before}X${after}`, `${before}XX${after.slice(1)}`);
    found.push(before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2));
  }
  return found;
}

/** What Kubernetes sets in each pod for the services of its namespace. */
function serviceLinks(...services: readonly string[]): Environment {
  return Object.fromEntries(
    services.flatMap((service) => {
      const name = service.toUpperCase().replaceAll('-', '_');
      const ports = [8080, 6881].flatMap((port) =>
        ['TCP', 'UDP'].flatMap((protocol) => {
          const one = `${name}_PORT_${port}_${protocol}`;
          const url = `${protocol.toLowerCase()}://10.43.0.7:${port}`;
          const parts = { PROTO: protocol.toLowerCase(), PORT: String(port), ADDR: '10.43.0.7' };
          return [
            [one, url],
            ...Object.entries(parts).map(([part, value]) => [`${one}_${part}`, value]),
          ];
        }),
      );
      return [
        [`${name}_SERVICE_HOST`, '10.43.0.7'],
        [`${name}_SERVICE_PORT`, '8080'],
        [`${name}_SERVICE_PORT_HTTP`, '8080'],
        [`${name}_PORT`, 'tcp://10.43.0.7:8080'],
        ...ports,
      ];
    }),
  );
}

describe.each(APPS)('for the %s', (_app, variables) => {
  const names = namesOf(variables);
  const all = { ...variables, ...logVariables };
  const meantIn = (environment: Environment) =>
    misspeltVariables(all, environment).map(({ meant }) => meant);

  test.each(names)('a misspelling of %s is recognised', (name) => {
    const others = new Set([...names, 'UID', 'GID', 'PWD', 'PIA_TOKEN']);
    const wrong = misspellings(name).filter((each) => !others.has(each));
    for (const each of wrong) {
      const [meant] = meantIn({ [each]: 'x' });
      // Two short names may be equally close: PUID and PGID.
      if (name.length > 4) expect([each, meant]).toEqual([each, name]);
      else expect(names).toContain(meant);
    }
  });

  test("the app's own variables are not taken for misspellings", () => {
    expect(meantIn(Object.fromEntries(names.map((name) => [name, 'x'])))).toEqual([]);
  });

  const tellsQBittorrent = names.includes('QBITTORRENT_HOST');
  test.runIf(tellsQBittorrent)(
    'each variable for qBittorrent is reported as useless without QBITTORRENT_HOST',
    () => {
      const names = Object.values(variables).map(({ name }) => name);
      const own = names.filter((name) => /^QBITTORRENT_(?!HOST$)/.test(name));
      const needy = Object.values<Variable<unknown>>(variables).filter(({ needs }) =>
        needs.some((each) => each === 'QBITTORRENT_HOST'),
      );
      expect(own).not.toHaveLength(0);
      expect(needy.map(({ name }) => name)).toEqual(own);
    },
  );

  test('no variable of gluetun is taken for a misspelling', () => {
    expect(misspeltVariables(all, gluetunVariables)).toEqual([]);
  });

  test('variables for the services of a namespace are not taken for misspellings, whatever their names', () => {
    const services = names.map((name) => name.toLowerCase().replaceAll('_', '-'));
    const more = ['qbittorrent', 'pia', 'natpmp', 'port', 'pia-pass', 'api', 'internal', 'http'];
    expect(misspeltVariables(all, serviceLinks(...services, ...more))).toEqual([]);
  });
});

test.each([
  ['QBITTORRENT_URL', 'QBITTORRENT_HOST'],
  ['QBITTORRENT_PORT', 'QBITTORRENT_HOST'],
  ['QBITTORRENT_USERNAME', 'QBITTORRENT_USER'],
  ['QBITTORRENT_PASSWORD', 'QBITTORRENT_PASS'],
  ['QBITTORRENT_PASSWORD_FILE', 'QBITTORRENT_PASS_FILE'],
  ['QBIT_URL', 'QBITTORRENT_HOST'],
  ['QBITTORRENT_CA', 'QBITTORRENT_CA_FILE'],
  ['QBITTORRENT_CERT_FILE', 'QBITTORRENT_CA_FILE'],
  ['PIA_PASSWORD', 'PIA_PASS'],
  ['PIA_USERNAME', 'PIA_USER'],
  ['PF_GATEWAY', 'PIA_GATEWAY'],
])('a warning says that %s is probably meant to be %s', (name, meant) => {
  expect(misspeltVariables(daemon, { [name]: 'x' })).toEqual([{ name, meant }]);
});

test('a service called pia-gateway does not become the port of the gateway', () => {
  const reading = daemon.gatewayPort.read(serviceLinks('pia-gateway'));
  expect(reading).toMatchObject({ value: 19_999, given: false });
});

describe('the built apps', () => {
  const secrets = { PIA_USER: 'p7654321', PIA_PASS: 'correct-horse-7' };
  const refused = {
    PIA_TOKEN_URL: 'https://127.0.0.1:1',
    PIA_SERVER_LIST_URLS: 'https://127.0.0.1:1',
  };

  test('the apps first log their name and where the port goes, then what looks wrong', async () => {
    const daemonOnce = startDaemon({
      environment: {
        ...{ ...secrets, ...refused, HTTP_LISTEN: '127.0.0.1:0' },
        ...{ QBITTORRENT_URL: 'http://box', QBITTORRENT_USER: 'me', PORT_FILE: '/nowhere/a.txt' },
        ...{ PORT_DATA_FILE: '/nowhere/b.json', STATE_FILE: '/proc/nowhere/c.json' },
      },
    });
    await waitUntil('it has begun', () => daemonOnce.output.includes('did you mean'));
    const [first, ...rest] = daemonOnce.output.split('\n');
    expect(first).toMatch(/INFO portkeep-daemon \d+\.\d+\.\d+\S* starts source=PIA /);
    expect(first).toContain('/nowhere/a.txt');
    const text = rest.join('\n');
    expect(text).toContain('QBITTORRENT_USER is set and QBITTORRENT_HOST is not');
    expect(text).toContain('did you mean QBITTORRENT_HOST?');
  });

  test('doctor shows once what looks wrong with the environment and with the hook', async () => {
    const doctor = startSidecar({
      command: 'doctor',
      environment: {
        ...{ NATPMP_SERVICE: '127.0.0.1:1', INTERNAL_PORT: '6881', ENABLE_UDP: 'off' },
        ...{ API_TOKEN: '"token-of-the-api"', QBITTORRENT_URL: 'x', ON_PORT_CHANGE: '/nowhere/a' },
      },
    });
    expect((await doctor.exited).code).toBe(1);
    const count = (text: string) => doctor.output.split(text).length - 1;
    expect(doctor.output).toContain('! The variables look wrong');
    expect(count('API_TOKEN begins and ends with a quote')).toBe(1);
    expect(count('did you mean QBITTORRENT_HOST?')).toBe(1);
    expect(doctor.output).toContain('✗ The hook cannot be started');
    expect(doctor.output).not.toContain('token-of-the-api');
  });

  test('the apps name the misspelt variable along with the one that is missing', async () => {
    const sidecarOnce = startSidecar({ environment: { NATPMP_URL: 'natpmp:8080' } });
    expect((await sidecarOnce.exited).code).toBe(78);
    expect(sidecarOnce.output).toMatch(/^NATPMP_URL is not a variable.*NATPMP_SERVICE\?$/m);
  });
});
