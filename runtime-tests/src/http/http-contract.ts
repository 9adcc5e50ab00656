import type { ContractGroups } from '../contract-case.ts';
import { HOSTILE_SERVERS } from './hostile-servers.ts';

/** What the transports have to do on every runtime. */
export const HTTP: ContractGroups = {
  'http, hostile servers': HOSTILE_SERVERS,
};
