/** The state of a sink of the running app, as its status page reports it. */
export interface SinkReport {
  readonly in_sync: boolean;
  readonly code: string | null;
  readonly message: string | null;
}

/**
 * Which program keeps the port while doctor examines the sinks.
 *
 * - `own`: doctor itself; its results are kept in the state.
 * - `foreign`: a running app, with what it reports about its sinks.
 * - `unusable`: nothing can be saved.
 * - `unknown`: an app without a state may or may not be running.
 */
export type PortKeeper =
  | { readonly kind: 'own' }
  | { readonly kind: 'unusable' }
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'foreign';
      readonly sinks?: Readonly<Record<string, SinkReport>> | undefined;
    };
