import type { Step as AnyStep, StepResult as AnyStepResult } from '@portkeep/app-host/doctor';
import type { PortClaim, ServerList } from '@portkeep/pia-client/core';
import type { FoundGateway } from '../network/find-gateway.ts';
import type { NetworkSnapshot } from '../network/network-snapshot.ts';
import type { Examination } from './examination.ts';

/** What the steps learn from each other; a fact that is missing was not found out. */
export interface Facts {
  /** The name of the login service has an address. */
  readonly resolved?: true | undefined;
  /** A token is at hand: no login is needed to ask for a port. */
  readonly tokenAtHand?: true | undefined;
  readonly lists?: readonly ServerList[] | undefined;
  readonly network?: NetworkSnapshot | undefined;
  /** The gateway, its chain and name verified. */
  readonly gateway?: FoundGateway | undefined;
  /** The gateway may be sent a token: nothing speaks against its name. */
  readonly trusted?: true | undefined;
  readonly claim?: PortClaim | undefined;
  /** The port that should arrive here. */
  readonly port?: number | undefined;
}

export type StepResult = AnyStepResult<Facts>;
export type Step = AnyStep<Examination, Facts>;
