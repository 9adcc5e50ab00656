import { filePath, type Variable, variable } from '@portkeep/app-host';
import { fileVariables } from '../file-variables.ts';
import type { SinkKind } from '../sink-kind.ts';

/** `PORT_FILE` and the variables that go with it. */
export type PortFileVariables = typeof fileVariables & {
  readonly portFile: Variable<string | undefined>;
};

/** A file that holds only the port. */
export function portFile(app: {
  readonly description: string;
  /** The default path; if this and the variable are unset, there is no file. */
  readonly fallback?: string | undefined;
}): SinkKind<PortFileVariables, Record<never, never>> {
  return {
    name: 'port-file',
    variables: { portFile: variable('PORT_FILE', { ...app, schema: filePath }), ...fileVariables },
    stateEntries: {},
    file: 'portFile',
    configured({ portFile: path, portFileMode: mode, portFileOnLoss: onLoss }) {
      if (path === undefined) return undefined;
      return {
        target: 'port-file',
        async create({ log }) {
          const { portFileSink } = await import('./port-file-sink.ts');
          return portFileSink({ path, mode, onLoss, log });
        },
      };
    },
  };
}
