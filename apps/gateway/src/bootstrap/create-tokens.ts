import type { PiaAccountClient } from '@portkeep/pia-client/core';
import { TokenKeeper, type TokenKeeperOptions } from '@portkeep/pia-lease';
import type { GatewayValues } from '../variables.ts';

/** What tokens are kept with. */
export interface TokenParts
  extends Pick<TokenKeeperOptions, 'state' | 'now' | 'signal' | 'onLogin' | 'deriveKey'> {
  readonly account: PiaAccountClient;
  readonly values: Pick<GatewayValues, 'user' | 'pass'>;
}

/** The tokens of the account in the configuration. */
export function createTokens({ values, ...options }: TokenParts): TokenKeeper {
  const credentials = () => ({ username: values.user.read(), password: values.pass.read() });
  return new TokenKeeper({ ...options, credentials });
}
