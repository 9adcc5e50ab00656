import { readEnvironment } from '@portkeep/app-host';
import { StateKeeper } from '@portkeep/pia-lease';
import { MemoryStore, quickCredentialKey } from '@portkeep/pia-lease/testing';
import { FakeClock } from '@portkeep/port-lease/testing';
import { loopbackServers, PiaSimulator, type PiaSimulatorOptions } from '@portkeep/simulators';
import { createTunnels } from '../src/create-tunnels.ts';
import { Forwarding } from '../src/kernel/forwarding.ts';
import { type GatewayState, GatewayStateSchema } from '../src/state/gateway-state.ts';
import { type GatewayValues, variables } from '../src/variables.ts';
import { FakeKernel } from './fake-kernel.ts';
import { holdWebCrypto } from './hold-web-crypto.ts';
import { simulatedClients } from './simulated-clients.ts';

export const PASSWORD = 'correct-horse';
const REQUIRED = {
  PIA_USER: 'p1234567',
  PIA_PASS: PASSWORD,
  PIA_PROXY: 'http://user:proxy-password@10.100.0.1:8888',
  FORWARD_TO: '10.100.0.10:8080',
};

/** The values of an environment; `undefined` unsets a variable. */
export function valuesOf(
  environment: Readonly<Record<string, string | undefined>> = {},
): GatewayValues {
  const set = Object.entries({ ...REQUIRED, ...environment }).filter(([, text]) => text);
  return readEnvironment(variables, Object.fromEntries(set)).values;
}

/** A gateway's tunnel with a simulated PIA, a kernel in memory and a clock that the test moves. */
export class TunnelScene {
  readonly clock: FakeClock = new FakeClock();
  readonly pia: PiaSimulator;
  readonly kernel: FakeKernel = new FakeKernel();
  readonly store: MemoryStore<GatewayState> = new MemoryStore(GatewayStateSchema);
  /** Names of servers whose WireGuard gives no answer. */
  readonly mute = new Set<string>();
  readonly troubles: string[] = [];
  environment: Readonly<Record<string, string | undefined>>;

  constructor(
    environment: Readonly<Record<string, string | undefined>> = {},
    options: PiaSimulatorOptions = {},
  ) {
    this.environment = environment;
    holdWebCrypto(this.clock);
    const now = () => this.clock.now();
    // Without name servers: they would be asked.
    const servers = loopbackServers().map((each) => ({ ...each, wireguard: { dnsServers: [] } }));
    this.pia = new PiaSimulator({ now, servers, ...options });
    this.kernel.now = now;
    this.kernel.answers = ({ gateway }, key) =>
      this.pia.wireguard.peers.some(({ server, publicKey }) => {
        const { gatewayAddress } = this.pia.servers.find(({ cn }) => cn === server) ?? {};
        return publicKey === key && gatewayAddress === gateway && !this.mute.has(server);
      });
  }

  /** A gateway that starts: it reads the state file. */
  async start(signal: AbortSignal = new AbortController().signal) {
    const { clock, kernel } = this;
    const values = valuesOf(this.environment);
    const state = new StateKeeper<GatewayState>(this.store);
    await state.load();
    const clients = simulatedClients(this.pia, values, () => clock.now());
    const forwarding = new Forwarding(kernel, values);
    const events = {
      trouble: (_: string, message: string, { error }: { readonly error?: unknown } = {}) =>
        void this.troubles.push(`${message}: ${String(error)}`),
    };
    const status = { login: () => {} };
    const app = { values };
    const parts = { app, clients, kernel, forwarding, state, clock, signal, events };
    const made = createTunnels({ ...parts, status, deriveKey: quickCredentialKey });
    const { tunnels } = made;
    return {
      ...parts,
      ...made,
      acquire: () => this.driven(tunnels.acquire(signal)),
      renew: (lease: Awaited<ReturnType<typeof tunnels.acquire>>) =>
        this.driven(tunnels.renew(lease, signal)),
    };
  }

  /** Moves the clock until the work is done. */
  async driven<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const end = work.finally(() => {
      isDone = true;
    });
    end.catch(() => {});
    while (!isDone) await this.clock.advance(20);
    return await end;
  }

  /** The servers that were asked to register a key, in order. */
  get asked(): readonly string[] {
    return this.pia.handshakes.map(({ server }) => server);
  }
}
