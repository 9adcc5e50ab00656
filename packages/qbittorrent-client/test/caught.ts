import { isQBittorrentError, type QBittorrentError } from '../src/qbittorrent-error.ts';

/** The error a promise rejects with; fails the test when it resolves or throws something else. */
export async function caught(promise: Promise<unknown>): Promise<QBittorrentError> {
  const outcome = await promise.then(
    () => new Error('Expected a rejection'),
    (error: unknown) => error,
  );
  if (isQBittorrentError(outcome)) return outcome;
  throw outcome;
}

/** An error as node:http throws it. */
export function networkFailure(code: string): Error {
  return Object.assign(new Error(`connect ${code} secret-in-the-message`), { code });
}
