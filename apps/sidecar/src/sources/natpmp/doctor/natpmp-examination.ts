import type { Step as AnyStep, StepResult as AnyStepResult } from '@portkeep/app-host/doctor';
import type { Transport } from '@portkeep/http';
import type { NatPmpHttpClient, PortMapping } from '@portkeep/natpmp-client/core';
import type { PortFacts } from '@portkeep/port-app';
import type { Clock } from '@portkeep/port-lease';
import type { NatpmpValues } from '../natpmp-variables.ts';
import type { Settings } from '../settings.ts';

/** What the steps examine. */
export interface NatpmpExamination {
  readonly values: NatpmpValues;
  readonly settings: Settings;
  readonly client: Pick<NatPmpHttpClient, 'getHealth' | 'getAddress' | 'requestMapping'>;
  /** The transport for PUBLIC_IP_URL. */
  readonly transport: Transport;
  readonly clock: Clock;
}

/** What the steps learn from each other; a missing fact was not found out. */
export interface Facts extends PortFacts {
  /** The API answered as it should. */
  readonly answers: true;
  /** The API does not accept the token: it would refuse the next request as well. */
  readonly refused: true;
  readonly tcp: PortMapping;
  readonly udp: PortMapping;
}

export type Step = AnyStep<NatpmpExamination, Facts>;
export type StepResult = AnyStepResult<Facts>;
