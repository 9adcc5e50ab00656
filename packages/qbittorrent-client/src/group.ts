import type { AnyEndpoint, Endpoint } from './protocol/endpoint.ts';
import type { RequestOptions } from './request-options.ts';
import type { QBittorrentSession } from './session/session.ts';

/** An endpoint as a method: the input first, where there is one, then the options. */
export type Method<Row> =
  Row extends Endpoint<infer Input, infer Output>
    ? [Input] extends [undefined]
      ? (options?: RequestOptions) => Promise<Output>
      : undefined extends Input
        ? (input?: Input, options?: RequestOptions) => Promise<Output>
        : (input: Input, options?: RequestOptions) => Promise<Output>
    : never;

/** Endpoints as methods of the same names. */
export type Group<Rows> = { readonly [Name in keyof Rows]: Method<Rows[Name]> };

/**
 * Turns endpoints into methods that call one qBittorrent. Import them from
 * `@portkeep/qbittorrent-client/endpoints/<scope>`, and a bundle holds only those that are named.
 *
 * @param session The way to qBittorrent.
 * @param rows The endpoints by the names that the methods get.
 * @returns The methods.
 *
 * @example
 * ```ts
 * import { createGroup, QBittorrentSession } from '@portkeep/qbittorrent-client';
 * import { downloadLimit } from '@portkeep/qbittorrent-client/endpoints/transfer';
 *
 * const session = new QBittorrentSession({
 *   baseUrl: 'http://localhost:8080',
 *   transport: async () => ({ status: 200, headers: {}, body: '1048576' }),
 * });
 * const transfer = createGroup(session, { downloadLimit });
 * if ((await transfer.downloadLimit()) !== 1_048_576) throw new Error('another limit');
 * ```
 */
export function createGroup<Rows extends Readonly<Record<string, AnyEndpoint>>>(
  session: Pick<QBittorrentSession, 'call'>,
  rows: Rows,
): Group<Rows> {
  const methods = Object.entries(rows).map(([name, row]) => [name, methodOf(session, row)]);
  // What `Object.entries` loses: each name has the method of its own row.
  return Object.fromEntries(methods) as Group<Rows>;
}

function methodOf(session: Pick<QBittorrentSession, 'call'>, row: AnyEndpoint) {
  const call = (input: never, options?: RequestOptions) => session.call(row, input, options);
  if (row.params !== undefined || row.form !== undefined) return call;
  // The input of a row that writes none is never read.
  return (options?: RequestOptions) => call(undefined as never, options);
}
