import * as v from 'valibot';

/** A web server that has the files of a torrent (`torrents/webseeds`). */
export interface WebSeed {
  /** Its address. */
  readonly url: string;
  /** Whatever newer versions add. */
  readonly [key: string]: unknown;
}

/** What {@link WebSeed} looks like on the wire; unknown keys pass. */
export const WebSeedSchema: v.GenericSchema<unknown, WebSeed> = v.looseObject({ url: v.string() });
