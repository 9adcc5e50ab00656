import { type JsonStateFile, jsonStateFile, type Log } from '@portkeep/app-host';
import { type KeptLists, KeptListsSchema } from './kept-server-lists.ts';

/** The server lists to use while none can be read, in a file next to the state. */
export function openListStore(stateFile: string, log: Log): JsonStateFile<KeptLists> {
  return jsonStateFile({ path: `${stateFile}.servers`, schema: KeptListsSchema, log });
}
