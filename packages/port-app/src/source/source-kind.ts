import type { Values, Variables } from '@portkeep/app-host';
import type { Step } from '@portkeep/app-host/doctor';
import type { ObjectEntries } from 'valibot';
import type { PortSource } from './port-source.ts';

/** What doctor's steps find out for the steps of the sinks. */
export interface PortFacts {
  /** The port that should arrive here. */
  readonly port?: number | undefined;
  /** The port that the mapping leads to, if a gateway translates ports. */
  readonly internalPort?: number | undefined;
}

/** Doctor's steps for a source; they hold what they examine. */
export interface SourceSteps {
  /** From the account to the port, in this order. */
  readonly steps: readonly Step<unknown, PortFacts>[];
  /** Printed after everything else: what else on this machine has to allow the port. */
  readonly lastSteps: readonly Step<unknown, PortFacts>[];
}

/**
 * One way to get a port: what an app always has to know about it. `open` and `examine` may load the
 * code that does the work, so that an app with several sources does not hold all of them.
 *
 * @typeParam V its variables.
 * @typeParam E the entries that it keeps in the state of the app.
 * @typeParam H what it needs from the app.
 * @typeParam D what its doctor's steps need from the app.
 */
export interface SourceKind<V extends Variables, E extends ObjectEntries, H, D> {
  /** Its name in the configuration: `pia`. */
  readonly name: string;
  readonly variables: V;
  /** Entries for the schema of the state; the keys are the keys in the state file. */
  readonly stateEntries: E;
  /** Where the port comes from, for the first line of the log. */
  describe(values: Values<V>): string;
  /** Contradictions between the variables, one line each; those with an invalid value are missing. */
  contradictions?(values: Partial<Values<V>>): readonly string[];
  /** Doctor's headline for an error of this source, so that the log uses the same words. */
  headline?(error: unknown): string | undefined;
  /** Opens the source; nothing is requested yet. */
  open(host: H): Promise<PortSource>;
  /** Doctor's steps for it. */
  examine(host: D): Promise<SourceSteps>;
}
