/**
 * Files that an app owns, written atomically and read up to a limit.
 *
 * @module
 */
export { AppFile } from './app-file.ts';
export { readSmallFile } from './read-small-file.ts';
export { writeTarget } from './write-target.ts';
