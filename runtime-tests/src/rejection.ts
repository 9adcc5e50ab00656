import assert from 'node:assert/strict';

/** Asserts that a promise rejects with an error of this code, and returns the error. */
export async function rejectionWithCode(promise: Promise<unknown>, code: string): Promise<Error> {
  const error = await rejectionOf(promise);
  assert.ok(error instanceof Error, `Expected an Error, got ${String(error)}`);
  assert.equal(Object(error).code, code, `${error.message}`);
  return error;
}

/** Asserts that a promise rejects, and returns the reason. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  assert.fail('Expected a rejection');
}
