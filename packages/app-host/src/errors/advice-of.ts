/** What to do next, for an error that says so: one of an app or of a client. */
export function adviceOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('advice' in error)) return undefined;
  return typeof error.advice === 'string' ? error.advice : undefined;
}

/** What failed, without the advice that ends the message. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const ending = `; ${adviceOf(error)}`;
  return error.message.endsWith(ending) ? error.message.slice(0, -ending.length) : error.message;
}
