import { fileOutcome, filesFinding, type Step, skipped } from '@portkeep/app-host/doctor';
import { sinkPaths } from '@portkeep/port-sinks';
import { SINK_KINDS } from '../../sink-kinds.ts';
import type { Examination } from '../examination.ts';

/** Can the sidecar write its files? */
export const files: Step<Examination, unknown> = {
  title: 'Files',
  failure: 'The files cannot be written',
  limitMs: 5_000,
  async check({ examination: { values } }) {
    const paths = sinkPaths(SINK_KINDS, values);
    if (paths.length === 0) {
      return { finding: skipped('Files', 'neither PORT_FILE nor PORT_DATA_FILE is set') };
    }
    return { finding: filesFinding(paths, await Promise.all(paths.map(fileOutcome))) };
  },
};
