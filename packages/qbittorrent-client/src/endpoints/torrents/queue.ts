import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { onlyThese } from './hashes.ts';

/** Torrents to move in the queue. */
export interface QueueInput {
  /** Info hashes. Their order does not matter, and there is no `all` here. */
  readonly hashes: readonly string[];
}

/**
 * Moves torrents to the top of the queue.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when queueing is switched off.
 */
export const topPrio: Endpoint<QueueInput, void> = command('torrents/topPrio', {
  since: '2.0.0',
  does: 'move the torrents to the top of the queue',
  params,
});

/**
 * Moves torrents to the bottom of the queue.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when queueing is switched off.
 */
export const bottomPrio: Endpoint<QueueInput, void> = command('torrents/bottomPrio', {
  since: '2.0.0',
  does: 'move the torrents to the bottom of the queue',
  params,
});

/**
 * Moves torrents one place up in the queue.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when queueing is switched off.
 */
export const increasePrio: Endpoint<QueueInput, void> = command('torrents/increasePrio', {
  since: '2.0.0',
  does: 'move the torrents up in the queue',
  params,
});

/**
 * Moves torrents one place down in the queue.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when queueing is switched off.
 */
export const decreasePrio: Endpoint<QueueInput, void> = command('torrents/decreasePrio', {
  since: '2.0.0',
  does: 'move the torrents down in the queue',
  params,
});

function params({ hashes }: QueueInput) {
  return { hashes: onlyThese(hashes) };
}
