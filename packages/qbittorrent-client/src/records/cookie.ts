import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/** A cookie that qBittorrent sends when it downloads .torrent files and feeds. Secret. */
export interface Cookie {
  /** Its name. */
  readonly name: string;
  /** The host it is for; with a dot in front, also for its subdomains. */
  readonly domain: string;
  /** The path it is for, e.g. `/`. */
  readonly path: string;
  /** Its value, in clear text. */
  readonly value: string;
  /** When it ends, epoch seconds. */
  readonly expirationDate: number;
}

/** What {@link Cookie} looks like on the wire; unknown keys pass. */
export const CookieSchema: v.GenericSchema<unknown, Cookie> = v.looseObject({
  name: v.string(),
  domain: v.string(),
  path: v.string(),
  value: v.string(),
  expirationDate: v.number(),
} satisfies EntriesOf<Cookie>);
