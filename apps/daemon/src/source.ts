import { pia } from './sources/pia/kind.ts';

/** Where the daemon gets its port. */
export const SOURCE = pia;
