import type { HttpReply } from '@portkeep/http';
import { retryAfterSeconds } from '@portkeep/http/client';
import type { OddRecords } from '../odd-records.ts';
import {
  QBittorrentError,
  type QBittorrentErrorCode,
  type QBittorrentErrorReason,
} from '../qbittorrent-error.ts';
import { banned, banWait, isBan } from './ban.ts';
import type { Endpoint } from './endpoint.ts';
import { isPlainText } from './is-plain-text.ts';
import { isSuccess } from './is-success.ts';
import { proxyRefusal } from './proxy-refusal.ts';

type Meaning = readonly [
  code: QBittorrentErrorCode,
  advice: string,
  reason?: QBittorrentErrorReason,
];

const BAD_VALUES: Meaning = ['QBT_BAD_REQUEST', 'check the values that are sent'];
const SERVER_ERROR: Meaning = [
  'QBT_SERVER_ERROR',
  'check the log of qBittorrent, and of a proxy in front of it, and try again',
];
const REDIRECT: Meaning = [
  'QBT_UNEXPECTED_RESPONSE',
  'use the target of the redirect as the address: it is not followed',
];
const STRANGE: Meaning = [
  'QBT_UNEXPECTED_RESPONSE',
  'check that the address is the one of qBittorrent',
];

/** What a status means, from qBittorrent or a proxy in front of it. */
const MEANINGS: Readonly<Record<number, Meaning>> = {
  400: BAD_VALUES,
  401: [
    'QBT_HOST_OR_ORIGIN_REJECTED',
    'qBittorrent does not accept the Host header: use the port that it listens on itself (map 8080:8080, not 9090:8080), configure a reverse proxy to pass the header on, or add the name to the server domains in its Web UI options',
  ],
  403: ['QBT_FORBIDDEN', 'give a user name and password, or an API key', 'login-needed'],
  404: [
    'QBT_NOT_FOUND',
    'check the path in the address, the version of qBittorrent, and that what is asked for exists',
  ],
  405: ['QBT_UNSUPPORTED', 'update qBittorrent: this version does not have the call'],
  409: ['QBT_CONFLICT', 'check the values that are sent, and what is there already'],
  413: [
    'QBT_BAD_REQUEST',
    'send less at once: qBittorrent takes 64 MiB, a proxy in front of it may take less (nginx: client_max_body_size)',
  ],
  414: [
    'QBT_BAD_REQUEST',
    'configure the proxy in front of qBittorrent to take longer addresses (nginx: large_client_header_buffers)',
  ],
  415: BAD_VALUES,
  429: [
    'QBT_RATE_LIMITED',
    'wait and ask less often: a proxy in front of qBittorrent gets too many requests',
  ],
};

/**
 * Reads the reply to an endpoint's request.
 *
 * @param endpoint The operation.
 * @param reply What came back.
 * @param validate Whether the reply is checked.
 * @param now Epoch milliseconds, for a `Retry-After` that is a date.
 * @param onOddRecords Called for records that cannot be read; without it they are an error.
 * @returns What the endpoint answers.
 * @throws {QBittorrentError} For every status but 2xx, and for a body the endpoint does not give.
 *
 * @example
 * ```ts
 * import { decodeReply } from '@portkeep/qbittorrent-client';
 * import { version } from '@portkeep/qbittorrent-client/endpoints/app';
 *
 * const name = decodeReply(version, { status: 200, headers: {}, body: 'v5.2.3' });
 * if (name !== 'v5.2.3') throw new Error(name);
 * ```
 */
export function decodeReply<Output>(
  endpoint: Endpoint<never, Output>,
  reply: HttpReply,
  validate = true,
  now: number = Date.now(),
  onOddRecords?: OddRecords,
): Output {
  const { status } = reply;
  if (isSuccess(reply))
    return endpoint.read(reply, { does: endpoint.does, validate, onOddRecords });
  if (isBan(reply)) throw banned(banWait());
  const [code, advice, reason] = explain(reply);
  const text = endpoint.says?.(reply) ?? (endpoint.secret === true ? undefined : plainText(reply));
  const why = text === undefined ? `status ${status}` : `status ${status}, "${text}"`;
  throw new QBittorrentError(code, `Cannot ${endpoint.does}: ${why}`, advice, {
    status,
    reason,
    retryAfterSeconds: status === 429 || status === 503 ? retryAfterSeconds(reply, now) : undefined,
  });
}

function explain(reply: HttpReply): Meaning {
  const { status, body } = reply;
  const refusal = proxyRefusal(reply);
  if (refusal !== undefined) return ['QBT_FORBIDDEN', refusal];
  if (status === 400 && /\bHTTP request\b.{1,20}\bHTTPS\b|plain HTTP to an SSL/.test(body))
    return ['QBT_UNEXPECTED_RESPONSE', 'use https in the address: the server there expects it'];
  if (status >= 500) return SERVER_ERROR;
  if (status === 0 || (status >= 300 && status < 400)) return REDIRECT;
  return MEANINGS[status] ?? STRANGE;
}

/**
 * qBittorrent's errors are short sentences in plain text. Only words pass: a proxy's page says
 * nothing to the reader, and one that repeats the request must not carry a cookie or a key.
 */
function plainText(reply: HttpReply): string | undefined {
  const { body } = reply;
  const isSentence = /^\p{L}{1,20}([ ,:;'-]{1,2}(\p{L}{1,20}|\d{1,5})){0,20}\.?$/u.test(body);
  return isPlainText(reply) && isSentence ? body : undefined;
}
