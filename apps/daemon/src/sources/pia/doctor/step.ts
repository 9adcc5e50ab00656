import type { Step as AnyStep, StepResult as AnyStepResult } from '@portkeep/app-host/doctor';
import type { PortClaim, ServerList } from '@portkeep/pia-client/core';
import type { FoundGateway } from '../network/find-gateway.ts';
import type { NetworkSnapshot } from '../network/network-snapshot.ts';
import type { PiaExamination } from './pia-examination.ts';

/** What earlier steps found out; a missing fact could not be determined. */
export interface Facts {
  /** The name of the login service resolves to an address. */
  readonly resolved?: true | undefined;
  /** A token is at hand: asking for a port needs no login. */
  readonly tokenAtHand?: true | undefined;
  readonly lists?: readonly ServerList[] | undefined;
  readonly network?: NetworkSnapshot | undefined;
  /** The gateway, after its chain and name were verified. */
  readonly gateway?: FoundGateway | undefined;
  /** The gateway may be sent a token: no check of its name failed. */
  readonly trusted?: true | undefined;
  readonly claim?: PortClaim | undefined;
  /** The port that should arrive here. */
  readonly port?: number | undefined;
}

export type StepResult = AnyStepResult<Facts>;
export type Step = AnyStep<PiaExamination, Facts>;
