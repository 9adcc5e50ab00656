import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '@portkeep/app-host';
import { createSinks, sinkVariables } from '@portkeep/port-sinks';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../app-host/test/temporary-folder.ts';
import { keptPort } from '../../port-lease/test/kept-port.ts';
import { signalFile } from './example-kind/kind.ts';
import { sinkApp } from './sink-app.ts';

const HERE = import.meta.dirname;
const ROOT = join(HERE, '../../..');

test('the example of a kind of sink in CONTRIBUTING works', async () => {
  const path = join(temporaryFolder(), 'signal');
  const kinds = [signalFile] as const;
  const { values } = readEnvironment(sinkVariables(kinds), { SIGNAL_FILE: path });
  const { all } = await createSinks(kinds, values, sinkApp());
  await all[0]?.publish(keptPort({ port: 54_321 }), { signal: new AbortController().signal });
  expect(readFileSync(path, 'utf8')).toBe('port 54321\n');
  expect(
    (await createSinks(kinds, readEnvironment(sinkVariables(kinds), {}).values, sinkApp())).all,
  ).toEqual([]);
});

test.each(['kind.ts', 'signal-file-sink.ts'])(
  'CONTRIBUTING shows the file %s of the example as it is tested',
  (file) => {
    const source = readFileSync(join(HERE, 'example-kind', file), 'utf8');
    expect(readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8')).toContain(
      `\`\`\`ts\n${source}\`\`\``,
    );
  },
);
