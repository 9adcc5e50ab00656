import type { FakeClock } from '@portkeep/port-lease/testing';

const { subtle } = crypto;
const METHODS = ['generateKey', 'exportKey', 'importKey', 'verify'] as const;
const originals = METHODS.map((name) => [name, subtle[name]] as const);

/** Stops a simulated clock while WebCrypto works outside JavaScript. */
export function holdWebCrypto(clock: FakeClock): void {
  for (const [name, method] of originals) {
    const value = (...words: readonly unknown[]) =>
      clock.hold(Promise.resolve(Reflect.apply(method, subtle, words)));
    Object.defineProperty(subtle, name, { value, configurable: true });
  }
}
