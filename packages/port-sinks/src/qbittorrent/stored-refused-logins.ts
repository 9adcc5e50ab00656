import type { RefusedLoginStore } from './refused-login.ts';
import type { QBittorrentMemory } from './state-entries.ts';

/** The logins that qBittorrent refused, in the state of the app: `once` and doctor count too. */
export function storedRefusedLogins(memory: QBittorrentMemory): RefusedLoginStore {
  return {
    load: () => memory.current.refused_logins ?? [],
    save: (logins) => memory.update({ refused_logins: [...logins] }),
    fingerprint: (secret) => memory.fingerprint('qbittorrent', secret),
  };
}
