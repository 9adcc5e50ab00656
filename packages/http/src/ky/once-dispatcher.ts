import { failWith } from '../failure/fail-with.ts';

/** What carries the requests of Node's `fetch` (undici). */
interface Dispatcher {
  dispatch(...request: readonly unknown[]): boolean;
}

/** Where Node.js keeps the dispatcher of all requests, and where a program may replace it. */
const GLOBAL = Symbol.for('undici.globalDispatcher.1');

/**
 * A dispatcher for a single request: `fetch` would repeat a request that is answered with 421, as
 * its standard says.
 *
 * @returns `undefined` where `fetch` is not Node's.
 */
export function onceDispatcher(): Dispatcher | undefined {
  // Node.js loads undici, and with it the dispatcher, when this is first touched.
  void globalThis.Request;
  const all: Dispatcher | undefined = Reflect.get(globalThis, GLOBAL);
  if (all === undefined) return undefined;
  let isUsed = false;
  return {
    dispatch(...request) {
      if (isUsed) throw failWith('ERR_REPLY_MISDIRECTED');
      isUsed = true;
      return all.dispatch(...request);
    },
  };
}
