import * as v from 'valibot';
import type { PiaState } from '../src/state/pia-state.ts';
import type { StateStore } from '../src/state/state-keeper.ts';

/**
 * A state file in memory; `contents` is what a restarted daemon would find. It accepts and returns
 * what the schema of the state allows.
 */
export class MemoryStore<State extends PiaState> implements StateStore<State> {
  contents: string | undefined;
  writable = true;
  saves = 0;
  readonly #schema: v.GenericSchema<unknown, State>;

  constructor(schema: v.GenericSchema<unknown, State>) {
    this.#schema = schema;
  }

  /** The state as a restarted daemon would find it. */
  get kept(): Partial<State> {
    return this.contents === undefined ? {} : this.#read(this.contents);
  }

  async load(): Promise<State | undefined> {
    return this.contents === undefined ? undefined : this.#read(this.contents);
  }

  async save(state: State): Promise<void> {
    if (!this.writable)
      throw Object.assign(new Error('Cannot write the state'), { code: 'EACCES' });
    const contents = JSON.stringify(state);
    this.#read(contents);
    this.contents = contents;
    this.saves += 1;
  }

  #read(contents: string): State {
    return v.parse(this.#schema, JSON.parse(contents));
  }
}
