import { AdvisedError } from '../errors/advised-error.ts';

/** What is at a path is nothing that the app may use there. */
export class UnfitFileError extends AdvisedError {
  override readonly name = 'UnfitFileError';
}
