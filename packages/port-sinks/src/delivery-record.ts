import type { Delivered } from './delivered.ts';

/**
 * What a sink was last told. Delivered is delivered, whether or not it could be noted: on a full disk
 * only the note is tried again, not the command or the listener.
 */
export class DeliveryRecord<T> {
  readonly #store: Delivered<T> | undefined;
  #last: { readonly value: T } | undefined;
  #noted = true;

  /** @param store Where it is kept over restarts; without it a restart forgets it. */
  constructor(store: Delivered<T> | undefined) {
    this.#store = store;
  }

  async last(): Promise<T | undefined> {
    return this.#last ? this.#last.value : await this.#store?.load();
  }

  /** @throws whatever the store throws; the value is known all the same. */
  async note(value: T): Promise<void> {
    if (this.#noted && (await this.last()) === value) return;
    this.#last = { value };
    this.#noted = false;
    await this.#store?.save(value);
    this.#noted = true;
  }
}
