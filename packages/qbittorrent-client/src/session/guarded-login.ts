import type { HttpReply, TransportFailure } from '@portkeep/http';
import { isQBittorrentError } from '../qbittorrent-error.ts';
import type { LoginGuard } from './login-guard.ts';
import { rejection } from './rejection.ts';

/** The reply to a request with credentials. */
export interface Verdict {
  readonly reply: HttpReply;
  /** Whether the credentials were right; `undefined` when they were not checked. */
  readonly isRight: boolean | undefined;
}

const GATEWAY_TIMEOUT = 504;

/**
 * Sends credentials if the guard admits them, and reports the outcome to it.
 *
 * @param send Sends them. It calls `onFailure` for each exchange without a reply.
 * @returns The reply, where they were not wrong.
 * @throws {QBittorrentError} `QBT_LOGIN_REJECTED`, and whatever `send` throws.
 */
export async function guardedLogin(
  guard: LoginGuard,
  credentials: string,
  send: (onFailure: (failure: TransportFailure) => void) => Promise<Verdict>,
): Promise<HttpReply> {
  await guard.admit(credentials);
  let failure: TransportFailure | undefined;
  let verdict: Verdict;
  try {
    verdict = await send((each) => {
      failure = each;
    });
  } catch (error) {
    // Aborted: whether it arrived is not known, and a caller that aborts does not want to wait.
    if (!isQBittorrentError(error)) throw error;
    if (error.code === 'QBT_LOGIN_REJECTED') {
      await guard.rejected(credentials, error);
      throw error;
    }
    const isOpen = failure?.maybeSent ?? error.status === GATEWAY_TIMEOUT;
    await (isOpen ? guard.unanswered(credentials) : guard.unjudged(credentials));
    throw error;
  }
  const { reply, isRight } = verdict;
  if (isRight === undefined) await guard.unjudged(credentials);
  else if (isRight) await guard.accepted(credentials);
  else {
    await guard.rejected(credentials);
    throw rejection();
  }
  return reply;
}
