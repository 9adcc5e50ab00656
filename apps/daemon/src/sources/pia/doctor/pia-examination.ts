import type { App } from '@portkeep/app-host';
import { ClaimKeeper, type StateKeeper, TokenKeeper } from '@portkeep/pia-lease';
import type { DaemonAnswer } from '../../../doctor/daemon-status.ts';
import type { Ownership } from '../../../doctor/ownership.ts';
import { type Clients, createClients } from '../clients.ts';
import type { PiaSourceValues, PiaSourceVariables } from '../pia-source-variables.ts';
import type { Surroundings } from './surroundings.ts';

/** What the steps need from the app. */
export interface PiaExaminationHost {
  readonly app: Pick<App<PiaSourceVariables>, 'values' | 'signal'>;
  readonly ownership: Ownership<StateKeeper>;
  /** The running daemon has no status page. */
  readonly silent: boolean;
}

/** Which program keeps the port, with what it uses at PIA. */
export type PiaOwnership =
  | {
      readonly kind: 'own';
      readonly state: StateKeeper;
      readonly tokens: TokenKeeper;
      readonly claims: ClaimKeeper;
    }
  | ({
      readonly kind: 'foreign';
      readonly state: StateKeeper;
      readonly tokens: Pick<TokenKeeper, 'assertAvailable'>;
      readonly claims: Pick<ClaimKeeper, 'current'>;
    } & DaemonAnswer)
  | { readonly kind: 'unusable'; readonly error: unknown };

/** What the steps examine. */
export interface PiaExamination {
  readonly values: PiaSourceValues;
  readonly clients: Clients;
  readonly surroundings: Surroundings;
  readonly ownership: PiaOwnership;
  readonly silent: boolean;
}

/** Collects what the steps need; does no I/O. */
export function beginPiaExamination(
  { app: { values, signal }, ownership, silent }: PiaExaminationHost,
  surroundings: Surroundings,
): PiaExamination {
  const clients = createClients({ values });
  const parts = { values, clients, surroundings, silent };
  if (ownership.kind === 'unusable') return { ...parts, ownership };
  const { state } = ownership;
  const { now } = surroundings;
  const tokens = new TokenKeeper({
    account: clients.account,
    credentials: () => ({ username: values.user.read(), password: values.pass.read() }),
    state,
    now,
    signal,
  });
  const claims = new ClaimKeeper({ state, tokens, now });
  return { ...parts, ownership: { ...ownership, tokens, claims } };
}
