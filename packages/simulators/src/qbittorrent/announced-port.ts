import type { PreferenceStore } from './preference-store.ts';

/** What trackers are told: an announced port (5.1 and newer) beats the one that is listened on. */
export function announcedPort(preferences: PreferenceStore): number {
  return preferences.number('announce_port') || preferences.number('listen_port');
}
