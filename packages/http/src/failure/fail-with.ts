/** An error with a Node-style code, for what the runtime has no error for. */
export function failWith(code: string): Error {
  return Object.assign(new Error(code), { code });
}
