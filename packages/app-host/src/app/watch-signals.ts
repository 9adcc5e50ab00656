/** The process's signals as an app sees them. */
export interface Signals {
  /** Aborts at the first SIGTERM or SIGINT. */
  readonly signal: AbortSignal;
  /** Calls back at each SIGHUP. */
  readonly onHangup: (callback: () => void) => void;
}

/** Options of {@linkcode watchSignals}. */
export interface WatchSignalsOptions {
  /** How long stopping may take, milliseconds. */
  readonly stopWithinMs: number;
  /** Called just before the process is ended by force. */
  readonly onForced: () => void;
}

/** Watches SIGTERM, SIGINT and SIGHUP. Whether it stops by itself or by force, the exit code is 0. */
export function watchSignals({ stopWithinMs, onForced }: WatchSignalsOptions): Signals {
  const controller = new AbortController();
  const callbacks: (() => void)[] = [];

  const stop = (name: string) => {
    // Asked twice: whoever asks does not want to wait.
    if (controller.signal.aborted) process.exit(0);
    const force = () => {
      onForced();
      process.exit(0);
    };
    setTimeout(force, stopWithinMs).unref();
    controller.abort(new Error(`Stopped by ${name}`));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('SIGHUP', () => {
    for (const callback of callbacks) callback();
  });

  return { signal: controller.signal, onHangup: (callback) => callbacks.push(callback) };
}
