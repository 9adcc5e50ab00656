import {
  decodeGetServerList,
  type PiaServerListClient,
  type RequestOptions,
  type ServerList,
} from '@portkeep/pia-client/core';
import * as v from 'valibot';

const KEPT_MS = 7 * 86_400_000;
/** Several times the size of a list; another user may have written the file. */
const MOST_BYTES = 4_194_304;

/** The last verified lists, unchanged, with PIA's signature. */
export interface KeptLists {
  readonly kept_at: string;
  readonly lists: readonly {
    readonly url: string;
    /** The signed text, compressed, base64. */
    readonly gzip: string;
  }[];
}

export const KeptListsSchema: v.GenericSchema<unknown, KeptLists> = v.object({
  kept_at: v.pipe(v.string(), v.isoTimestamp()),
  lists: v.array(v.object({ url: v.string(), gzip: v.string() })),
});

export interface KeptServerListsOptions {
  readonly client: Pick<PiaServerListClient, 'getServerLists'>;
  /** The last text that came from an address, signature included. */
  readonly bodyOf: (url: string) => string | undefined;
  readonly store: {
    load(): Promise<KeptLists | undefined>;
    save(lists: KeptLists): Promise<void>;
  };
  /** @default {PIA's own} */
  readonly publicKey?: string | undefined;
  readonly now: () => number;
  readonly onWarning: (message: string, error: unknown) => void;
}

/** Loaded when used: few users need it. */
const zlib = (): typeof import('node:zlib') => process.getBuiltinModule('node:zlib');

/** PIA's server lists; while none can be read, the last ones that were read, for seven days. */
export class KeptServerLists {
  readonly #options: KeptServerListsOptions;

  constructor(options: KeptServerListsOptions) {
    this.#options = options;
  }

  /** @throws {PiaError} when there is neither a new list nor a saved one that verifies. */
  async getServerLists(options: RequestOptions): Promise<ServerList[]> {
    const { client, onWarning } = this.#options;
    let lists: ServerList[];
    try {
      lists = await client.getServerLists(options);
    } catch (error) {
      options.signal?.throwIfAborted();
      const kept = await this.#read();
      if (kept.length === 0) throw error;
      onWarning(
        "PIA's server list could not be read; the last one is used for up to 7 days",
        error,
      );
      return kept;
    }
    await this.#keep(lists);
    return lists;
  }

  async #keep(lists: readonly ServerList[]): Promise<void> {
    const { bodyOf, store, now, onWarning } = this.#options;
    const bodies = lists.flatMap(({ url }) => {
      const body = bodyOf(url);
      return body === undefined ? [] : { url, gzip: zlib().gzipSync(body).toString('base64') };
    });
    try {
      await store.save({ kept_at: new Date(now()).toISOString(), lists: bodies });
    } catch (error) {
      onWarning("PIA's server list could not be saved for later use", error);
    }
  }

  /** Verified again: other users may be able to write to the folder. */
  async #read(): Promise<ServerList[]> {
    const { store, publicKey, now } = this.#options;
    const kept = await store.load().catch(() => undefined);
    if (!kept || Math.abs(now() - Date.parse(kept.kept_at)) > KEPT_MS) return [];
    const results = await Promise.allSettled(
      kept.lists.map(async ({ url, gzip }) => {
        const bytes = zlib().gunzipSync(Buffer.from(gzip, 'base64'), {
          maxOutputLength: MOST_BYTES,
        });
        const reply = { status: 200, headers: {}, body: bytes.toString('utf8') };
        return await decodeGetServerList(reply, { url, publicKey });
      }),
    );
    return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  }
}
