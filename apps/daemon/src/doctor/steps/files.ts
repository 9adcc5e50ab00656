import { type FileOutcome, fileOutcome, filesFinding } from '@portkeep/app-host/doctor';
import { sinkPaths } from '@portkeep/port-sinks';
import { SINK_KINDS } from '../../sink-kinds.ts';
import type { Step } from '../examination.ts';

/** Can the daemon write its files? */
export const files: Step = {
  title: 'Files',
  failure: 'The files cannot be written',
  limitMs: 5_000,
  async check({ examination: { values, ownership } }) {
    const paths = [...sinkPaths(SINK_KINDS, values), values.stateFile];
    const outcomes = await Promise.all(paths.map(fileOutcome));
    // The state was tried at the start, which also showed whether it can be read.
    const state: FileOutcome[] =
      ownership.kind === 'unusable' ? [{ problem: ownership.error }] : [];
    return { finding: filesFinding(paths, [...outcomes, ...state]) };
  },
};
