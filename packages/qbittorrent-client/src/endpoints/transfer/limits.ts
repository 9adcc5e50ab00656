import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { query } from '../../protocol/query.ts';
import { wholeNumber } from '../../protocol/text.ts';
import { numbers } from '../../protocol/typed-params.ts';

/** The global download limit, bytes per second; 0 = none. */
export const downloadLimit: Endpoint<undefined, number> = query('transfer/downloadLimit', {
  since: '2.0.0',
  does: 'read the download limit',
  read: wholeNumber,
});

/** The global upload limit, bytes per second; 0 = none. */
export const uploadLimit: Endpoint<undefined, number> = query('transfer/uploadLimit', {
  since: '2.0.0',
  does: 'read the upload limit',
  read: wholeNumber,
});

/** A limit to set. */
export interface GlobalLimit {
  /** Bytes per second; 0 = none. */
  readonly limit: number;
}

/** Sets the global download limit. */
export const setDownloadLimit: Endpoint<GlobalLimit, void> = command('transfer/setDownloadLimit', {
  since: '2.0.0',
  does: 'set the download limit',
  params: ({ limit }) => numbers({ limit }),
});

/** Sets the global upload limit. */
export const setUploadLimit: Endpoint<GlobalLimit, void> = command('transfer/setUploadLimit', {
  since: '2.0.0',
  does: 'set the upload limit',
  params: ({ limit }) => numbers({ limit }),
});
