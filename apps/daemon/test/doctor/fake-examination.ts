import { readEnvironment } from '@portkeep/app-host';
import type { Step as AnyStep } from '@portkeep/app-host/doctor';
import {
  PiaAccountClient,
  PiaGatewayClient,
  PiaServerListClient,
  type PortClaim,
  type Transport,
} from '@portkeep/pia-client/core';
import { ClaimKeeper, StateKeeper, TokenKeeper } from '@portkeep/pia-lease';
import { recordedLog } from '@portkeep/testing/recorded-log';
import type { Examination } from '../../src/doctor/examination.ts';
import type { Clients } from '../../src/sources/pia/clients.ts';
import type { PiaExamination, PiaOwnership } from '../../src/sources/pia/doctor/pia-examination.ts';
import type { Facts, StepResult } from '../../src/sources/pia/doctor/step.ts';
import type { Surroundings } from '../../src/sources/pia/doctor/surroundings.ts';
import type { FoundGateway } from '../../src/sources/pia/network/find-gateway.ts';
import { type DaemonValues, variables } from '../../src/variables.ts';
import { DaemonStore } from '../daemon-store.ts';
import { device, LO, network } from '../network-fixture.ts';

export const NOW = Date.parse('2026-06-01T12:00:00Z');
export const TUNNEL = '10.9.155.222';
export const PASSWORD = 'planted-password';
export const GATEWAY: FoundGateway = {
  address: '10.9.128.1',
  hostname: 'amsterdam447',
  source: 'address-plan',
};
export const CLAIM: PortClaim = {
  port: 47_047,
  expiresAt: new Date(NOW + 60 * 86_400_000),
  payload: 'planted-payload',
  signature: 'planted-signature',
};

/** Each part of the environment, where it differs from a machine on which everything works. */
export interface FakeWorld {
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly surroundings?: Partial<Surroundings> | undefined;
  readonly learnHostname?: Clients['learnHostname'] | undefined;
  /** Carries every request to PIA. */
  readonly pia?: Transport | undefined;
  readonly state?: StateKeeper | undefined;
  /** Overrides `state`. */
  readonly ownership?: PiaOwnership | undefined;
}

export function values(environment: Readonly<Record<string, string>> = {}): DaemonValues {
  const account = { PIA_USER: 'p7654321', PIA_PASS: PASSWORD };
  return readEnvironment(variables, { ...account, ...environment }).values;
}

/** Stands in for anything that must not be used. */
export function neverAsked(): Promise<never> {
  return Promise.reject(new Error('This must not be asked'));
}

/** Doctor has the state to itself. */
export function owned(state: StateKeeper, pia: Transport = neverAsked) {
  const { account } = clients(pia);
  const credentials = () => ({ username: 'p7654321', password: PASSWORD });
  const now = () => NOW;
  const { signal } = new AbortController();
  const tokens = new TokenKeeper({ account, credentials, state, now, signal });
  const claims = new ClaimKeeper({ state, tokens, now });
  return { kind: 'own', state, tokens, claims } as const;
}

export function fakeExamination(world: FakeWorld = {}): Examination & PiaExamination {
  const { state = new StateKeeper(new DaemonStore()), pia, learnHostname = neverAsked } = world;
  return {
    values: values(world.environment),
    warnings: [],
    clients: { ...clients(pia ?? neverAsked), learnHostname },
    surroundings: {
      network: {
        read: () => network([LO, device('tun0', 7, `${TUNNEL}/32`)]),
        sourceAddress: async () => TUNNEL,
      },
      resolve: async () => ['192.0.2.1'],
      reachHost: async () => undefined,
      detectGluetun: async () => undefined,
      now: () => NOW,
      ...world.surroundings,
    },
    host: { log: recordedLog().log, environment: {} },
    silent: world.environment?.HTTP_LISTEN === 'off',
    ownership: world.ownership ?? owned(state, pia),
  };
}

/** Runs one step. */
export function check(
  step: AnyStep<Examination & PiaExamination, Facts>,
  world: FakeWorld = {},
  facts: Facts = {},
): Promise<StepResult> {
  const { signal } = new AbortController();
  return step.check({ examination: fakeExamination(world), facts, signal });
}

function clients(transport: Transport): Omit<Clients, 'learnHostname'> {
  return {
    account: new PiaAccountClient({ username: 'p7654321', password: PASSWORD, transport }),
    serverLists: new PiaServerListClient({ transport }),
    connect: ({ hostname }) => new PiaGatewayClient({ hostname, transport }),
  };
}
