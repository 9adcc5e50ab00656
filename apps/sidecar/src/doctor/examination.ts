import type { Step as AnyStep, StepResult as AnyStepResult } from '@portkeep/app-host/doctor';
import type { Transport } from '@portkeep/http';
import type { NatPmpHttpClient, PortMapping } from '@portkeep/natpmp-client/core';
import type { Clock } from '@portkeep/port-lease';
import type { Settings } from '../settings.ts';
import type { sinkApp } from '../sink-app.ts';
import type { SidecarValues } from '../variables.ts';

/** Everything the steps work with. */
export interface Examination {
  readonly values: SidecarValues;
  /** What looks wrong with the environment. */
  readonly warnings: readonly string[];
  readonly settings: Settings;
  readonly client: Pick<NatPmpHttpClient, 'getHealth' | 'getAddress' | 'requestMapping'>;
  /** The transport for PUBLIC_IP_URL. */
  readonly transport: Transport;
  readonly clock: Clock;
  /** The sidecar as its sinks see it. */
  readonly sinks: ReturnType<typeof sinkApp>;
}

/** What earlier steps found out; a missing fact could not be determined. */
export interface Facts {
  /** The API answered as it should. */
  readonly answers: true;
  /** The API does not accept the token: it would refuse the next request as well. */
  readonly refused: true;
  readonly tcp: PortMapping;
  readonly udp: PortMapping;
}

export type Step = AnyStep<Examination, Facts>;
export type StepResult = AnyStepResult<Facts>;
