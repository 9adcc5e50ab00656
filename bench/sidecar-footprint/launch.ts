import type { Limits } from './control-group.ts';

/** What a candidate is started with. */
export interface LaunchOptions {
  /** Its control group's. */
  readonly groupName: string;
  readonly memberFiles: readonly string[];
  readonly limits: Limits;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * A command that prints "ready", waits for a line on its input, and then becomes the candidate, or
 * passes SIGTERM on to it.
 */
export type Launch = (options: LaunchOptions) => readonly string[];
