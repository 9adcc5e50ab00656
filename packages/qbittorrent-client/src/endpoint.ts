import type { HttpReply } from './transport.ts';

/** The parameters of a request: query of a GET, form of a POST. */
export type Params = Readonly<Record<string, string>>;

/** One operation of the Web API: how its request is written and its reply read. */
export interface Endpoint<Input, Output> {
  /** Scope and action, e.g. `app/version`. */
  readonly path: string;
  /** The method; whatever changes something takes POST alone. */
  readonly method: 'GET' | 'POST';
  /** What a failure message says was tried, e.g. `read the version`. */
  readonly does: string;
  /** Writes the input as parameters. */
  readonly params: (input: Input) => Params;
  /** Reads the body of a successful (2xx) reply. May throw `QBT_UNEXPECTED_RESPONSE`. */
  readonly read: (reply: HttpReply) => Output;
  /** The input may hold secrets: error texts of the server are not repeated. @default {false} */
  readonly secret?: boolean | undefined;
}
