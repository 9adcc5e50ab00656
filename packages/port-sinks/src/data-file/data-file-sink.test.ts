import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordedLog } from '../../../app-host/test/recorded-log.ts';
import { temporaryFolder } from '../../../app-host/test/temporary-folder.ts';
import { keptPort } from '../../../port-lease/test/kept-port.ts';
import { dataFileSink, dataLine } from './data-file-sink.ts';

test('the data file holds one line of JSON with times in whole seconds', () => {
  expect(dataLine(keptPort())).toBe(
    '{"port": 54321, "timestamp": "2026-01-14T19:30:00Z", "next_refresh": "2026-01-14T19:45:00Z", "expires_at": "2026-01-14T19:46:00Z", "gateway": "10.0.0.1", "hostname": "server42"}\n',
  );
});

test('facts that only some sources know come last in the data file', () => {
  const line = dataLine(keptPort({ hostname: null, internalPort: 6881, protocol: 'tcp,udp' }));
  expect(JSON.parse(line)).toMatchObject({
    hostname: null,
    internal_port: 6881,
    protocol: 'tcp,udp',
  });
});

test('every renewal rewrites the data file', async () => {
  const path = join(temporaryFolder(), 'data.json');
  const sink = dataFileSink({ path, mode: 0o644, log: recordedLog().log });
  const { signal } = new AbortController();
  for (const renewedAt of [0, 60_000]) {
    expect(sink.same?.(keptPort(), keptPort({ renewedAt }))).toBe(false);
    await sink.publish(keptPort({ renewedAt }), { signal });
    expect(readFileSync(path, 'utf8')).toBe(dataLine(keptPort({ renewedAt })));
  }
});
