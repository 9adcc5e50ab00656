import { isPiaError, type PiaError } from '../src/pia-error.ts';

/** What a call throws or rejects with, which must be a coded error. */
export async function caught(call: () => unknown): Promise<PiaError> {
  try {
    await call();
  } catch (error) {
    if (isPiaError(error)) return error;
    throw error;
  }
  throw new Error('the call succeeded, a failure was expected');
}

/** What a call throws or rejects with, of any kind. */
export async function rejection(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error('the call succeeded, a failure was expected');
}
