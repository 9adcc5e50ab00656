import { randomUUID } from 'node:crypto';
import type { AddTorrentsInput } from '@portkeep/qbittorrent-client';
import type { Live } from '../live.ts';
import { addTorrent, type MadeTorrent, makeTorrent } from '../torrent.ts';

/** What some versions decode once more, what parts lists, and what is not ASCII. */
export const TEXT = 'x%252B %25 %2B %26 %23 | ü +&#=y';

/** The same in the path of an address. */
export const PATH = '/x%252B%25%2B%26%23%20%7C%C3%BC+&=y';

/** A text parameter, given in a call, and what the server shows of it afterwards. */
export interface Probe {
  /** The first release that has it. @default all */
  readonly since?: string;
  /** The first release that does not have it any more. */
  readonly until?: string;
  /** Gives the text, and looks until the server shows it. */
  readonly show: (live: Live) => Promise<readonly [given: unknown, shown: unknown]>;
}

/** Adds a torrent that no other probe has. */
export async function newTorrent(
  live: Live,
  options: Omit<AddTorrentsInput, 'files'> = {},
): Promise<MadeTorrent> {
  const made = makeTorrent(`${randomUUID()}.bin`);
  await addTorrent(live.client, made, options);
  return made;
}

/** A name that no other probe has, with the text in it. */
export function newName(): string {
  return `${randomUUID()} ${TEXT}`;
}
