import { examineQBittorrent, type QBittorrentExamination } from '@portkeep/port-sinks/doctor';
import { MOST_QBITTORRENT_BYTES } from '../../sinks.ts';
import { refusedLogins } from '../../state/refused-logins.ts';
import type { DaemonValues } from '../../variables.ts';
import type { Ownership } from '../examination.ts';
import type { Step } from '../step.ts';

/** Does qBittorrent answer, let us in, and listen on the port? */
export const qbittorrent: Step = {
  title: 'qBittorrent',
  failure: 'qBittorrent cannot be asked',
  limitMs: 9_000,
  async check({ examination: { values, surroundings, ownership }, facts, signal }) {
    const { state } = ownership.kind === 'own' ? ownership : { state: undefined };
    const client = await surroundings.openQBittorrent({
      values,
      maxBytes: MOST_QBITTORRENT_BYTES,
      refusedLogins: state && refusedLogins(state),
    });
    const finding = await examineQBittorrent(
      {
        app: 'daemon',
        client,
        mode: values.qbittorrentPortMode,
        running: ownership.kind === 'foreign',
        ...restraint(ownership, values),
        port: facts.port,
      },
      signal,
    );
    return { finding };
  },
};

/** What a daemon that has logged in may report about its sink. */
const LET_IN = new Set(['QBT_NOT_LISTENING', 'QBT_NOT_APPLIED', 'QBT_UNSUPPORTED', 'CONTENDED']);

type Restraint = Pick<QBittorrentExamination, 'refusal' | 'notAsked'>;

/**
 * Why doctor sends no password. Where it cannot record a refused login, each run of doctor would bring
 * qBittorrent's ban closer: it logs in only where a running daemon has logged in.
 */
function restraint(ownership: Ownership, values: DaemonValues): Restraint {
  const { qbittorrentPass, qbittorrentApiKey, qbittorrentBasicPass } = values;
  const secret = qbittorrentPass ?? qbittorrentApiKey ?? qbittorrentBasicPass;
  if (ownership.kind === 'own' || secret === undefined) return {};
  if (ownership.kind === 'unusable') {
    return { notAsked: 'not asked, because a refused login could not be noted in the state' };
  }
  const sink = ownership.status?.sinks.qbittorrent;
  if (sink?.in_sync || LET_IN.has(sink?.code ?? '')) return {};
  if (sink?.message)
    return { refusal: Object.assign(new Error(sink.message), { code: sink.code }) };
  return { notAsked: 'not asked, because the daemon that runs does not say that it was let in' };
}
