import type { App, StatusAnswer } from '@portkeep/app-host';
import type { Step as AnyStep } from '@portkeep/app-host/doctor';
import type { ServerList } from '@portkeep/pia-client/core';
import type { TokenKeeper } from '@portkeep/pia-lease';
import type { StateAccess } from '@portkeep/pia-lease/state-access';
import type { PortFacts } from '@portkeep/port-app';
import type { Clients } from '../../clients.ts';
import type { Kernel, KernelState } from '../../kernel/kernel.ts';
import type { GatewayState } from '../../state/gateway-state.ts';
import type { firstAnsweringDns } from '../../tunnel/first-answering-dns.ts';
import type { reachesGateway } from '../../tunnel/reaches-gateway.ts';
import type { Lan } from '../../values/lan.ts';
import type { TunnelEnd } from '../../values/tunnel-end.ts';
import type { GatewayValues, GatewayVariables } from '../../variables.ts';
import type { GatewayPage } from '../gateway-page.ts';

/** What the steps examine. */
export interface Examination {
  readonly values: GatewayValues;
  /** What looks wrong with the environment. */
  readonly warnings: readonly string[];
  /** What the sinks need from the process. */
  readonly host: Pick<App<GatewayVariables>, 'log' | 'environment'>;
  readonly clients: Clients;
  readonly access: StateAccess<GatewayState>;
  /** `undefined` where the state cannot be used. */
  readonly tokens: Pick<TokenKeeper, 'assertAvailable'> | undefined;
  /** What answers at `HTTP_LISTEN`. */
  readonly answer: StatusAnswer<GatewayPage>;
  /** `undefined` while its interface has no address. */
  readonly lan: Lan | undefined;
  readonly kernel: Pick<Kernel, 'readState'>;
  readonly reaches: typeof reachesGateway;
  readonly answering: typeof firstAnsweringDns;
  /** Whether the kernel forwards packets. */
  readonly forwardsPackets: () => Promise<boolean>;
  /** Epoch ms. */
  readonly now: () => number;
}

/** What earlier steps found out; a missing fact could not be determined. */
export interface Facts extends PortFacts {
  readonly state?: KernelState | undefined;
  readonly list?: ServerList | undefined;
  /** Why there is no list. */
  readonly listError?: unknown;
  /** The tunnel that runs and works. */
  readonly tunnel?: TunnelEnd | undefined;
}

export type Step = AnyStep<Examination, Facts>;
