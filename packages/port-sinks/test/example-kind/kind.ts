import { filePath, type Variable, variable } from '@portkeep/app-host';
import type { SinkKind } from '@portkeep/port-sinks';

type SignalFileVariables = { readonly signalFile: Variable<string | undefined> };

/** A line in a file for each new port, for example a named pipe that another program reads. */
export const signalFile: SinkKind<SignalFileVariables, Record<never, never>> = {
  name: 'signal-file',
  variables: {
    signalFile: variable('SIGNAL_FILE', { description: 'Gets a line per port.', schema: filePath }),
  },
  stateEntries: {},
  configured({ signalFile: path }) {
    if (path === undefined) return undefined;
    return {
      target: 'signal-file',
      async create() {
        const { signalFileSink } = await import('./signal-file-sink.ts');
        return signalFileSink(path);
      },
    };
  },
};
