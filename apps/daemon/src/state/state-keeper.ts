import { randomBytes } from 'node:crypto';
import type { DaemonState } from './daemon-state.ts';

/** Where the state is kept between starts. */
export interface StateStore {
  load(): Promise<DaemonState | undefined>;
  /** Resolves when the state is on the disk, not before. */
  save(state: DaemonState): Promise<void>;
}

/** The daemon's state in memory, and its only way to the disk. */
export class StateKeeper {
  readonly #store: StateStore;
  #state: DaemonState = { version: 1, salt: randomBytes(16).toString('base64') };
  #queue: Promise<void> = Promise.resolve();

  constructor(store: StateStore) {
    this.#store = store;
  }

  get current(): DaemonState {
    return this.#state;
  }

  async load(): Promise<void> {
    this.#state = (await this.#store.load()) ?? this.#state;
  }

  /**
   * Changes the state and resolves when the change is on the disk.
   *
   * Memory follows only then: what could not be kept has not happened, so a claim or a token that
   * would be gone after a restart is never used.
   */
  update(change: Partial<DaemonState>): Promise<void> {
    const write = this.#queue.then(async () => {
      const next = { ...this.#state, ...change };
      await this.#store.save(next);
      this.#state = next;
    });
    this.#queue = write.catch(() => undefined);
    return write;
  }
}
