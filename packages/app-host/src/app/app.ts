import type { Environment } from '../environment/environment.ts';
import type { Values, Variables } from '../environment/variable.ts';
import type { HideSecrets } from '../log/hide-secrets.ts';
import type { Log } from '../log/log.ts';

/** What a command of an app works with. */
export interface App<V extends Variables> {
  readonly name: string;
  readonly version: string;
  readonly values: Values<V>;
  /** Names of the variables that were set rather than defaulted. */
  readonly given: ReadonlySet<string>;
  /** What looks wrong with the environment, one line each; already logged, except for `doctor`. */
  readonly warnings: readonly string[];
  /** The process's environment without the app's secrets, for what the app starts. */
  readonly environment: Environment;
  readonly log: Log;
  /** The same log for lines whose form others know: as text nothing but the message. */
  readonly plainLog: Log;
  /** Aborts at SIGTERM and SIGINT. A command that rejects after that still counts as stopped. */
  readonly signal: AbortSignal;
  /** Hides every secret of the configuration in a text. */
  readonly hide: HideSecrets;
  /** Calls back at each SIGHUP. */
  onHangup(callback: () => void): void;
  /** Writes to standard output as it stands, for what a command was asked to show. */
  print(text: string): void;
}

/**
 * One command. Resolving ends the process with 0, an `ExitError` with its code, a
 * `ConfigurationError` with 78, anything else with 1.
 */
export type AppCommand<V extends Variables> = (app: App<V>) => Promise<void>;

/** Where the port comes from and where it goes. */
export interface Introduction {
  readonly source: string;
  readonly sinks: readonly string[];
}

/** An app: what {@linkcode runApp} runs. */
export interface AppDefinition<V extends Variables> {
  /** As in `portkeep-daemon`. */
  readonly name: string;
  readonly version: string;
  /** A paragraph for `--help`; the commands and the variables are added to it. */
  readonly help: string;
  /** `healthcheck` exists when one of them is `HTTP_LISTEN`. The log's variables are added. */
  readonly variables: V;
  /**
   * What is wrong with the values together, one line each; told with the problems of single variables,
   * whose values are missing here.
   */
  readonly contradictions?: ((values: Partial<Values<V>>) => readonly string[]) | undefined;
  /** By name; `run` is the one used when none is named. */
  readonly commands: Readonly<Record<string, AppCommand<V>>> & { readonly run: AppCommand<V> };
  /**
   * Keys of the variables that name the app's own files: root gives them away before it becomes
   * another user. Where it is set, `privilegeVariables` have to be among the variables.
   */
  readonly files?: readonly (keyof V)[] | undefined;
  /** What `run` and `once` do with these values, for the first line of the log; the files are added. */
  readonly introduce?: ((values: Values<V>) => Introduction) | undefined;
  /** How long stopping may take before it is forced, milliseconds. @default {() => 800} */
  readonly stopWithinMs?: ((values: Values<V>) => number) | undefined;
}
