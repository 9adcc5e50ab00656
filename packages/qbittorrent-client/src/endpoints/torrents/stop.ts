import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { hashList, type TorrentsInput } from './hashes.ts';

/** Stops torrents (`pause` before 5.0). */
export const stop: Endpoint<TorrentsInput, void> = command('torrents/stop', {
  since: '2.11.0',
  formerly: 'torrents/pause',
  does: 'stop the torrents',
  params: ({ hashes }) => ({ hashes: hashList(hashes) }),
});

/** Starts torrents (`resume` before 5.0). */
export const start: Endpoint<TorrentsInput, void> = command('torrents/start', {
  since: '2.11.0',
  formerly: 'torrents/resume',
  does: 'start the torrents',
  params: ({ hashes }) => ({ hashes: hashList(hashes) }),
});
