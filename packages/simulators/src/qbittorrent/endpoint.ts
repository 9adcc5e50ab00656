import type { Answer } from './answer.ts';
import type { ServerState } from './server-state.ts';
import type { Session } from './session-table.ts';
import type { WebRequest } from './web-request.ts';

/** One call of an endpoint, past every check that is the same for all of them. */
export interface EndpointCall {
  readonly request: WebRequest;
  readonly parameters: Readonly<Record<string, string>>;
  /** Undefined for a login and for a call with an API key. */
  readonly session: Session | undefined;
}

/** An action of the Web API, `scope/name`. */
export interface Endpoint {
  /** Answers 405 to a GET. */
  readonly post?: boolean;
  readonly requires?: readonly string[];
  /** Releases that have it; all when absent. */
  readonly only?: '5.2';
  answer(state: ServerState, call: EndpointCall): Answer;
}
