import type { App } from '@portkeep/app-host';
import { nodeTransport } from '@portkeep/http/node';
import { type SourceSteps, stepsOn } from '@portkeep/port-app';
import { systemClock } from '@portkeep/port-lease';
import { createApi } from '../api.ts';
import type { NatpmpVariables } from '../natpmp-variables.ts';
import { readSettings } from '../settings.ts';
import { MOST_PAGE_BYTES } from './egress-address.ts';
import type { NatpmpExamination, Step } from './natpmp-examination.ts';
import { address } from './steps/address.ts';
import { agreement } from './steps/agreement.ts';
import { api } from './steps/api.ts';
import { configuration } from './steps/configuration.ts';
import { mapping } from './steps/mapping.ts';

const STEPS: readonly Step[] = [
  configuration,
  api,
  mapping('tcp'),
  mapping('udp'),
  agreement,
  address,
];

/** Doctor's steps for a port that a NAT-PMP HTTP API maps. */
export function natpmpSteps(app: Pick<App<NatpmpVariables>, 'values'>): SourceSteps {
  const examination: NatpmpExamination = {
    values: app.values,
    settings: readSettings(app.values),
    client: createApi(app).client,
    transport: nodeTransport({ maxBytes: MOST_PAGE_BYTES }),
    clock: systemClock,
  };
  return { steps: stepsOn(examination, STEPS), lastSteps: [] };
}
