import type { HttpReply } from '@portkeep/http';
import type { OddRecords } from '../odd-records.ts';

/**
 * The parameters of a request: query of a GET, form of a POST. Texts without lone surrogates, whole
 * numbers below 2^53, `true` and `false`; ratios may have a fraction. An `undefined` one is left out
 * where it is `optional`.
 */
export type Params = Readonly<Record<string, string | number | boolean | undefined>>;

/** How a reply is read. */
export interface ReadContext {
  /** What was tried, for the message of a failure: `does` of the row. */
  readonly does: string;
  /** Whether the body is checked. */
  readonly validate: boolean;
  /** Gets the records that cannot be read, which are then passed over; without it they are an error. */
  readonly onOddRecords?: OddRecords | undefined;
}

/** Reads the body of a successful (2xx) reply. May throw `QBT_UNEXPECTED_RESPONSE`. */
export type ResponseReader<Output> = (reply: HttpReply, context: ReadContext) => Output;

/** Makes another call during a call, under the same options. */
export type EndpointCall = <Input, Output>(
  endpoint: Endpoint<Input, Output>,
  input: Input,
) => Promise<Output>;

/** One operation of the Web API, a row of the endpoint table: request, reply and versions. */
export interface Endpoint<Input, Output> {
  /** Scope and action, e.g. `torrents/stop`. */
  readonly path: string;
  /** The method; whatever changes something takes only POST. */
  readonly method: 'GET' | 'POST';
  /** The Web API version that has it first, e.g. `2.11.0`; `2.0.0` for all that 4.1.0 had. */
  readonly since: string;
  /** The first Web API version that does not have it any more. */
  readonly removed?: string | undefined;
  /** The path of the same operation before `since`, e.g. `torrents/pause`. */
  readonly formerly?: string | undefined;
  /** What a failure message says was tried, e.g. `read the version`. */
  readonly does: string;
  /**
   * Writes the input, an object, as parameters; one that was left out is `{}` here. Neither this
   * nor `form` where there is no input. `version`, of the server's Web API, is known with
   * `dialects` only.
   */
  readonly params?: ((input: NonNullable<Input>, version: string) => Params) | undefined;
  /** Which parameters may be `undefined`, or `true` for all. @default {[]} */
  readonly optional?: true | readonly string[] | undefined;
  /** Writes the files of the input as a form; `params` are added to it. */
  readonly form?: ((input: NonNullable<Input>, version: string) => FormData) | undefined;
  /** The parameters depend on the version. @default {false} */
  readonly dialects?: boolean | undefined;
  /** Reads the reply. */
  readonly read: ResponseReader<Output>;
  /**
   * Adds to what was read what the server leaves out, e.g. from the input. Not with `decodeReply`. A
   * method, so that rows with any output fit into one table.
   */
  complete?(output: Output, input: Input, call: EndpointCall): Promise<Output>;
  /**
   * Whether the server may get the same request twice without harm: a transport then sends it again
   * when a kept connection breaks. @default {whether the method is GET}
   */
  readonly repeatable?: boolean | undefined;
  /** The reply is a file: `reply.stream` holds its bytes. @default {false} */
  readonly streams?: boolean | undefined;
  /** The part of a refusal that may be repeated, where it is not a plain sentence or `secret` is set. */
  readonly says?: ((reply: HttpReply) => string | undefined) | undefined;
  /** The input may hold secrets: error texts of the server are not repeated. @default {false} */
  readonly secret?: boolean | undefined;
}

/** Any endpoint, for code that only looks at the table. */
export type AnyEndpoint = Endpoint<never, unknown>;
