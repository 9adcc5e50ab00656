import * as v from 'valibot';
import { type PiaState, piaStateEntries } from '../src/state/pia-state.ts';
import { MemoryStore } from './memory-store.ts';

/** A state file in memory with nothing but PIA's half. */
export class PiaStore extends MemoryStore<PiaState> {
  constructor() {
    super(v.looseObject(piaStateEntries));
  }
}
