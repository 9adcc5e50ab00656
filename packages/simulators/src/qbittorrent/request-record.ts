/** A request as it arrived, with the status it got; no status when the connection failed. */
export interface RequestRecord {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** As sent, a password included. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly sourceAddress: string;
  readonly status: number | undefined;
}
