import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/** What a qBittorrent was built with (`app/buildInfo`). */
export interface BuildInfo {
  /** The version of Qt, e.g. `6.4.2`. */
  readonly qt: string;
  /** The version of libtorrent, e.g. `2.0.8.0`. */
  readonly libtorrent: string;
  /** The version of Boost. */
  readonly boost: string;
  /** The version of OpenSSL. */
  readonly openssl: string;
  /** The version of zlib. */
  readonly zlib?: string | undefined;
  /** The width of pointers, 32 or 64. */
  readonly bitness: number;
  /** The operating system. Since 5.0. */
  readonly platform?: 'linux' | 'macos' | 'windows' | 'unknown' | (string & {}) | undefined;
}

/** What {@link BuildInfo} looks like on the wire; unknown keys pass. */
export const BuildInfoSchema: v.GenericSchema<unknown, BuildInfo> = v.looseObject({
  qt: v.string(),
  libtorrent: v.string(),
  boost: v.string(),
  openssl: v.string(),
  zlib: v.optional(v.string()),
  bitness: v.number(),
  platform: v.optional(v.string()),
} satisfies EntriesOf<BuildInfo>);
