/** The answer to a probe: yes or no, with the reasons. */
export interface ProbeResult {
  readonly ok: boolean;
  /** What is wrong, one line each; empty if `ok`. */
  readonly reasons: readonly string[];
}

/** What the status server shows; called for each request. */
export interface StatusView {
  /** `/healthz`: whether the loop is alive. */
  healthy(): boolean;
  /** `/startupz`: whether the start is complete. It stays true from then on. */
  startedUp(): ProbeResult;
  /** `/readyz`, with `withSinks` for `/readyz?sinks`. */
  ready(withSinks: boolean): ProbeResult;
  /** `/status`: a JSON object. */
  status(): Readonly<Record<string, unknown>>;
  /** `/metrics`: Prometheus text format. */
  metrics(): string;
}
