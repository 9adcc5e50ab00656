import type { Kernel } from '../kernel/kernel.ts';
import type { Forward, ForwardProtocol } from '../rules/forward-maps.ts';
import type { ForwardTarget } from '../values/forward-target.ts';

/** The forwarded port in the kernel: what it should be, and the way to set it. */
export class Forwarding {
  readonly #kernel: Pick<Kernel, 'setForward'>;
  readonly #to: { readonly target: ForwardTarget; readonly protocol: ForwardProtocol } | undefined;
  #current: Forward | undefined;

  /** @param to Where ports lead; without it, none is forwarded. */
  constructor(
    kernel: Pick<Kernel, 'setForward'>,
    to?: { readonly target: ForwardTarget; readonly protocol: ForwardProtocol },
  ) {
    this.#kernel = kernel;
    this.#to = to;
  }

  /** What is forwarded, to be kept when the whole table is written. */
  get current(): Forward | undefined {
    return this.#current;
  }

  /** The rule for a port. */
  rule(port: number): Forward | undefined {
    if (this.#to === undefined) return undefined;
    const { target, protocol } = this.#to;
    return { port, protocol, target: { address: target.address, port: target.port ?? port } };
  }

  /** Remembers a port that the kernel forwards already. */
  adopt(port: number): void {
    this.#current = this.rule(port);
  }

  /** Forwards this port and no other; `undefined`: none. */
  async set(port: number | undefined, signal: AbortSignal): Promise<void> {
    const next = port === undefined ? undefined : this.rule(port);
    // Before the call: a table that is written meanwhile already has it.
    this.#current = next;
    await this.#kernel.setForward(next, signal);
  }
}
