import type { PiaAccountClient } from '@portkeep/pia-client/core';

type Account = Pick<PiaAccountClient, 'getToken'>;

/** PIA's servers fail with the same codes everywhere, but a failed login means something else. */
const failures = new WeakSet<Error>();

/** Notes which errors come from a login. */
export function notingLoginFailures(account: Account): Account {
  return {
    async getToken(options) {
      try {
        return await account.getToken(options);
      } catch (error) {
        if (error instanceof Error) failures.add(error);
        throw error;
      }
    },
  };
}

/** Whether the error comes from a login. */
export function isLoginFailure(error: Error): boolean {
  return failures.has(error);
}
