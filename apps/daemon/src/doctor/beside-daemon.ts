import { StateKeeper } from '@portkeep/pia-lease';
import type { StateAccess as AnyStateAccess } from '@portkeep/pia-lease/state-access';
import type { DaemonState } from '../state/daemon-state.ts';
import type { DaemonAnswer } from './daemon-status.ts';

type StateAccess = AnyStateAccess<DaemonState>;

/** What doctor may do, and the words for it. */
export interface Role {
  readonly access: StateAccess;
  /** What it is about to do; nothing where the steps say it. */
  readonly intention: string | undefined;
}

export interface RoleOptions {
  readonly app: string;
  readonly stateFile: string;
  /** What answers at `HTTP_LISTEN`. */
  readonly answer: DaemonAnswer;
}

/**
 * Decides whether doctor does a daemon's work. It does not where a daemon runs that uses another state file:
 * a VPN connection has one port, and a second claim would compete with that daemon's.
 */
export function besideDaemon(access: StateAccess, { app, stateFile, answer }: RoleOptions): Role {
  const unchanged = 'nothing is changed, login and bind are left to it';
  if (access.kind === 'unusable') return { access, intention: undefined };
  if (access.kind === 'foreign') {
    return { access, intention: `A daemon runs with ${stateFile}: ${unchanged}.` };
  }
  const { status, stranger } = answer;
  if (status !== undefined) {
    const intention = `A daemon runs here, but not with ${stateFile}: ${unchanged}. To see all that it knows, give doctor its STATE_FILE.`;
    return { access: withoutState(), intention };
  }
  if (stranger?.includes(app)) {
    const capital = stranger.charAt(0).toUpperCase() + stranger.slice(1);
    const intention = `${capital} answers at HTTP_LISTEN: ${unchanged}. To examine it, run doctor in its container.`;
    return { access: withoutState(), intention };
  }
  const { claim, token } = access.state.current;
  const login = token ? [] : ['logs in to PIA'];
  const port = claim ? [`binds the saved port ${claim.port}`] : ['asks for a port and binds it'];
  const work = [...login, ...port].join(', ');
  const intention = `No daemon runs with ${stateFile}, so doctor does its work once: it ${work}, and saves the result there.`;
  return { access, intention };
}

/** The state file is not the one of the daemon that runs, so what it holds says nothing. */
function withoutState(): StateAccess {
  const state = new StateKeeper<DaemonState>({
    load: async () => undefined,
    save: () => Promise.reject(new Error('The state is another process’s to write')),
  });
  return { kind: 'foreign', state, release: () => undefined };
}
