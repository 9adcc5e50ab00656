import { appendFile } from 'node:fs/promises';
import type { AppSink } from '@portkeep/port-sinks';

export function signalFileSink(path: string): AppSink {
  return {
    name: 'signal-file',
    same: (a, b) => a.port === b.port,
    publish: ({ port }) => appendFile(path, `port ${port}\n`),
  };
}
