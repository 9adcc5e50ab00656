import type { Environment, Log, Values, Variables } from '@portkeep/app-host';
import type { Finding, Step } from '@portkeep/app-host/doctor';
import type { Clock, PortSink } from '@portkeep/port-lease';
import type { InferOutput, ObjectEntries, ObjectSchema } from 'valibot';
import type { PortAnnouncement } from './port-announcement.ts';
import type { PortKeeper } from './port-keeper.ts';

/** A sink as an app has it. */
export interface AppSink extends PortSink<PortAnnouncement> {
  /** A person asked: a refused login may be sent again. */
  allowLogin?(): void;
}

type StateOf<E extends ObjectEntries> = Partial<InferOutput<ObjectSchema<E, undefined>>>;

/** What sinks keep across restarts, in the state of an app that has one. */
export interface SinkMemory<E extends ObjectEntries = ObjectEntries> {
  readonly current: StateOf<E>;
  /** Resolves when the change is on the disk. */
  update(change: StateOf<E>): Promise<void>;
  /** A salted, slow hash: a reader of the state must not be able to guess the secret. */
  fingerprint(purpose: string, secret: string): Promise<string>;
}

/** The app that has the sinks: what differs from app to app. */
export interface SinkApp<E extends ObjectEntries = ObjectEntries> {
  /** What the app is called in advice: `daemon`. */
  readonly name: string;
  readonly log: Log;
  /** Inherited by what a sink starts; it must not hold the app's secrets. */
  readonly environment: Environment;
  readonly clock: Clock;
  /** The longest reply that is read of a program, in bytes: what the app has the memory for. */
  readonly maxReplyBytes: number;
  /** Without it a restart forgets what the sinks were sent. */
  readonly memory?: SinkMemory<E> | undefined;
  /** UPnP was switched off somewhere, which may delete mappings that the app has made. */
  readonly onUpnpStopped?: (() => void) | undefined;
}

/** What doctor knows when it examines a sink. */
export interface SinkSituation<E extends ObjectEntries = ObjectEntries> {
  readonly app: SinkApp<E>;
  readonly keeper: PortKeeper;
  /** The port that should arrive, when it is known. */
  readonly port: number | undefined;
  /** The port that the mapping leads to, where a gateway translates ports. */
  readonly internalPort?: number | undefined;
}

/** A kind of sink that is configured. Its methods load the code that does the work. */
export interface SinkSetup<E extends ObjectEntries = ObjectEntries> {
  /** The sink in words, with its place where there is one. */
  readonly target: string;
  create(app: SinkApp<E>): Promise<AppSink>;
  /** Looks at it for doctor, and changes nothing; there if the kind has an `examination`. */
  examine?(situation: SinkSituation<E>, signal: AbortSignal): Promise<Finding>;
}

/**
 * One kind of sink: what an app always has to know of it. An app lists its kinds in one place.
 *
 * @typeParam V its variables.
 * @typeParam E what it keeps in the state of the app.
 */
export interface SinkKind<
  V extends Variables = Variables,
  E extends ObjectEntries = ObjectEntries,
> {
  /** The name of the sink in the log, in `/status` and in the metrics. */
  readonly name: string;
  readonly variables: V;
  /** Entries for the schema of the state; the keys are those of the file. */
  readonly stateEntries: E;
  /** The variable with the path of a sink that is the app's own file: without it the app is not ready. */
  readonly file?: (keyof V & string) | undefined;
  /** How doctor's step is called, and what its line says where the sink is not configured. */
  readonly examination?: Pick<Step<never, never>, 'title' | 'failure' | 'limitMs'> & {
    readonly unset: string;
  };
  /** `undefined` where it is not configured. */
  configured(values: Values<V>): SinkSetup<E> | undefined;
  /** What is wrong with the variables together, one line each; those that cannot be used are missing. */
  contradictions?(values: Partial<Values<V>>): readonly string[];
}
