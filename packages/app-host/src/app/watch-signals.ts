/** The signals of the process, as an app sees them. */
export interface Signals {
  /** Aborts on the first SIGTERM or SIGINT. */
  readonly signal: AbortSignal;
  /** Registers a callback for each SIGHUP. */
  readonly onHangup: (callback: () => void) => void;
}

/** Options of {@linkcode watchSignals}. */
export interface WatchSignalsOptions {
  /** Called on the first signal, before anything stops. */
  readonly onStop: () => void;
  /** How long stopping may take, milliseconds. */
  readonly stopWithinMs: number;
  /** Called when stopping took too long, to end the process by force. */
  readonly onForced: () => void;
  /** Called on the second signal, to end the process at once. */
  readonly onImpatient: () => void;
}

/** Watches SIGTERM, SIGINT and SIGHUP. */
export function watchSignals(options: WatchSignalsOptions): Signals {
  const { onStop, stopWithinMs, onForced, onImpatient } = options;
  const controller = new AbortController();
  const callbacks: (() => void)[] = [];

  const stop = (name: string) => {
    // A second signal: the user does not want to wait.
    if (controller.signal.aborted) return onImpatient();
    onStop();
    setTimeout(onForced, stopWithinMs).unref();
    controller.abort(new Error(`Stopped by ${name}`));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('SIGHUP', () => {
    for (const callback of callbacks) callback();
  });

  return { signal: controller.signal, onHangup: (callback) => callbacks.push(callback) };
}
