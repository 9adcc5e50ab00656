import { examineQBittorrent } from '@portkeep/app-host/doctor';
import { MOST_QBITTORRENT_BYTES } from '../../sinks.ts';
import type { Ownership } from '../examination.ts';
import type { Step } from '../step.ts';

/** Does qBittorrent answer, let us in, and listen on the port? */
export const qbittorrent: Step = {
  title: 'qBittorrent',
  failure: 'qBittorrent cannot be asked',
  limitMs: 9_000,
  async check({ examination: { values, surroundings, ownership }, facts, signal }) {
    const finding = await examineQBittorrent(
      {
        app: 'daemon',
        client: await surroundings.openQBittorrent({ values, maxBytes: MOST_QBITTORRENT_BYTES }),
        mode: values.qbittorrentPortMode,
        running: ownership.kind === 'foreign',
        refusal: refusalOfDaemon(ownership),
        port: facts.port,
      },
      signal,
    );
    return { finding };
  },
};

/** The daemon was refused already: one more wrong login would bring qBittorrent's ban closer. */
function refusalOfDaemon(ownership: Ownership): string | undefined {
  if (ownership.kind !== 'foreign') return undefined;
  const sink = ownership.status?.sinks.qbittorrent;
  const refused = sink?.code === 'QBT_LOGIN_REJECTED' || sink?.code === 'QBT_BANNED';
  return refused ? (sink.message ?? 'The daemon that runs was refused the login') : undefined;
}
