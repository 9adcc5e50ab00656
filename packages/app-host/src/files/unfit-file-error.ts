import { AdvisedError } from '../errors/advised-error.ts';

/** What is at a path must not be used by the app. */
export class UnfitFileError extends AdvisedError {
  override readonly name = 'UnfitFileError';
}
