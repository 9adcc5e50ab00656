import type { ContractGroups } from '../contract-case.ts';
import { ABORTS } from './aborts.ts';
import { HOSTILE_SERVERS } from './hostile-servers.ts';
import { SENT_ONCE } from './sent-once.ts';
import { STREAMS } from './streams.ts';
import { UPLOADS } from './uploads.ts';

/** What the transports have to do on every runtime. */
export const HTTP: ContractGroups = {
  'http, hostile servers': HOSTILE_SERVERS,
  'http, aborts': ABORTS,
  'http, streams': STREAMS,
  'http, sent once': SENT_ONCE,
  'http, uploads': UPLOADS,
};
