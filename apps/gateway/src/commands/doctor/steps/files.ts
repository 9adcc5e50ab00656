import { fileOutcome, filesFinding } from '@portkeep/app-host/doctor';
import { sinkPaths } from '@portkeep/port-sinks';
import { SINK_KINDS } from '../../../sink-kinds.ts';
import type { Step } from '../examination.ts';

/** Can the gateway write its files? */
export const files: Step = {
  title: 'Files',
  failure: 'The files cannot be written',
  limitMs: 5_000,
  async check({ examination: { values } }) {
    const ports = values.forwardTo === undefined ? [] : sinkPaths(SINK_KINDS, values);
    const paths = [...ports, values.stateFile];
    return { finding: filesFinding(paths, await Promise.all(paths.map(fileOutcome))) };
  },
};
