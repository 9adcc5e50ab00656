import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { type Environment, logVariables, Secret, type Variable } from '@portkeep/app-host';
import { afterAll, describe, expect, test } from 'vitest';
import { variables as daemon } from '../../apps/daemon/src/variables.ts';
import { variables as front } from '../../apps/natpmp-front/src/variables.ts';
import { variables as sidecar } from '../../apps/sidecar/src/variables.ts';
import { CERTIFICATE, PUBLIC_KEY } from '../src/pem-samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'portkeep-pasted-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** A good value of each variable that has no default. */
const SAMPLES: Readonly<Record<string, string>> = {
  PIA_USER: 'p7654321',
  PIA_PASS: 'correct-horse-7',
  PUBLIC_IP_URL: 'https://ip.example.org/',
  PIA_GATEWAY: '10.9.128.1',
  PIA_HOSTNAME: 'amsterdam447',
  PIA_CA_FILE: file('ca.pem', CERTIFICATE),
  PIA_TOKEN_URL: 'https://example.org/token',
  PIA_SERVER_LIST_URLS: 'https://example.org/a,https://example.org/b',
  PIA_SERVER_LIST_KEY_FILE: file('key.pem', PUBLIC_KEY),
  ON_PORT_CHANGE: '/config/hook.sh one',
  QBITTORRENT_HOST: 'http://qbittorrent:8080',
  QBITTORRENT_PASS: 'battery-staple-7',
  QBITTORRENT_API_KEY: 'qbt_0123456789012345678901234567',
  QBITTORRENT_BASIC_USER: 'doorman-7',
  QBITTORRENT_BASIC_PASS: 'hinge-crank-7',
  QBITTORRENT_CA_FILE: file('qbittorrent.pem', CERTIFICATE),
  NATPMP_SERVICE: 'natpmp:8080',
  NATPMP_GATEWAY: '10.2.0.1',
  INTERNAL_PORT: '6881',
  API_TOKEN: 'token-of-the-api-7',
  MAX_RETRIES: '3',
  RETRY_DELAY: '5',
  PORT_FILE: '/config/port.txt',
  PORT_DATA_FILE: '/config/port.json',
  PUID: String(process.getuid?.()),
  PGID: String(process.getgid?.()),
  UMASK: '022',
};

const ALL = Object.entries({ daemon, sidecar, 'natpmp-front': front }).flatMap(([app, variables]) =>
  Object.values({ ...variables, ...logVariables }).map(
    (variable: Variable<unknown>) => [app, variable.name, variable] as const,
  ),
);
const PLAIN = ALL.filter(([, name, { secret }]) => !secret && name !== 'NO_COLOR');
// The two lines of PIA_LOGIN are read as PIA_USER and PIA_PASS.
const SECRETS = ALL.filter(([, name, { secret }]) => secret && name !== 'PIA_LOGIN');

function sampleOf({ name, fallback }: Variable<unknown>): string {
  const sample = SAMPLES[name] ?? fallback;
  if (sample === undefined) throw new Error(`${name} has no sample`);
  return sample;
}

function read(variable: Variable<unknown>, environment: Environment) {
  const reading = variable.read(environment);
  if ('problem' in reading) {
    // Named first, and not quoted.
    expect(reading.problem).toMatch(new RegExp(`^${variable.name}(_FILE)?\\b`));
    return { outcome: 'problem', warning: undefined };
  }
  const { value, warning } = reading;
  return { outcome: value instanceof Secret ? value.read() : inspect(value), warning };
}

const AROUND = ['\r', '\n', '\r\n', '\uFEFF', ' ', '\t', '\u00A0', '\u200B', '\u2028'];
const QUOTES = ['""', "''", '``', '“”', '‘’', '«»'];
const CONTROLS = ['\u0007', '\u001B[0m', '\u0001', '\u009F', '\uFFFD'];

describe.each(PLAIN)('for the %s, in %s', (_app, name, variable) => {
  const sample = sampleOf(variable);
  const good = read(variable, { [name]: sample }).outcome;

  test.each(AROUND)('the %j before or after a value is dropped', (around) => {
    expect(good).not.toBe('problem');
    for (const text of [
      `${around}${sample}`,
      `${sample}${around}`,
      `${around}${sample}${around}`,
    ]) {
      expect(read(variable, { [name]: text })).toEqual({ outcome: good, warning: undefined });
    }
  });

  test.each(AROUND)('a value that consists of %j counts as unset', (around) => {
    const unset = variable.read({});
    expect(variable.read({ [name]: around })).toEqual(unset);
  });

  test.each(QUOTES)('a value in %s is a problem', ([open, close]) => {
    const quoted = [`${open}${sample}${close}`, `${open}${sample}`, ` ${open}${sample}${close}\r`];
    for (const text of quoted) expect(read(variable, { [name]: text }).outcome).toBe('problem');
  });

  test.each(CONTROLS)('a value with %j in it is a problem', (control) => {
    const middle = `${sample.slice(0, 1)}${control}${sample.slice(1)}`;
    for (const text of [`${control}${sample}`, `${sample}${control}`, middle]) {
      expect(read(variable, { [name]: text }).outcome).toBe('problem');
    }
  });
});

describe.each(SECRETS)('for the %s, in %s', (_app, name, variable) => {
  const sample = sampleOf(variable);
  const given = (bytes: string | Buffer): Environment[] => [
    ...(typeof bytes === 'string' ? [{ [name]: bytes }] : []),
    { [`${name}_FILE`]: file('secret', bytes) },
    { CREDENTIALS_DIRECTORY: join(file(name.toLowerCase(), bytes), '..') },
  ];

  test.each(['\r', '\n', '\r\n', '\uFEFF', '\n\n', '\uFEFF\r\n'])(
    'the %j at the ends of a secret is dropped',
    (end) => {
      for (const environment of [`${end}${sample}`, `${sample}${end}`].flatMap(given)) {
        expect(read(variable, environment)).toEqual({ outcome: sample, warning: undefined });
      }
    },
  );

  test.each(QUOTES)('a secret in %s is used as it is, with a warning', ([open, close]) => {
    const text = `${open}${sample}${close}`;
    for (const environment of given(text)) {
      const { outcome, warning } = read(variable, environment);
      expect([outcome, warning]).toEqual([text, expect.stringMatching(/quote/)]);
      expect(warning).not.toContain(sample);
    }
  });

  test.each([' ', '\t', '\u00A0', '\u200B'])(
    'a secret with %j at an end is used as it is, with a warning',
    (space) => {
      for (const text of [`${space}${sample}`, `${sample}${space}`]) {
        for (const environment of given(text)) {
          const { outcome, warning } = read(variable, environment);
          expect([outcome, warning]).toEqual([text, expect.stringMatching(/space/)]);
        }
      }
    },
  );

  test.each([...CONTROLS, '\n', '\r\n'])(
    'a secret with %j in the middle is a problem',
    (control) => {
      for (const environment of given(`${sample.slice(0, 3)}${control}${sample.slice(3)}`)) {
        expect(read(variable, environment).outcome).toBe('problem');
      }
    },
  );

  test('a secret in UTF-16 or Latin-1, or in a file that cannot hold a secret, is a problem', () => {
    const bytes = [
      Buffer.from(`\uFEFF${sample}`, 'utf16le'),
      Buffer.from(`\uFEFF${sample}`, 'utf16le').swap16(),
      Buffer.from(sample, 'utf16le'),
      Buffer.from(`${sample}é`, 'latin1'),
      Buffer.alloc(1_000_000, 'x'),
      Buffer.from('   \n'),
    ];
    for (const environment of bytes.flatMap(given)) {
      expect(read(variable, environment).outcome).toBe('problem');
    }
  });

  test('a secret file is found by a path that ends in a line break, but not by a path in quotes', () => {
    const path = file('secret', sample);
    expect(read(variable, { [`${name}_FILE`]: `${path}\r` }).outcome).toBe(sample);
    expect(read(variable, { [`${name}_FILE`]: `"${path}"` }).outcome).toBe('problem');
  });

  test('a secret of fewer than 6 characters is used with a warning', () => {
    expect(read(variable, { [name]: 'abcd5' }).warning).toContain('shorter than 6 characters');
  });
});
