import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/** A web server that has the files of a torrent (`torrents/webseeds`). */
export interface WebSeed {
  /** Its address. */
  readonly url: string;
}

/** What {@link WebSeed} looks like on the wire; unknown keys pass. */
export const WebSeedSchema: v.GenericSchema<unknown, WebSeed> = v.looseObject({
  url: v.string(),
} satisfies EntriesOf<WebSeed>);
