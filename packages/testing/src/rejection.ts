/** What a call throws or rejects with. */
export async function rejection(call: (() => unknown) | Promise<unknown>): Promise<unknown> {
  try {
    await (typeof call === 'function' ? call() : call);
  } catch (error) {
    return error;
  }
  throw new Error('the call succeeded, a failure was expected');
}
