import { filePath, type Variable, variable } from '@portkeep/app-host';
import { fileVariables } from '../file-variables.ts';
import type { SinkKind } from '../sink-kind.ts';

/** `PORT_DATA_FILE` and the variables that go with it. */
export type DataFileVariables = Pick<typeof fileVariables, 'portFileMode'> & {
  readonly portDataFile: Variable<string | undefined>;
};

/** The port with its times, as JSON in a file. */
export function dataFile(app: {
  readonly description: string;
  /** The default path; if this and the variable are unset, there is no file. */
  readonly fallback?: string | undefined;
}): SinkKind<DataFileVariables, Record<never, never>> {
  const { portFileMode } = fileVariables;
  return {
    name: 'data-file',
    variables: {
      portDataFile: variable('PORT_DATA_FILE', { ...app, schema: filePath }),
      portFileMode,
    },
    stateEntries: {},
    file: 'portDataFile',
    configured({ portDataFile: path, portFileMode: mode }) {
      if (path === undefined) return undefined;
      return {
        target: 'data-file',
        async create({ log }) {
          const { dataFileSink } = await import('./data-file-sink.ts');
          return dataFileSink({ path, mode, log });
        },
      };
    },
  };
}
