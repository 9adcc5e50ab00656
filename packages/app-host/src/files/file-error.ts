import { AdvisedError } from '../errors/advised-error.ts';
import { codeOf } from '../system-error.ts';
import { explainRefusal } from './explain-refusal.ts';

/** A file of the app cannot be read or written. */
export class FileError extends AdvisedError {
  override readonly name = 'FileError';
  /** The system's code, such as `EACCES`. */
  readonly code: string | undefined;

  constructor(verb: 'read' | 'write', path: string, cause: unknown) {
    const { why, advice } = explainRefusal(path, cause);
    super(`Cannot ${verb} ${path}: ${why}`, advice);
    this.code = codeOf(cause);
  }
}
