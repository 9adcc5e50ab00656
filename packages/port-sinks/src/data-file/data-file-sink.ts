import type { Log } from '@portkeep/app-host';
import { AppFile } from '@portkeep/app-host/files';
import { isoSeconds } from '@portkeep/app-host/iso-seconds';
import type { KeptPort, PortSink } from '@portkeep/port-lease';

/** Options of {@linkcode dataFileSink}. */
export interface DataFileOptions {
  readonly path: string;
  /** Permission bits (`PORT_FILE_MODE`). */
  readonly mode: number;
  readonly log: Log;
}

/** The data file: one line of JSON, rewritten at each renewal. */
export function dataFileSink({ path, mode, log }: DataFileOptions): PortSink<KeptPort> {
  const file = new AppFile({ path, mode, log });
  return {
    name: 'data-file',
    same: () => false,
    publish: (value) => file.write(dataLine(value)),
  };
}

/**
 * `{"port": 54321, "timestamp": "2026-01-14T19:30:00Z", ...}` with a space after each colon and
 * comma, as expected by scripts that read such files with grep.
 */
export function dataLine(value: KeptPort): string {
  const entries = Object.entries({
    port: value.port,
    timestamp: isoSeconds(value.renewedAt),
    next_refresh: isoSeconds(value.renewAt),
    expires_at: isoSeconds(value.expiresAt),
    gateway: value.gateway,
    hostname: value.hostname,
    internal_port: value.internalPort,
    protocol: value.protocol,
  });
  const members = entries
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${JSON.stringify(key)}: ${JSON.stringify(item)}`);
  return `{${members.join(', ')}}\n`;
}
