import type { KeptValue } from './kept-value.ts';

/**
 * The value that a sink last received. It counts as delivered even if that could not be saved: on a full
 * disk only the saving is retried, not the command or the listener.
 */
export class DeliveryRecord<T> {
  readonly #store: KeptValue<T> | undefined;
  #last: { readonly value: T } | undefined;
  #noted = true;

  /** @param store Where it is kept across restarts; without a store, a restart forgets it. */
  constructor(store: KeptValue<T> | undefined) {
    this.#store = store;
  }

  async last(): Promise<T | undefined> {
    return this.#last ? this.#last.value : await this.#store?.load();
  }

  /** @throws whatever the store throws; the value is known anyway. */
  async note(value: T): Promise<void> {
    if (this.#noted && (await this.last()) === value) return;
    this.#last = { value };
    this.#noted = false;
    await this.#store?.save(value);
    this.#noted = true;
  }
}
