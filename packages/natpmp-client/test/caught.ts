import { caughtBy } from '@portkeep/testing';
import { isNatPmpError, type NatPmpError } from '../src/natpmp-error.ts';

/** What a call throws or rejects with, which must be a coded error. */
export const caught: (call: () => unknown) => Promise<NatPmpError> = caughtBy(isNatPmpError);
