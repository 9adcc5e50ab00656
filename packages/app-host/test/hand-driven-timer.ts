import type { Timer } from '../src/timer.ts';

/** A timer whose waits end when the test says so. */
export class HandDrivenTimer implements Timer {
  /** How long each wait would have taken, in milliseconds. */
  readonly waitsMs: number[] = [];
  #end: () => void = () => {};

  delay(ms: number, signal: AbortSignal): Promise<void> {
    this.waitsMs.push(ms);
    return new Promise((resolve, reject) => {
      this.#end = resolve;
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  }

  /** Ends the present wait; resolves when the code behind it has had time to run. */
  async end(): Promise<void> {
    this.#end();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
