/** What is at a path is nothing that the app may use there; the message says why and what to do. */
export class UnfitFileError extends Error {
  override readonly name = 'UnfitFileError';
}
