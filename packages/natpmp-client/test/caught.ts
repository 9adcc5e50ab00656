import { isNatPmpError, type NatPmpError } from '../src/natpmp-error.ts';

/** What a call throws or rejects with. */
export async function rejection(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error('the call succeeded, a failure was expected');
}

/** The same, which must be a coded error. */
export async function caught(call: () => unknown): Promise<NatPmpError> {
  const error = await rejection(call);
  if (isNatPmpError(error)) return error;
  throw error;
}

/** An error as node:http throws it. */
export function networkFailure(code: string | undefined): Error {
  return Object.assign(new Error(`connect ${code} secret-in-the-message`), { code });
}
