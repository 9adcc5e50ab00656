import { isPiaError } from '@portkeep/pia-client/core';
import type { TokenKeeper } from '@portkeep/pia-lease';

/** Sends a request with the account's token, and once more with a new one if that has ended. */
export async function withToken<T>(
  tokens: Pick<TokenKeeper, 'getToken' | 'refused'>,
  signal: AbortSignal,
  send: (token: string) => Promise<T>,
): Promise<T> {
  const token = await tokens.getToken(signal);
  try {
    return await send(token);
  } catch (error) {
    signal.throwIfAborted();
    const hasEnded = isPiaError(error) && error.code === 'PIA_LOGIN_EXPIRED';
    if (!hasEnded || !(await tokens.refused())) throw error;
    return await send(await tokens.getToken(signal));
  }
}
