/**
 * What the apps that hold a port at PIA share: when they log in, which claim they bind, what they
 * keep across a restart, and their variables.
 *
 * @module
 */
export { ClaimKeeper } from './claim/claim-keeper.ts';
export type { Gateway } from './claim/gateway.ts';
export { PiaLeaseSource, type PiaLeaseSourceOptions } from './claim/pia-lease-source.ts';
export type { TunnelTowards } from './claim/tunnel-towards.ts';
export { remainingWaitMs } from './login/login-wait.ts';
export { isRefusedLogin, LoginWaitError } from './login/login-wait-error.ts';
export { TokenKeeper, type TokenKeeperOptions } from './login/token-keeper.ts';
export { piaVariables } from './pia-variables.ts';
export { deriveCredentialKey } from './state/credential-key.ts';
export { type PiaState, piaStateEntries } from './state/pia-state.ts';
export { StateKeeper } from './state/state-keeper.ts';
