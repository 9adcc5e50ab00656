import { randomBytes } from 'node:crypto';
import type { PiaState } from './pia-state.ts';

/** Where the state is kept between starts. */
export interface StateStore<State> {
  load(): Promise<State | undefined>;
  /** Resolves when the state is on the disk, not before. */
  save(state: State): Promise<void>;
}

/** The state of an app in memory, and its only way to the disk; `Own` is what it has beside PIA's half. */
export class StateKeeper<Own extends object = object> {
  readonly #store: StateStore<PiaState & Partial<Own>>;
  #state: PiaState & Partial<Own>;
  #queue: Promise<void> = Promise.resolve();

  constructor(store: StateStore<PiaState & Partial<Own>>) {
    this.#store = store;
    const own: Partial<Own> = {};
    this.#state = { version: 1, salt: randomBytes(16).toString('base64'), ...own };
  }

  get current(): PiaState & Partial<Own> {
    return this.#state;
  }

  async load(): Promise<void> {
    this.#state = (await this.#store.load()) ?? this.#state;
  }

  /**
   * Changes the state and resolves when the change is on the disk.
   *
   * Only then does the memory change: a change that could not be saved has no effect, so a claim or
   * a token that would be lost in a restart is never used.
   */
  update(change: Partial<PiaState & Partial<Own>>): Promise<void> {
    const write = this.#queue.then(async () => {
      const next = { ...this.#state, ...change };
      await this.#store.save(next);
      this.#state = next;
    });
    this.#queue = write.catch(() => undefined);
    return write;
  }
}
