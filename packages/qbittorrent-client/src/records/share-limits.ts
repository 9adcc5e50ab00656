/** What happens to a torrent that has reached a limit. `Default`: what the preferences say. */
export type ShareLimitAction =
  | 'Default'
  | 'Stop'
  | 'Remove'
  | 'RemoveWithContent'
  | 'EnableSuperSeeding'
  | (string & {});

/** Whether one limit is enough or all have to be reached. `Default`: what the preferences say. */
export type ShareLimitsMode = 'Default' | 'MatchAny' | 'MatchAll' | (string & {});
