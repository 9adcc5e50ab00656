import { examineQBittorrent } from '@portkeep/port-sinks/doctor';
import { MOST_QBITTORRENT_BYTES } from '../../sinks.ts';
import type { Step } from '../examination.ts';

/** Does qBittorrent answer, let us in, and have the port? */
export const qbittorrent: Step = {
  title: 'qBittorrent',
  failure: 'qBittorrent cannot be asked',
  limitMs: 9_000,
  async check({ examination: { values, settings, openQBittorrent }, facts, signal }) {
    const finding = await examineQBittorrent(
      {
        app: 'sidecar',
        client: await openQBittorrent({ values, maxBytes: MOST_QBITTORRENT_BYTES }),
        mode: values.qbittorrentPortMode,
        port: (facts.tcp ?? facts.udp)?.externalPort,
        internalPort: settings.internalPort,
        // Whether a sidecar runs is not known here; then another port is no failure.
        running: false,
      },
      signal,
    );
    return { finding };
  },
};
