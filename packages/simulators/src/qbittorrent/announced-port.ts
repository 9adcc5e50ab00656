import type { PreferenceStore } from './preference-store.ts';

/** The port that trackers get: an announced port (5.1 and newer) takes precedence over the listening one. */
export function announcedPort(preferences: PreferenceStore): number {
  return preferences.number('announce_port') || preferences.number('listen_port');
}
