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
      'The command `once` takes the same variables. It gives up with exit code 1 if it has no port after 45',
      'seconds, for example because the network is down. This time cannot be changed.',
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
  '<!-- Generated from the sources by `npm run docs`; a test compares them. -->',
  '',
  'By environment variables only. An empty variable counts as unset. Spaces, line breaks and a byte order',
  'mark around a value are ignored. Quotes around a value are an error: Docker keeps them in an env file and',
  'in `docker run -e`. Booleans are true, 1, yes, on or false, 0, no, off. All problems are listed together',
  'at startup, and the exit code is 78.',
  '',
  'A secret can also be given in a UTF-8 file, whose path goes into `<NAME>_FILE`, or as a systemd credential',
  'with the same name in lower case. Line breaks and a byte order mark at its ends are removed; spaces and',
  'quotes there are kept, with a warning. A secret that cannot be hidden reliably in the log also causes a',
  'warning: one shorter than 6 characters, or a word that the log itself uses.',
  '',
  'The certificate of every https address is verified, and nothing switches that off. To trust your own',
  "certificate authority, or that of a proxy that inspects TLS, put it into a PEM file and set Node.js's own",
  "variable `NODE_EXTRA_CA_CERTS` to its path. It is then trusted like the public ones, except for PIA's",
  "gateways, which are verified only with PIA's own authority (`PIA_CA_FILE`), and for the Web UI if",
  '`QBITTORRENT_CA_FILE` is set, which then is the only one.',
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
  console.error('docs/configuration.md does not match the variables: run `npm run docs`');
  process.exit(1);
}
