import { rejection } from './rejection.ts';

/** A function that returns what a call throws or rejects with, which must be an error of one kind. */
export function caughtBy<E>(
  isOfKind: (error: unknown) => error is E,
): (call: (() => unknown) | Promise<unknown>) => Promise<E> {
  return async (call) => {
    const error = await rejection(call);
    if (isOfKind(error)) return error;
    throw error;
  };
}
