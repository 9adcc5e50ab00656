/** The bench cannot be run on this machine, and why. */
export class Skip extends Error {}
