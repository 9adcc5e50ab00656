/** The process's signals as an app sees them. */
export interface Signals {
  /** Aborts at the first SIGTERM or SIGINT. */
  readonly signal: AbortSignal;
  /** Calls back at each SIGHUP. */
  readonly onHangup: (callback: () => void) => void;
}

/** Options of {@linkcode watchSignals}. */
export interface WatchSignalsOptions {
  /** Called at the first signal, before anything stops. */
  readonly onStop: () => void;
  /** How long stopping may take, milliseconds. */
  readonly stopWithinMs: number;
  /** Called when stopping took too long, to end the process by force. */
  readonly onForced: () => void;
  /** Called at the second signal, to end the process at once. */
  readonly onImpatient: () => void;
}

/** Watches SIGTERM, SIGINT and SIGHUP. */
export function watchSignals(options: WatchSignalsOptions): Signals {
  const { onStop, stopWithinMs, onForced, onImpatient } = options;
  const controller = new AbortController();
  const callbacks: (() => void)[] = [];

  const stop = (name: string) => {
    // Asked twice: the person who asks does not want to wait.
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
