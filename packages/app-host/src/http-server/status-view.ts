/** A yes or no with its reasons. */
export interface Verdict {
  readonly ok: boolean;
  /** What is not as it should be, one line each; empty when `ok`. */
  readonly reasons: readonly string[];
}

/** What the status server shows; asked anew at each request. */
export interface StatusView {
  /** `/healthz`: the loop moves. */
  healthy(): boolean;
  /** `/startupz`: the start is complete. Once yes, always yes. */
  startedUp(): Verdict;
  /** `/readyz`, with `withSinks` for `/readyz?sinks`. */
  ready(withSinks: boolean): Verdict;
  /** `/status`: a JSON object. */
  status(): Readonly<Record<string, unknown>>;
  /** `/metrics`: Prometheus text format. */
  metrics(): string;
}
