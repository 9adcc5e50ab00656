import type { Log } from '@portkeep/app-host';
import { type ListenerPlace, strayListener } from './stray-listener.ts';

/** Logs, at first and at each change, if qBittorrent listens where the mapping does not lead. */
export class ListenerWatch {
  readonly #log: Log;
  #warned: string | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  look(place: ListenerPlace): void {
    const stray = strayListener(place);
    if (stray?.problem === this.#warned) return;
    this.#warned = stray?.problem;
    if (stray === undefined) {
      this.#log.info(`qBittorrent listens on port ${place.listens}, to which the mapping leads`);
      return;
    }
    const { problem, advice } = stray;
    this.#log.warn(`${problem}; ${advice}`, { advice });
  }
}
