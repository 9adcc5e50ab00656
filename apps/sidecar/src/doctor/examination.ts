import type { sinkApp } from '../sink-app.ts';
import type { SidecarValues } from '../variables.ts';

/** What the steps of every source and sink examine. */
export interface Examination {
  readonly values: SidecarValues;
  /** What looks wrong with the environment. */
  readonly warnings: readonly string[];
  /** The sidecar as its sinks see it. */
  readonly sinks: ReturnType<typeof sinkApp>;
}
