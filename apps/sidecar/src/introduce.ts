import type { Introduction } from '@portkeep/app-host';
import { hostAndPort } from './service-url.ts';
import type { SidecarValues } from './variables.ts';

/** Where the port comes from and where it goes, as far as the configuration says. */
export function introduce(values: SidecarValues): Introduction {
  const { service, onPortChange, qbittorrentHost, portFile, portDataFile } = values;
  const sinks: string[] = [];
  if (portFile !== undefined) sinks.push('port-file');
  if (portDataFile !== undefined) sinks.push('data-file');
  if (onPortChange !== undefined) sinks.push('hook');
  if (qbittorrentHost !== undefined) sinks.push(`qbittorrent at ${qbittorrentHost.host}`);
  return {
    source: `NAT-PMP API ${hostAndPort(service)}`,
    sinks,
  };
}
