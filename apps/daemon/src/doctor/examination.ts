import type { App } from '@portkeep/app-host';
import type { Step as AnyStep } from '@portkeep/app-host/doctor';
import type { PortFacts } from '@portkeep/port-app';
import type { DaemonStateKeeper } from '../state/daemon-state.ts';
import type { DaemonValues, DaemonVariables } from '../variables.ts';
import type { Ownership } from './ownership.ts';

/** What the steps of every source and sink examine. */
export interface Examination {
  readonly values: DaemonValues;
  /** What looks wrong with the environment. */
  readonly warnings: readonly string[];
  /** What the sinks need from the process. */
  readonly host: Pick<App<DaemonVariables>, 'log' | 'environment'>;
  readonly ownership: Ownership<DaemonStateKeeper>;
}

export type Step = AnyStep<Examination, PortFacts>;
