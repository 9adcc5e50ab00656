import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';

/** Pauses qBittorrent as a whole, and leaves the torrents as they are. Since 5.3. */
export const pauseSession: Endpoint<undefined, void> = command('transfer/pauseSession', {
  since: '2.16.2',
  does: 'pause qBittorrent',
});

/** Resumes after `pauseSession`. Since 5.3. */
export const resumeSession: Endpoint<undefined, void> = command('transfer/resumeSession', {
  since: '2.16.2',
  does: 'resume qBittorrent',
});
