import type { Environment } from '../environment/environment.ts';
import type { Values, Variables } from '../environment/variable.ts';
import type { HideSecrets } from '../log/hide-secrets.ts';
import type { Log, LogFields } from '../log/log.ts';

/** What a command of an app receives. */
export interface App<V extends Variables> {
  readonly name: string;
  readonly version: string;
  readonly values: Values<V>;
  /** Names of the variables that were set rather than defaulted. */
  readonly given: ReadonlySet<string>;
  /** What looks wrong in the environment, one line each; already logged, except for `doctor`. */
  readonly warnings: readonly string[];
  /** The process's environment without the app's secrets, for programs that the app starts. */
  readonly environment: Environment;
  /** The options of the command line, without their dashes; only those that were given. */
  readonly options: Readonly<Record<string, string>>;
  readonly log: Log;
  /** The same log for lines in a format that other programs parse: as text, only the message. */
  readonly plainLog: Log;
  /** Aborts on SIGTERM and SIGINT. A command that rejects after that still counts as stopped. */
  readonly signal: AbortSignal;
  /** Replaces every secret of the configuration in a text. */
  readonly hide: HideSecrets;
  /** Registers a callback for each SIGHUP. */
  onHangup(callback: () => void): void;
  /** Writes the text unchanged to standard output, for the results of a command. */
  print(text: string): void;
}

/**
 * One command. When it resolves, the process ends with 0; when it rejects, with the code of an
 * `ExitError`, with 78 for a `ConfigurationError`, and with 1 for anything else.
 */
export type AppCommand<V extends Variables> = (app: App<V>) => Promise<void>;

/** An option of a command: `--name value`. */
export interface CommandOption {
  /** What stands for the value in the help, such as `ID`; the values that are allowed, if there are few. */
  readonly value: string | readonly string[];
  readonly description: string;
}

/** The options of each command that has any, by the command and by the name of the option. */
export type CommandOptions = Readonly<Record<string, Readonly<Record<string, CommandOption>>>>;

/** An app, to be run by {@linkcode runApp}. */
export interface AppDefinition<V extends Variables> {
  /** The name, such as `portkeep-daemon`. */
  readonly name: string;
  readonly version: string;
  /** A paragraph for `--help`; the commands and the variables are added to it. */
  readonly help: string;
  /** With `HTTP_LISTEN` among them there is a command `healthcheck`. The log's variables are added. */
  readonly variables: V;
  /**
   * Contradictions between the values, one line each; listed with the problems of single variables, whose
   * values are missing here.
   */
  readonly contradictions?: ((values: Partial<Values<V>>) => readonly string[]) | undefined;
  /** Commands by name; `run` is the default. */
  readonly commands: Readonly<Record<string, AppCommand<V>>> & { readonly run: AppCommand<V> };
  /** Options of the commands; the others take none. */
  readonly options?: CommandOptions | undefined;
  /**
   * Keys of the variables that name the app's own files: root changes their owner before it becomes
   * another user. If set, `privilegeVariables` have to be among the variables.
   */
  readonly files?: readonly (keyof V)[] | undefined;
  /** What `run` and `once` do with these values, as fields of the first log line; the files are added. */
  readonly introduce?: ((values: Values<V>) => LogFields) | undefined;
  /** How long stopping may take before it is forced, milliseconds. @default {() => 800} */
  readonly stopWithinMs?: ((values: Values<V>) => number) | undefined;
}
