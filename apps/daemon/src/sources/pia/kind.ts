import { piaStateEntries } from '@portkeep/pia-lease';
import type { SourceKind } from '@portkeep/port-app';
import type { PiaExaminationHost } from './doctor/pia-examination.ts';
import { piaSteps } from './doctor/pia-steps.ts';
import { piaHeadline } from './headline.ts';
import { openPiaSource, type PiaHost } from './open-pia-source.ts';
import { type PiaSourceVariables, piaSourceVariables } from './pia-source-variables.ts';

/** A port from PIA's gateway, in a tunnel that another program keeps. */
export const pia: SourceKind<
  PiaSourceVariables,
  typeof piaStateEntries,
  PiaHost,
  PiaExaminationHost
> = {
  name: 'pia',
  variables: piaSourceVariables,
  stateEntries: piaStateEntries,
  describe: ({ gateway }) => (gateway === undefined ? 'PIA' : `PIA gateway ${gateway}`),
  headline: piaHeadline,
  // Loaded at once: the daemon has no other source.
  open: async (host) => openPiaSource(host),
  examine: async (host) => piaSteps(host),
};
