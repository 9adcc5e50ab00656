import { httpListenVariable, privilegeVariables, type Values } from '@portkeep/app-host';
import { sinkVariables } from '@portkeep/port-sinks';
import { SINK_KINDS } from './sink-kinds.ts';
import { SOURCE } from './source.ts';

/** Every environment variable of the sidecar; docs/configuration.md is generated from it. */
export const variables = {
  ...SOURCE.variables,
  httpListen: httpListenVariable('*:9798'),
  ...sinkVariables(SINK_KINDS),
  ...privilegeVariables,
};

export type SidecarVariables = typeof variables;
export type SidecarValues = Values<SidecarVariables>;
