import type { Introduction } from '@portkeep/app-host';
import { OWN_SINKS } from './sinks.ts';
import type { DaemonValues } from './variables.ts';

/** Where the port comes from and where it goes, as far as the configuration says. */
export function introduce(values: DaemonValues): Introduction {
  const { gateway, onPortChange, qbittorrentHost } = values;
  const sinks: string[] = [...OWN_SINKS];
  if (onPortChange !== undefined) sinks.push('hook');
  if (qbittorrentHost !== undefined) sinks.push(`qbittorrent at ${qbittorrentHost.host}`);
  return {
    source: gateway === undefined ? 'PIA' : `PIA gateway ${gateway}`,
    sinks,
  };
}
