/** An error with a Node-style code, for failures for which the runtime has no error. */
export function failWith(code: string): Error {
  return Object.assign(new Error(code), { code });
}
