import type { Values } from '@portkeep/app-host';
import type { PortKeeper } from '../port-keeper.ts';
import type { QBittorrentExamination } from './examine-qbittorrent.ts';
import type { QBittorrentVariables } from './qbittorrent-variables.ts';
import { ReportedRefusal } from './reported-refusal.ts';

/** Codes of a sink that show that the app has logged in. */
const LET_IN = new Set(['QBT_NOT_LISTENING', 'QBT_NOT_APPLIED', 'QBT_UNSUPPORTED', 'CONTENDED']);

/**
 * Why doctor sends no password. If doctor cannot record a refused login, each of its runs would bring
 * qBittorrent's ban closer, so it logs in only if a running app has logged in. About an app without a
 * state nothing is known, and it records nothing either.
 */
export function withheldLogin(
  keeper: PortKeeper,
  values: Values<QBittorrentVariables>,
): Pick<QBittorrentExamination, 'refusal' | 'notAsked'> {
  const { qbittorrentPass, qbittorrentApiKey, qbittorrentBasicPass } = values;
  const secret = qbittorrentPass ?? qbittorrentApiKey ?? qbittorrentBasicPass;
  if (keeper.kind === 'own' || keeper.kind === 'unknown' || secret === undefined) return {};
  if (keeper.kind === 'unusable') {
    return { notAsked: 'not asked, because a refused login could not be saved in the state' };
  }
  const sink = keeper.sinks?.qbittorrent;
  if (sink?.in_sync || LET_IN.has(sink?.code ?? '')) return {};
  if (sink?.message) {
    // The status has no more than code and message.
    const isOnlyPassword = (qbittorrentApiKey ?? qbittorrentBasicPass) === undefined;
    const isAboutPassword = isOnlyPassword || sink.code !== 'QBT_LOGIN_REJECTED';
    return { refusal: new ReportedRefusal(sink.message, sink.code, isAboutPassword) };
  }
  return { notAsked: 'not asked, because the running daemon does not say that it was let in' };
}
