import { codeOf } from './message-of-code.ts';
import { ownerAdvice } from './owner-advice.ts';

/** A file of the app cannot be read or written; the message says what to do. */
export class FileError extends Error {
  /** The system's code, such as `EACCES`. */
  readonly code: string | undefined;

  constructor(verb: 'read' | 'write', path: string, cause: unknown) {
    super(`Cannot ${verb} ${path}: ${ownerAdvice(path, cause)}`);
    this.name = 'FileError';
    this.code = codeOf(cause);
  }
}
