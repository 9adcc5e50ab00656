import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../temporary-folder.ts';

/** A key and its certificate. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** The two authorities of another PIA, what they issued, and the key that signs its server list. */
export interface Certificates {
  readonly website: Identity;
  readonly websiteAuthority: string;
  readonly gateway: Identity;
  readonly gatewayAuthority: string;
  readonly listKey: string;
  readonly listKeyFile: string;
}

/** Makes them all with the `openssl` program; the authorities and the public key are files. */
export function makeCertificates(hostname: string): Certificates {
  const folder = temporaryFolder();
  const [websiteAuthority, gatewayAuthority] = [
    makeAuthority(folder, 'public-web'),
    makeAuthority(folder, 'inside-the-tunnel'),
  ];
  const secretFile = join(folder, 'list.key');
  const listKeyFile = join(folder, 'list.pem');
  openssl('genpkey', '-algorithm', 'RSA', '-out', secretFile);
  openssl('pkey', '-in', secretFile, '-pubout', '-out', listKeyFile);
  return {
    websiteAuthority,
    website: issue(websiteAuthority, 'website', 'IP:127.0.0.1'),
    gatewayAuthority,
    gateway: issue(gatewayAuthority, hostname, `DNS:${hostname}`),
    listKey: readFileSync(secretFile, 'utf8'),
    listKeyFile,
  };
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const DAYS = ['-days', '3'];

function makeAuthority(folder: string, name: string): string {
  const file = join(folder, `${name}.pem`);
  openssl(
    ...['req', '-x509', ...NEW_KEY, ...DAYS, '-subj', `/O=${name}`],
    ...['-addext', 'basicConstraints=critical,CA:TRUE', '-keyout', `${file}.key`, '-out', file],
  );
  return file;
}

/** @param alternative in openssl's notation, such as `DNS:zurich17` */
function issue(authority: string, commonName: string, alternative: string): Identity {
  const file = `${authority}.${commonName}`;
  writeFileSync(`${file}.ext`, `subjectAltName=${alternative}\nextendedKeyUsage=serverAuth\n`);
  openssl(
    ...['req', '-new', ...NEW_KEY, '-subj', `/CN=${commonName}`],
    ...['-keyout', `${file}.key`, '-out', `${file}.request`],
  );
  openssl(
    ...['x509', '-req', '-in', `${file}.request`, ...DAYS, '-CAcreateserial', '-CA', authority],
    ...['-CAkey', `${authority}.key`, '-extfile', `${file}.ext`, '-out', `${file}.pem`],
  );
  return { key: readFileSync(`${file}.key`, 'utf8'), cert: readFileSync(`${file}.pem`, 'utf8') };
}

function openssl(...words: readonly string[]): void {
  execFileSync('openssl', words, { stdio: 'pipe' });
}
