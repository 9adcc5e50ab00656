import { caughtBy } from '@portkeep/testing';
import { isPiaError, type PiaError } from '../src/pia-error.ts';

/** What a call throws or rejects with, which must be a coded error. */
export const caught: (call: () => unknown) => Promise<PiaError> = caughtBy(isPiaError);
