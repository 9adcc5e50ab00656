import { natpmp } from './sources/natpmp/kind.ts';

/** Where the sidecar gets its port. */
export const SOURCE = natpmp;
