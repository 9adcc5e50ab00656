/** Finished, or stopped by a signal. */
export const EXIT_DONE = 0;
/** Gave up, or an unexpected error. */
export const EXIT_GAVE_UP = 1;
/** A command that does not exist (`EX_USAGE` of sysexits.h). */
export const EXIT_UNKNOWN_COMMAND = 64;
/** The network namespace is stale: only a restart helps (`EX_TEMPFAIL`). */
export const EXIT_STALE_NAMESPACE = 75;
/** The configuration cannot be used (`EX_CONFIG`). */
export const EXIT_CONFIGURATION = 78;

/** The exit codes of an app. */
export type ExitCode =
  | typeof EXIT_DONE
  | typeof EXIT_GAVE_UP
  | typeof EXIT_UNKNOWN_COMMAND
  | typeof EXIT_STALE_NAMESPACE
  | typeof EXIT_CONFIGURATION;
