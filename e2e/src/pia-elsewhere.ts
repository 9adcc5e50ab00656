import type {
  BindingRecord,
  ClaimRecord,
  FaultOptions,
  PiaFaults,
  PiaFaultTarget,
  PiaRequestRecord,
  StartPiaSimulatorOptions,
} from '@portkeep/simulators';
import { type Ask, startElsewhere } from './elsewhere.ts';

/** Settings of {@link PiaElsewhere}: what JSON can hold. */
export interface PiaElsewhereOptions extends StartPiaSimulatorOptions {
  /** The real device of each server with `wireguard`, by its cn, in the same network namespace. */
  readonly wireguardDevices?: Readonly<Record<string, string>>;
  /** A map of nftables there that shall have the bound ports; see `simulated-bindings.ts`. */
  readonly boundPorts?: string;
}

/** The simulated PIA in another network namespace. */
export class PiaElsewhere {
  /** The variables to run the daemon with; it has to find the gateway on its own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #ask: Ask;

  private constructor(ask: Ask, environment: Readonly<Record<string, string>>) {
    this.#ask = ask;
    this.environment = environment;
  }

  static async start(namespace: string, options: PiaElsewhereOptions): Promise<PiaElsewhere> {
    const ask = startElsewhere(namespace, 'pia-program.ts');
    const { PIA_GATEWAY: _, ...environment } = (await ask('start', options)) as Record<
      string,
      string
    >;
    return new PiaElsewhere(ask, environment);
  }

  /** From now on the tunnel goes to this server. */
  async reconnect(cn: string): Promise<void> {
    await this.#ask('reconnect', cn);
  }

  /** The forwards that stand now. */
  async bindings(): Promise<readonly BindingRecord[]> {
    return (await this.#ask('bindings')) as readonly BindingRecord[];
  }

  /** The server forgets the WireGuard keys that it knows. */
  async forgetKeys(cn?: string): Promise<void> {
    await this.#ask('forgetKeys', ...(cn === undefined ? [] : [cn]));
  }

  /** A server with WireGuard goes down, or comes back. */
  async setRunning(cn: string, running: boolean): Promise<void> {
    await this.#ask('setRunning', cn, running);
  }

  /** Every request so far, with the address that it came from. */
  async requests(): Promise<readonly PiaRequestRecord[]> {
    return (await this.#ask('requests')) as readonly PiaRequestRecord[];
  }

  /** Makes a target fail, until `clearFaults` or for the next requests. */
  async setFault<T extends PiaFaultTarget>(
    target: T,
    fault: PiaFaults[T],
    options: FaultOptions = {},
  ): Promise<void> {
    await this.#ask('setFault', target, fault, options);
  }

  /** From now on another customer has this port. */
  async makeBusy(port: number): Promise<void> {
    await this.#ask('makeBusy', port);
  }

  async clearFaults(): Promise<void> {
    await this.#ask('clearFaults');
  }

  /** Every claim so far, with its payload and signature. */
  async claims(): Promise<readonly ClaimRecord[]> {
    return (await this.#ask('claimed')) as readonly ClaimRecord[];
  }

  /** Every token so far. */
  async tokens(): Promise<readonly string[]> {
    return (await this.#ask('tokens')) as readonly string[];
  }

  async count(table: 'logins' | 'claims'): Promise<number> {
    return Number(await this.#ask(table));
  }

  /** Whether a peer on the far side of the tunnel gets through to this port. */
  async peerGetsThrough(address: string, port: number): Promise<boolean> {
    return (await this.#ask('knock', address, port)) === true;
  }
}
