/** An error as node:http throws it. */
export function networkFailure(code: string | undefined): Error {
  return Object.assign(new Error(`connect ${code} secret-in-the-message`), { code });
}
