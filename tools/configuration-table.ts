// Makes docs/configuration.md from the apps' own variables; with --check fails if it is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { logVariables, variablesTable } from '@portkeep/app-host';
import { variables as daemon } from '../apps/daemon/src/variables.ts';
import { variables as gateway } from '../apps/gateway/src/variables.ts';
import { variables as front } from '../apps/natpmp-front/src/variables.ts';
import { variables as sidecar } from '../apps/sidecar/src/variables.ts';

const APPS = [
  {
    title: 'Daemon: PIA port refresher',
    about: [
      'The command `once` takes the same variables. It gives up with exit code 1 when it has no port after 45',
      'seconds, for example because the network is down; no variable changes that time.',
      '',
    ],
    variables: daemon,
  },
  { title: 'Sidecar: NAT-PMP renewal', about: [], variables: sidecar },
  { title: 'Gateway: PIA WireGuard tunnel for the hosts behind it', about: [], variables: gateway },
  { title: 'NAT-PMP front: the HTTP API before a gateway', about: [], variables: front },
];

const path = fileURLToPath(new URL('../docs/configuration.md', import.meta.url));
const text = [
  '# Configuration',
  '',
  '<!-- Made from the sources by `npm run docs`; a test compares. -->',
  '',
  'By environment variables only. An empty variable counts as unset, and blanks, line breaks and a byte',
  'order mark around a value do not count. Quotes around a value are a problem: an env file of Docker and',
  '`docker run -e` keep them. Booleans are true, 1, yes, on or false, 0, no, off. All problems are listed',
  'together at the start, and the exit code is 78.',
  '',
  'A secret can also be given as the path of a file in `<NAME>_FILE`, in UTF-8, or as a systemd credential',
  'named like it in lower case. Line breaks and a byte order mark at its ends are dropped; blanks and',
  'quotes there are kept, with a warning. There is also a warning about a secret that cannot be hidden well',
  'in the log: shorter than 6 characters, or a word that the log itself uses.',
  '',
  'The certificate of any https address is verified, and nothing switches that off. Authorities of your own, or',
  "that of a proxy which inspects TLS, go into a PEM file that Node.js's own variable `NODE_EXTRA_CA_CERTS`",
  "names; they count beside the public ones, for every address but PIA's gateways. Only PIA's own authority",
  '(`PIA_CA_FILE`) counts there. Where `QBITTORRENT_CA_FILE` is set, it alone counts for the Web UI.',
  ...APPS.flatMap(({ title, about, variables }) => [
    '',
    `## ${title}`,
    '',
    ...about,
    variablesTable({ ...variables, ...logVariables }).trimEnd(),
  ]),
  '',
].join('\n');

if (!process.argv.includes('--check')) {
  writeFileSync(path, text);
} else if (readFileSync(path, 'utf8') !== text) {
  console.error('docs/configuration.md is not what the variables say: run `npm run docs`');
  process.exit(1);
}
