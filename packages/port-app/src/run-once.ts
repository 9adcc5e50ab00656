import { type App, EXIT_GAVE_UP, ExitError, type Variables } from '@portkeep/app-host';
import { type PortSink, SinkPublisher, systemClock } from '@portkeep/port-lease';
import type { PortAnnouncement } from '@portkeep/port-sinks';
import { EventLog, type HeadlineOf } from './event-log/event-log.ts';

const LONGEST_MS = 45_000;
const LOOK = 'the log says why';

/** What the command `once` of an app gets to work with. */
export interface OnceRun {
  /** Aborts when the process is stopped and when the run has given up. */
  readonly signal: AbortSignal;
  /** No attempt is made after this time, epoch milliseconds. */
  readonly until: number;
  readonly events: EventLog;
  readonly publisher: SinkPublisher<PortAnnouncement>;
  /** Ends the run with exit code 1, because of this error. */
  giveUp(error: unknown, context?: string): void;
  /** Waits, without a limit, until each sink has the port or has failed; a failed one ends the run. */
  delivered(): Promise<void>;
}

/** Options of {@linkcode runOnce}. */
export interface RunOnceOptions {
  readonly app: Pick<App<Variables>, 'log' | 'signal'>;
  readonly sinks: readonly PortSink<PortAnnouncement>[];
  /** What is missing when the time is up: `No port`. */
  readonly missing: string;
  readonly headlineOf?: HeadlineOf | undefined;
  /** @default {45_000} */
  readonly longestMs?: number | undefined;
}

/**
 * Runs the command `once`: the work obtains a port, publishes it and waits until it is delivered.
 *
 * @throws {ExitError} with code 1 when the run has given up.
 */
export async function runOnce(
  { app, sinks, missing, headlineOf, longestMs = LONGEST_MS }: RunOnceOptions,
  work: (run: OnceRun) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([app.signal, stop.signal]);
  const until = systemClock.now() + longestMs;
  const events = new EventLog(app.log, { clock: systemClock, until, headlineOf });
  const publisher = new SinkPublisher<PortAnnouncement>({
    sinks,
    signal,
    // A sink that fails is not tried again.
    onEvent: (event) => events.sink({ ...event, retryAt: undefined }),
  });
  const end = (problem: string) => stop.abort(new ExitError(EXIT_GAVE_UP, problem, LOOK));
  const deadline = setTimeout(
    () => end(`${missing} within ${longestMs / 1000} seconds`),
    longestMs,
  );
  try {
    await work({
      signal,
      until,
      events,
      publisher,
      giveUp: (error, context) => stop.abort(ExitError.because(EXIT_GAVE_UP, error, context)),
      async delivered() {
        clearTimeout(deadline);
        const states = Object.entries(await publisher.settled());
        const failing = states.filter(([, { inSync }]) => !inSync).map(([name]) => name);
        if (failing.length > 0) end(`${failing.join(', ')} did not get the port`);
      },
    });
    app.signal.throwIfAborted();
    stop.signal.throwIfAborted();
  } finally {
    clearTimeout(deadline);
    stop.abort();
  }
}
