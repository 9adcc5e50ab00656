/** The options of the "Search" tab. */
export interface SearchPreferences {
  /** Keep the searches over a restart. Since 5.3. */
  readonly store_search_jobs?: boolean | undefined;
  /** Keep what they found too. Since 5.3. */
  readonly store_search_job_results?: boolean | undefined;
}
