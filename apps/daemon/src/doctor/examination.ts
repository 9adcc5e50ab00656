import type { App } from '@portkeep/app-host';
import { ClaimKeeper, TokenKeeper } from '@portkeep/pia-lease';
import type { Clients } from '../clients.ts';
import type { DaemonStateKeeper } from '../state/daemon-state.ts';
import type { DaemonValues, DaemonVariables } from '../variables.ts';
import type { DaemonAnswer } from './daemon-status.ts';
import type { StateAccess } from './state-access.ts';
import type { Surroundings } from './surroundings.ts';

/** Which program keeps the port while doctor examines it. */
export type Ownership =
  /** Doctor itself: it may log in, ask for a port and bind it. */
  | {
      readonly kind: 'own';
      readonly state: DaemonStateKeeper;
      readonly tokens: TokenKeeper;
      readonly claims: ClaimKeeper;
    }
  /** A running daemon, and what it reports about itself. */
  | ({
      readonly kind: 'foreign';
      readonly state: DaemonStateKeeper;
      readonly tokens: Pick<TokenKeeper, 'assertAvailable'>;
      readonly claims: Pick<ClaimKeeper, 'current'>;
    } & DaemonAnswer)
  /** Neither of them: the state cannot be saved. */
  | { readonly kind: 'unusable'; readonly error: unknown };

/** Everything the steps work with. */
export interface Examination {
  readonly values: DaemonValues;
  /** What looks wrong with the environment. */
  readonly warnings: readonly string[];
  readonly clients: Clients;
  readonly surroundings: Surroundings;
  /** What the sinks need from the process. */
  readonly host: Pick<App<DaemonVariables>, 'log' | 'environment'>;
  readonly ownership: Ownership;
}

/** Collects what the steps need. */
export function beginExamination(
  app: Pick<App<DaemonVariables>, 'values' | 'warnings' | 'signal' | 'log' | 'environment'>,
  clients: Clients,
  { access, answer }: { readonly access: StateAccess; readonly answer: DaemonAnswer },
  surroundings: Surroundings,
): Examination {
  const { values, warnings } = app;
  return { values, warnings, clients, surroundings, host: app, ownership: ownership() };

  function ownership(): Ownership {
    if (access.kind === 'unusable') return access;
    const { state } = access;
    const { now } = surroundings;
    const tokens = new TokenKeeper({
      account: clients.account,
      credentials: () => ({ username: values.user.read(), password: values.pass.read() }),
      state,
      now,
      signal: app.signal,
    });
    const claims = new ClaimKeeper({ state, tokens, now });
    if (access.kind === 'own') return { kind: 'own', state, tokens, claims };
    return { kind: 'foreign', state, tokens, claims, ...answer };
  }
}
