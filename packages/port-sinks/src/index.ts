/**
 * The kinds of sinks of the apps that keep a port, and the functions that take a list of kinds.
 *
 * @module
 */
export { command } from './command/kind.ts';
export { dataFile } from './data-file/kind.ts';
export { portFile } from './port-file/kind.ts';
export type { PortKeeper, SinkReport } from './port-keeper.ts';
export { qbittorrent } from './qbittorrent/kind.ts';
export type { AppSink, SinkApp, SinkKind, SinkMemory, SinkSituation } from './sink-kind.ts';
export { createSinks, type Sinks } from './sinks.ts';
export {
  type EntriesOf,
  sinkContradictions,
  sinkFiles,
  sinkHeadline,
  sinkPaths,
  sinkStateEntries,
  sinkTargets,
  sinkVariables,
  type VariablesOf,
} from './sinks-together.ts';
