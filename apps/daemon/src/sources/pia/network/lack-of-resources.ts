import { missingResource, toTransportFailure } from '@portkeep/http/client';
import { isPiaError, PiaError } from '@portkeep/pia-client/core';

/**
 * An error for when the system refused something because this machine lacks it, e.g. a file
 * descriptor: that says nothing about the network.
 *
 * @param action What could not be done, e.g. `look at the network`.
 * @param code The system's code, e.g. `EMFILE`.
 * @returns `undefined` for any other code.
 */
export function lackOfResources(action: string, code: string | undefined): PiaError | undefined {
  if (toTransportFailure(undefined, code).kind !== 'no-resources') return undefined;
  const [problem, advice] = missingResource(code ?? '');
  return new PiaError('PIA_NO_RESOURCES', `Cannot ${action}: ${problem} (${code})`, advice);
}

/** Whether an error concerns only this machine. */
export function isLackOfResources(error: unknown): boolean {
  return isPiaError(error) && error.code === 'PIA_NO_RESOURCES';
}
