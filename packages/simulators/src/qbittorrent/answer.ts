/** What an endpoint answers; the content type depends on which of `text`, `json` and `html` is set. */
export interface Answer {
  readonly status: number;
  readonly text?: string | undefined;
  readonly json?: unknown;
  readonly html?: string | undefined;
  /** The whole `Set-Cookie` value. */
  readonly cookie?: string | undefined;
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
};

/** A text answer; a failure without a text of its own carries the reason phrase, as the real one does. */
export function textAnswer(status: number, text: string = REASONS[status] ?? ''): Answer {
  return { status, text };
}

/** A JSON answer with status 200. */
export function jsonAnswer(json: unknown): Answer {
  return { status: 200, json };
}
