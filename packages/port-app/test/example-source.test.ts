import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '@portkeep/app-host';
import { runSteps } from '@portkeep/app-host/doctor';
import { runOnce } from '@portkeep/port-app';
import { temporaryFolder } from '@portkeep/testing';
import { recordedLog } from '@portkeep/testing/recorded-log';
import { expect, test } from 'vitest';
import { vpnFile } from './example-source/kind.ts';

const HERE = import.meta.dirname;
const ROOT = join(HERE, '../../..');
const { signal } = new AbortController();

/** An app that gets its port from a file with this text. */
function appWith(text: string) {
  const path = join(temporaryFolder(), 'forwarded_port');
  writeFileSync(path, text);
  const { values } = readEnvironment(vpnFile.variables, { VPN_FILE: path });
  return { values, log: recordedLog().log, signal };
}

test('the example of a kind of source in CONTRIBUTING gets a port', async () => {
  const app = appWith('54321\n');
  const ports: number[] = [];
  const sink = {
    name: 'list',
    publish: async ({ port }: { port: number }) => void ports.push(port),
  };
  const source = await vpnFile.open({ app });
  await runOnce({ app, source, sinks: [sink], missing: 'No port' });
  expect(ports).toEqual([54_321]);
});

test.each([
  { text: '54321\n', mark: 'passed', headline: 'The VPN forwards port 54321' },
  { text: '0\n', mark: 'failed', headline: 'Cannot read the port of the VPN' },
])(
  'doctor of the example of a kind of source says "$headline" about a file with $text',
  async ({ text, ...finding }) => {
    const { steps } = await vpnFile.examine({ app: appWith(text) });
    const options = { signal, limitMs: 60_000, report: () => undefined };
    expect(await runSteps(steps, undefined, options)).toEqual([expect.objectContaining(finding)]);
  },
);

test.each(['kind.ts', 'vpn-file-source.ts', 'read-port.ts', 'vpn-file-steps.ts'])(
  'CONTRIBUTING shows the file %s of the example of a source as it is tested',
  (file) => {
    const source = readFileSync(join(HERE, 'example-source', file), 'utf8');
    expect(readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8')).toContain(
      `\`\`\`ts\n${source}\`\`\``,
    );
  },
);
