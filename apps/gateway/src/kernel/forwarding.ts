import type { Forward, ForwardProtocol } from '../rules/forward-maps.ts';
import type { ForwardTarget } from '../values/forward-target.ts';
import type { GatewayValues } from '../variables.ts';
import type { Kernel } from './kernel.ts';

/** The forwarded port in the kernel: what it should be, and the way to set it. */
export class Forwarding {
  readonly #kernel: Pick<Kernel, 'setForward'>;
  readonly #target: ForwardTarget | undefined;
  readonly #protocol: ForwardProtocol;
  #current: Forward | undefined;

  /** @param values Where ports lead; without a target, none is forwarded. */
  constructor(
    kernel: Pick<Kernel, 'setForward'>,
    { forwardTo, forwardProtocol }: Pick<GatewayValues, 'forwardTo' | 'forwardProtocol'>,
  ) {
    this.#kernel = kernel;
    this.#target = forwardTo;
    this.#protocol = forwardProtocol;
  }

  /** What is forwarded, to be kept when the whole table is written. */
  get current(): Forward | undefined {
    return this.#current;
  }

  /** The rule for a port. */
  rule(port: number): Forward | undefined {
    if (this.#target === undefined) return undefined;
    const { address, port: targetPort = port } = this.#target;
    return { port, protocol: this.#protocol, target: { address, port: targetPort } };
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
