import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { readEnvironment } from '../read-environment.ts';
import { variable } from '../variable.ts';
import { pemFile } from './pem-file.ts';

const [CERTIFICATE = ''] = rootCertificates;

const variables = {
  ca: variable('CA_FILE', { description: 'A CA.', schema: pemFile('certificate') }),
  key: variable('KEY_FILE', { description: 'A key.', schema: pemFile('RSA public key') }),
};
const read = (environment: Record<string, string>) => readEnvironment(variables, environment);

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'daemon-pem-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'file.pem');
  writeFileSync(path, text);
  return path;
}

function publicKey(type: 'rsa' | 'ed25519'): string {
  const { publicKey: key } =
    type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ed25519');
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

test('the value of a PEM variable is the text of the file', () => {
  const key = publicKey('rsa');
  const { values } = read({ CA_FILE: fileWith(CERTIFICATE), KEY_FILE: fileWith(key) });
  expect(values).toEqual({ ca: CERTIFICATE, key });
});

test('PEM files that cannot be read are listed together', () => {
  expect(() => read({ CA_FILE: '/nowhere/ca.pem', KEY_FILE: '/nowhere/key.pem' })).toThrow(
    /^CA_FILE cannot be read: \/nowhere\/ca.pem; .*\nKEY_FILE cannot be read: \/nowhere\/key.pem;/,
  );
});

test.each([
  ['a torn certificate', `${CERTIFICATE.slice(0, 400)}\n-----END CERTIFICATE-----\n`],
  ['a public key', publicKey('rsa')],
  ['no PEM', 'hello'],
])('%s is refused as a certificate', (_what, text) => {
  expect(() => read({ CA_FILE: fileWith(text) })).toThrow(
    /^CA_FILE must be a PEM file; \S+ holds no certificate;/,
  );
});

test.each([
  ['a certificate', CERTIFICATE],
  ['a key of another kind', publicKey('ed25519')],
  ['no PEM', ''],
])('%s is refused as an RSA public key', (_what, text) => {
  expect(() => read({ KEY_FILE: fileWith(text) })).toThrow(
    /^KEY_FILE must be a PEM file; \S+ holds no RSA public key;/,
  );
});
