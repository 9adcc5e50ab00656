import { deriveCredentialKey } from '@portkeep/pia-lease';
import type { RefusedLoginStore } from '@portkeep/port-sinks';
import type { DaemonStateKeeper } from './daemon-state.ts';

/** The logins that qBittorrent refused, in the daemon's state: `once` and doctor count too. */
export function refusedLogins(state: DaemonStateKeeper): RefusedLoginStore {
  return {
    load: () => state.current.refused_logins ?? [],
    save: (refused_logins) => state.update({ refused_logins }),
    async fingerprint(secret) {
      const key = await deriveCredentialKey('qbittorrent', secret, state.current.salt);
      return key.fingerprint;
    },
  };
}
