import {
  filePath,
  httpListenVariable,
  privilegeVariables,
  type Values,
  variable,
} from '@portkeep/app-host';
import { sinkVariables } from '@portkeep/port-sinks';
import { SINK_KINDS } from './sink-kinds.ts';
import { SOURCE } from './source.ts';

/** Every environment variable of the daemon; docs/configuration.md is generated from it. */
export const variables = {
  ...SOURCE.variables,
  stateFile: variable('STATE_FILE', {
    description:
      'What survives a restart: the claim to the port and the encrypted token. If the file is lost, so is the port. Mode 0600.',
    schema: filePath,
    fallback: '/config/pia-state.json',
  }),
  httpListen: httpListenVariable('127.0.0.1:9797'),
  ...sinkVariables(SINK_KINDS),
  ...privilegeVariables,
};

export type DaemonVariables = typeof variables;
export type DaemonValues = Values<DaemonVariables>;
