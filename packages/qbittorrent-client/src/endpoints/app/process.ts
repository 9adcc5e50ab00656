import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { type ProcessInfo, ProcessInfoSchema } from '../../records/process-info.ts';

/** When qBittorrent was started. */
export const processInfo: Endpoint<undefined, ProcessInfo> = query('app/processInfo', {
  since: '2.15.1',
  does: 'read when qBittorrent was started',
  read: json(ProcessInfoSchema),
});

/** Shuts qBittorrent down, shortly after the answer. */
export const shutdown: Endpoint<undefined, void> = command('app/shutdown', {
  since: '2.0.0',
  does: 'shut qBittorrent down',
});
