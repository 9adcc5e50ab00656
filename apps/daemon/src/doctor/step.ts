import type { PortClaim, ServerList } from '@portkeep/pia-client/core';
import type { Gateway } from '../network/find-gateway.ts';
import type { NetworkSnapshot } from '../network/network-snapshot.ts';
import type { Examination } from './examination.ts';
import type { Finding } from './finding.ts';

/** What the steps learn from each other; a fact that is missing was not found out. */
export interface Facts {
  /** The name of the login service has an address. */
  readonly resolved?: true | undefined;
  /** A token is at hand: no login is needed to ask for a port. */
  readonly tokenAtHand?: true | undefined;
  readonly lists?: readonly ServerList[] | undefined;
  readonly network?: NetworkSnapshot | undefined;
  /** The gateway, its chain and name verified. */
  readonly gateway?: Gateway | undefined;
  /** The gateway may be sent a token: nothing speaks against its name. */
  readonly trusted?: true | undefined;
  readonly claim?: PortClaim | undefined;
  /** The port that should arrive here. */
  readonly port?: number | undefined;
}

export interface StepInput {
  readonly examination: Examination;
  readonly facts: Facts;
  /** Ends with the process and with the step's time. */
  readonly signal: AbortSignal;
}

export interface StepResult {
  readonly finding: Finding;
  /** Added to what is known. */
  readonly facts?: Facts | undefined;
}

/** One thing that has to be right. */
export interface Step {
  /** What is checked, for the line of a step that was skipped. */
  readonly title: string;
  /** The headline when it takes too long or fails in an unforeseen way. */
  readonly failure: string;
  readonly limitMs: number;
  readonly check: (input: StepInput) => Promise<StepResult>;
}
