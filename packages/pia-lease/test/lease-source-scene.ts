import { PiaError, type PiaErrorCode, type PortClaim } from '@portkeep/pia-client/core';
import { ClaimKeeper } from '../src/claim/claim-keeper.ts';
import { PiaLeaseSource } from '../src/claim/pia-lease-source.ts';
import type { PiaState } from '../src/state/pia-state.ts';
import { StateKeeper } from '../src/state/state-keeper.ts';
import { PiaStore } from './pia-store.ts';

export const DAY = 86_400_000;
/** When each scene begins. */
export const NOW = Date.parse('2026-01-14T19:30:00Z');
/** The gateway that is found unless the scene names another. */
export const GATEWAY = {
  address: '10.9.128.1',
  hostname: 'amsterdam447',
  source: 'remembered',
} as const;
/** A lease to renew, none of whose fields are read. */
export const lease = { value: {} as never, renewAt: 0, expiresAt: 0 };
/** A signal that is never aborted. */
export const live = () => new AbortController().signal;

/**
 * What a source of leases relies on: a state file, a clock, and gateways that the test controls.
 */
export class LeaseSourceScene {
  readonly store: PiaStore = new PiaStore();
  /** Every request and what it went to, in order. */
  calls: string[] = [];
  now: number = NOW;
  /** Taken from the front, one per bind; `undefined` is a success. */
  bindOutcomes: (PiaErrorCode | undefined)[] = [];
  signOutcomes: (PiaErrorCode | undefined)[] = [];
  gateways: (typeof GATEWAY | { address: string; hostname: string; source: 'route' })[] = [GATEWAY];
  nextPort = 40_001;
  /** Which ports the app can use; `undefined` for an app without a rule. */
  accepts: ((port: number) => boolean) | undefined;
  /** Whether another token may be requested when one is refused. */
  mayLogInAgain = false;
  /** Why no token is available: an earlier login was refused. */
  loginWait: Error | undefined;
  /** Why no token may be sent to the gateway. */
  unconfirmed: Error | undefined;
  /** When the gateway answers, by its own clock. */
  repliedAt: () => Date | undefined = () => new Date(this.now);
  readonly troubles: string[] = [];
  endsAt: () => Date = () => new Date(this.now + 62 * DAY);

  /** Puts a claim of an earlier process into the state file. */
  savedClaim(daysLeft: number): void {
    const state: PiaState = {
      version: 1,
      salt: 'c2FsdA==',
      claim: {
        port: 40_000,
        obtained_at: new Date(NOW - DAY * 30).toISOString(),
        expires_at: new Date(NOW + daysLeft * DAY).toISOString(),
        payload: 'payload-40000',
        signature: 'signature-40000',
      },
    };
    this.store.contents = JSON.stringify(state);
  }

  /** A daemon that starts: it reads the state file. */
  async start(): Promise<PiaLeaseSource> {
    const state = new StateKeeper(this.store);
    await state.load();
    const tokens = {
      getToken: async () => {
        this.calls.push('token');
        if (this.loginWait) throw this.loginWait;
        return 'token';
      },
      refused: async () => {
        this.calls.push('token refused');
        return this.mayLogInAgain;
      },
      accepted: () => ({}),
      assertAvailable: async () => {
        if (this.loginWait) throw this.loginWait;
      },
    };
    return new PiaLeaseSource({
      state,
      claims: new ClaimKeeper({ state, tokens, now: () => this.now }),
      findGateway: async () => {
        this.calls.push('find');
        return this.gateways.shift() ?? GATEWAY;
      },
      connect: ({ hostname }) => ({
        getSignature: async () => {
          this.calls.push(`sign on ${hostname}`);
          this.#fail(this.signOutcomes.shift());
          const port = this.nextPort++;
          return this.#claimOf(port);
        },
        bindPort: async ({ payload }) => {
          this.calls.push(`bind ${payload} on ${hostname}`);
          this.#fail(this.bindOutcomes.shift());
          return { message: 'timer refreshed', repliedAt: this.repliedAt() };
        },
      }),
      confirm: async () => {
        this.calls.push('confirm');
        if (this.unconfirmed) throw this.unconfirmed;
      },
      towards: async () => ({ identity: 'tun0#7:10.9.155.222/32', address: '10.9.155.222' }),
      accepts: this.accepts && ((port) => this.accepts?.(port) ?? true),
      intervalSeconds: 900,
      now: () => this.now,
      random: () => 0.5,
      onTrouble: (message) => this.troubles.push(message),
    });
  }

  /** The state as a restarted daemon would find it. */
  saved(): Partial<PiaState> {
    return this.store.kept;
  }

  #claimOf(port: number): PortClaim {
    const text = { payload: `payload-${port}`, signature: `signature-${port}` };
    return { port, expiresAt: this.endsAt(), ...text };
  }

  #fail(code: PiaErrorCode | undefined): void {
    if (code) throw new PiaError(code, code, 'wait', { status: 400, repliedAt: this.repliedAt() });
  }
}
