import type { DaemonAnswer } from './daemon-status.ts';

/** Which program keeps the port while doctor examines it. */
export type Ownership<State> =
  /** Doctor itself: it may log in, ask for a port and bind it. */
  | { readonly kind: 'own'; readonly state: State }
  /** A running daemon, and what it reports about itself. */
  | ({ readonly kind: 'foreign'; readonly state: State } & DaemonAnswer)
  /** Neither of them: the state cannot be saved. */
  | { readonly kind: 'unusable'; readonly error: unknown };
