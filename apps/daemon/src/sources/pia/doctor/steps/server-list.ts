import {
  explainError,
  type Finding,
  failed,
  passed,
  skipped,
  warned,
} from '@portkeep/app-host/doctor';
import { isPiaError, portForwardRegions, type ServerList } from '@portkeep/pia-client/core';
import type { Step } from '../step.ts';

/** Is PIA's server list available, and is it signed by PIA? */
export const serverList: Step = {
  title: 'Server list',
  failure: 'The server list cannot be read',
  limitMs: 12_000,
  async check({ examination: { clients }, facts, signal }) {
    if (!facts.resolved) {
      return { finding: skipped('Server list', 'there is no way to the internet') };
    }
    try {
      const lists = await clients.serverLists.getServerLists({ signal });
      const regions = new Set(lists.flatMap((list) => list.regions.map(({ id }) => id)));
      const headline = `Server list: signed by PIA, ${regions.size} regions, ${forwardingRegions(lists).length} with port forwarding`;
      return { finding: passed(headline), facts: { lists } };
    } catch (error) {
      signal.throwIfAborted();
      return { finding: listFinding(error) };
    }
  },
};

/** Ids of the regions with port forwarding, in alphabetical order. */
export function forwardingRegions(lists: readonly ServerList[]): readonly string[] {
  const ids = lists.flatMap((list) => portForwardRegions(list).map(({ id }) => id));
  return [...new Set(ids)].sort();
}

/**
 * Without a list the port still works; a forged list means that something intercepts the
 * connection.
 */
export function listFinding(error: unknown): Finding {
  const { cause, next } = explainError(error);
  if (isPiaError(error) && error.code === 'PIA_LIST_SIGNATURE_INVALID') {
    const more = 'it is never used; set PIA_SERVER_LIST_KEY_FILE only for a list of your own';
    return failed('The server list is not signed by PIA', { cause, next: [next, more].flat() });
  }
  const more = 'the port does not depend on it';
  return warned('The server list cannot be read', { cause, next: [next, more].flat() });
}
