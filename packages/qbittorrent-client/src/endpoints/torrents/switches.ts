import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { switches } from '../../protocol/typed-params.ts';
import { hashList, type TorrentsInput } from './hashes.ts';

/** A setting of torrents that is on or off. */
export interface TorrentSwitchInput extends TorrentsInput {
  /** Whether it is on. */
  readonly enabled: boolean;
}

/**
 * Switches automatic torrent management on or off: with it, qBittorrent chooses by category where
 * torrents are saved. Switched on, the files may move at once.
 */
export const setAutoManagement: Endpoint<TorrentSwitchInput, void> = command(
  'torrents/setAutoManagement',
  {
    since: '2.0.0',
    does: 'set the automatic management',
    params: ({ hashes, enabled }) => ({
      hashes: hashList(hashes),
      ...switches({ enable: enabled }),
    }),
  },
);

/** Starts torrents, bypassing the queue when on. Off starts them as well, in the queue. */
export const setForceStart: Endpoint<TorrentSwitchInput, void> = command('torrents/setForceStart', {
  since: '2.0.0',
  does: 'force the start',
  params: ({ hashes, enabled }) => ({ hashes: hashList(hashes), ...switches({ value: enabled }) }),
});

/** Switches super seeding: torrents offer each piece only once at first. */
export const setSuperSeeding: Endpoint<TorrentSwitchInput, void> = command(
  'torrents/setSuperSeeding',
  {
    since: '2.0.0',
    does: 'set the super seeding',
    params: ({ hashes, enabled }) => ({
      hashes: hashList(hashes),
      ...switches({ value: enabled }),
    }),
  },
);
