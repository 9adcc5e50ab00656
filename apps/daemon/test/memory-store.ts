import type { DaemonState } from '../src/state/daemon-state.ts';
import type { StateStore } from '../src/state/state-keeper.ts';

/** A state file that lives in memory; `contents` is what a restart would find. */
export class MemoryStore implements StateStore<DaemonState> {
  contents: string | undefined;
  writable = true;
  saves = 0;

  /** The state as a restart would find it. */
  get kept(): Partial<DaemonState> {
    return JSON.parse(this.contents ?? '{}');
  }

  async load(): Promise<DaemonState | undefined> {
    return this.contents === undefined ? undefined : (JSON.parse(this.contents) as DaemonState);
  }

  async save(state: DaemonState): Promise<void> {
    if (!this.writable)
      throw Object.assign(new Error('Cannot write the state'), { code: 'EACCES' });
    this.contents = JSON.stringify(state);
    this.saves += 1;
  }
}
