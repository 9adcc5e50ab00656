/** How a sink of the app that runs stands, as its status page reports it. */
export interface SinkReport {
  readonly in_sync: boolean;
  readonly code: string | null;
  readonly message: string | null;
}

/**
 * Who keeps the port while doctor looks at the sinks.
 *
 * - `own`: doctor itself; what it learns is kept in the state.
 * - `foreign`: an app that runs, and what it says of its sinks.
 * - `unusable`: nothing can be kept.
 * - `unknown`: an app without a state may run or not.
 */
export type PortKeeper =
  | { readonly kind: 'own' }
  | { readonly kind: 'unusable' }
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'foreign';
      readonly sinks?: Readonly<Record<string, SinkReport>> | undefined;
    };
