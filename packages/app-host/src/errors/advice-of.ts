/** What to do next, if the error says so: those of the apps and the clients do. */
export function adviceOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('advice' in error)) return undefined;
  return typeof error.advice === 'string' ? error.advice : undefined;
}

/** What failed: the message without the advice at its end. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const ending = `; ${adviceOf(error)}`;
  return error.message.endsWith(ending) ? error.message.slice(0, -ending.length) : error.message;
}
