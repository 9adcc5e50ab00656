import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { jsonText } from '../../protocol/json-text.ts';
import { query } from '../../protocol/query.ts';
import { type Cookie, CookieSchema } from '../../records/cookie.ts';
import { listOf } from '../../records/list-of.ts';

/** Cookies to download with. */
export interface SetCookiesInput {
  /** All of them: those that are missing here are removed. */
  readonly cookies: readonly Partial<Cookie>[];
}

/** The cookies that qBittorrent downloads .torrent files and feeds with. Never log the result. */
export const cookies: Endpoint<undefined, readonly Cookie[]> = query('app/cookies', {
  since: '2.11.3',
  does: 'read the cookies for downloads',
  read: json(listOf(CookieSchema)),
});

/** Replaces the cookies that qBittorrent downloads .torrent files and feeds with. */
export const setCookies: Endpoint<SetCookiesInput, void> = command('app/setCookies', {
  since: '2.11.3',
  does: 'set the cookies for downloads',
  secret: true,
  params: (input) => ({ cookies: jsonText('cookies', input.cookies, 'object') }),
});
