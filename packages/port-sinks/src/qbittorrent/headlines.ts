import { codeOf } from '@portkeep/app-host/system-error';

/** What is wrong with qBittorrent, the same words in the log as in doctor. */
export const HEADLINES = {
  unreachable: 'qBittorrent cannot be reached',
  authentication: 'qBittorrent authentication failed',
  notListening: 'qBittorrent does not listen',
  otherwise: 'qBittorrent cannot be asked',
} as const;

/** By code; any other code of qBittorrent is `otherwise`. */
const BY_CODE: ReadonlyMap<string, string> = new Map<string, string>([
  ['QBT_LOGIN_REJECTED', HEADLINES.authentication],
  ['QBT_BANNED', HEADLINES.authentication],
  ['QBT_FORBIDDEN', HEADLINES.authentication],
  ['QBT_HOST_OR_ORIGIN_REJECTED', HEADLINES.authentication],
  ['QBT_UNREACHABLE', HEADLINES.unreachable],
  ['QBT_TIMEOUT', HEADLINES.unreachable],
  ['QBT_NOT_LISTENING', HEADLINES.notListening],
]);

/** The headline for an error in the log; `undefined` for one that is not qBittorrent’s. */
export function qbittorrentHeadline(error: unknown): string | undefined {
  const code = codeOf(error) ?? '';
  return code.startsWith('QBT_') ? (BY_CODE.get(code) ?? HEADLINES.otherwise) : undefined;
}
