import type { Step as AnyStep, StepResult as AnyStepResult } from '@portkeep/app-host/doctor';
import type { NatPmpHttpClient, PortMapping } from '@portkeep/natpmp-client/core';
import type { Clock } from '@portkeep/port-lease';
import type { openQBittorrent } from '@portkeep/port-sinks/doctor';
import type { Settings } from '../settings.ts';
import type { SidecarValues } from '../variables.ts';

/** Everything the steps work with. */
export interface Examination {
  readonly values: SidecarValues;
  /** What looks wrong with the environment. */
  readonly warnings: readonly string[];
  readonly settings: Settings;
  readonly client: Pick<NatPmpHttpClient, 'getHealth' | 'requestMapping'>;
  readonly clock: Clock;
  readonly openQBittorrent: typeof openQBittorrent;
}

/** What the steps learn from each other; a fact that is missing was not found out. */
export interface Facts {
  /** The API answered as it should. */
  readonly answers: true;
  /** The API does not accept the token: the next request would be refused as well. */
  readonly refused: true;
  readonly tcp: PortMapping;
  readonly udp: PortMapping;
}

export type Step = AnyStep<Examination, Facts>;
export type StepResult = AnyStepResult<Facts>;
