import type { Environment, Log, Values, Variables } from '@portkeep/app-host';
import type { Finding, Step } from '@portkeep/app-host/doctor';
import type { Clock, KeptPort, PortSink } from '@portkeep/port-lease';
import type { InferOutput, ObjectEntries, ObjectSchema } from 'valibot';
import type { PortKeeper } from './port-keeper.ts';

/** A sink as an app uses it. */
export interface AppSink extends PortSink<KeptPort> {
  /** Called when the user asks for a retry: a refused login may be sent again. */
  allowLogin?(): void;
}

type StateOf<E extends ObjectEntries> = Partial<InferOutput<ObjectSchema<E, undefined>>>;

/** Where sinks keep data across restarts: the state of an app that has one. */
export interface SinkMemory<E extends ObjectEntries = ObjectEntries> {
  readonly current: StateOf<E>;
  /** Resolves when the change is on disk. */
  update(change: StateOf<E>): Promise<void>;
  /** A salted, slow hash: a reader of the state must not be able to guess the secret. */
  fingerprint(purpose: string, secret: string): Promise<string>;
}

/** The app that uses the sinks, with what differs between apps. */
export interface SinkApp<E extends ObjectEntries = ObjectEntries> {
  /** The name of the app in advice: `daemon`. */
  readonly name: string;
  readonly log: Log;
  /** The environment of the programs that a sink starts; it must not hold the app's secrets. */
  readonly environment: Environment;
  readonly clock: Clock;
  /** The longest reply that is read, in bytes: the app has memory for this. */
  readonly maxReplyBytes: number;
  /** Without it, a restart forgets what the sinks have received. */
  readonly memory?: SinkMemory<E> | undefined;
  /** Called when UPnP was switched off in a program, which may delete mappings that the app has made. */
  readonly onUpnpStopped?: (() => void) | undefined;
}

/** What doctor knows when it examines a sink. */
export interface SinkSituation<E extends ObjectEntries = ObjectEntries> {
  readonly app: SinkApp<E>;
  readonly keeper: PortKeeper;
  /** The forwarded port, if it is known. */
  readonly port: number | undefined;
  /** The port that the mapping leads to, if a gateway translates ports. */
  readonly internalPort?: number | undefined;
}

/** A configured sink. Its methods load the code that does the work. */
export interface SinkSetup<E extends ObjectEntries = ObjectEntries> {
  /** The sink in words, with its location if it has one. */
  readonly target: string;
  create(app: SinkApp<E>): Promise<AppSink>;
  /** Examines it for doctor, and changes nothing; present if the kind has an `examination`. */
  examine?(situation: SinkSituation<E>, signal: AbortSignal): Promise<Finding>;
}

/**
 * One kind of sink: what an app always has to know about it. An app lists its kinds in one place.
 *
 * @typeParam V its variables.
 * @typeParam E the entries that it keeps in the state of the app.
 */
export interface SinkKind<
  V extends Variables = Variables,
  E extends ObjectEntries = ObjectEntries,
> {
  /** The name of the sink in the log, in `/status` and in the metrics. */
  readonly name: string;
  readonly variables: V;
  /** Entries for the schema of the state; the keys are the keys in the state file. */
  readonly stateEntries: E;
  /** The variable with the path, for a sink that is the app's own file: it must be written for readiness. */
  readonly file?: (keyof V & string) | undefined;
  /** The title of doctor's step, and its line when the sink is not configured. */
  readonly examination?: Pick<Step<never, never>, 'title' | 'failure' | 'limitMs'> & {
    readonly unset: string;
  };
  /** The headline of doctor for an error of this sink, for the log. */
  headlineOf?(error: unknown): string | undefined;
  /** `undefined` if it is not configured. */
  configured(values: Values<V>): SinkSetup<E> | undefined;
  /** Contradictions between the variables, one line each; those with an invalid value are missing. */
  contradictions?(values: Partial<Values<V>>): readonly string[];
}
