import type { ContractGroups } from '../contract-case.ts';
import { ABORTS } from './aborts.ts';
import { HOSTILE_NAMES } from './expectations.ts';
import { HEADERS_ALIKE } from './headers.ts';
import { LIMITS } from './limits.ts';
import { PROXIES } from './proxies.ts';
import { SENT_ONCE } from './sent-once.ts';
import { STREAMS } from './streams.ts';
import { TRANSPORT_NAMES } from './transports.ts';
import { UPLOADS } from './uploads.ts';
import { VERIFICATION } from './verification.ts';
import { visitsTo } from './visits-to.ts';

/** What the transports have to do on every runtime. */
export const HTTP: ContractGroups = {
  'http, hostile servers': visitsTo(HOSTILE_NAMES, TRANSPORT_NAMES),
  'http, headers': HEADERS_ALIKE,
  'http, limits': LIMITS,
  'http, aborts': ABORTS,
  'http, streams': STREAMS,
  'http, sent once': SENT_ONCE,
  'http, uploads': UPLOADS,
  'http, verification': VERIFICATION,
  'http, proxies': PROXIES,
};

/** What the environment of a process must not weaken. */
export const HTTP_IN_BAD_ENVIRONMENT: ContractGroups = {
  'http, hostile servers in a bad environment': visitsTo(
    HOSTILE_NAMES.filter((name) => /^(tls-|te-|two-|header-|longer)/.test(name)),
    ['node', 'node with ca'],
  ),
  'http, verification in a bad environment': VERIFICATION,
  'http, proxies in a bad environment': PROXIES,
};
