import type { SourceKind } from '@portkeep/port-app';
import { natpmpContradictions } from './natpmp-contradictions.ts';
import { type NatpmpVariables, natpmpVariables } from './natpmp-variables.ts';
import { type NatpmpHost, openNatpmpSource } from './open-natpmp-source.ts';
import { hostAndPort } from './service-url.ts';

/** A port that a NAT-PMP HTTP API maps. */
export const natpmp: SourceKind<
  NatpmpVariables,
  Record<never, never>,
  NatpmpHost,
  Pick<NatpmpHost, 'app'>
> = {
  name: 'natpmp',
  variables: natpmpVariables,
  stateEntries: {},
  describe: ({ service }) => `NAT-PMP API ${hostAndPort(service)}`,
  contradictions: natpmpContradictions,
  open: async (host) => openNatpmpSource(host),
  // A process that runs for months should not hold these in memory.
  examine: async ({ app }) => (await import('./doctor/natpmp-steps.ts')).natpmpSteps(app),
};
