import { reannounce } from '../endpoints/torrents/reannounce.ts';
import type { RequestOptions } from '../request-options.ts';
import { isUnanswered } from './is-unanswered.ts';
import type { PortSession } from './port-session.ts';

/** Notifies the trackers of a change, once, even when the attempt that made it failed later. */
export class TrackerNotice {
  readonly #session: PortSession;
  #isDue = false;

  constructor(session: PortSession) {
    this.#session = session;
  }

  /** Something changed that trackers have to learn. */
  due(): void {
    this.#isDue = true;
  }

  /** Sends the notice where one is due. */
  async send(options: RequestOptions): Promise<void> {
    if (!this.#isDue) return;
    try {
      await this.#session.call(reannounce, { hashes: 'all' }, options);
    } catch (error) {
      // With thousands of torrents the answer takes long. Asking again would only make it longer.
      if (!isUnanswered(error)) throw error;
    }
    this.#isDue = false;
  }
}
