/** An error with a Node-style code, for what Node itself has no error for. */
export function failWith(code: string): Error {
  return Object.assign(new Error(code), { code });
}
