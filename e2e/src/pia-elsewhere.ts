import type { BindingRecord, StartPiaSimulatorOptions } from '@portkeep/simulators';
import { type Ask, startElsewhere } from './elsewhere.ts';

/** The simulated PIA in another network namespace. */
export class PiaElsewhere {
  /** The variables to run the daemon with; it has to find the gateway on its own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #ask: Ask;

  private constructor(ask: Ask, environment: Readonly<Record<string, string>>) {
    this.#ask = ask;
    this.environment = environment;
  }

  static async start(namespace: string, options: StartPiaSimulatorOptions): Promise<PiaElsewhere> {
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

  async count(table: 'logins' | 'claims'): Promise<number> {
    return Number(await this.#ask(table));
  }

  /** Whether a peer on the far side of the tunnel gets through to this port. */
  async peerGetsThrough(address: string, port: number): Promise<boolean> {
    return (await this.#ask('knock', address, port)) === true;
  }
}
