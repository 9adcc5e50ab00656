import { AdvisedError } from '../errors/advised-error.ts';

/** The app must not use what is at a path. */
export class UnfitFileError extends AdvisedError {
  override readonly name = 'UnfitFileError';
}
