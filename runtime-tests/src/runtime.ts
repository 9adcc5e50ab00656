import process from 'node:process';

/** A runtime that the contract runs on. */
export type Runtime = 'Node.js' | 'Deno' | 'Bun';

const { deno, bun, node } = process.versions;

/** The runtime that runs this file. Deno and Bun name a version of Node.js as well. */
export const RUNTIME: Runtime = deno !== undefined ? 'Deno' : bun !== undefined ? 'Bun' : 'Node.js';

/** With its version, e.g. `Deno 2.9.6`. */
export const RUNTIME_VERSION = `${RUNTIME} ${deno ?? bun ?? node}`;
