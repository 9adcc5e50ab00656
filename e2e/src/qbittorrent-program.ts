// A simulated qBittorrent as a program of its own, for `qbittorrent-elsewhere.ts`.
import { startQBittorrentSimulator } from '@portkeep/simulators';
import { answerQuestions } from './answer-questions.ts';

let qbittorrent: Awaited<ReturnType<typeof startQBittorrentSimulator>> | undefined;

answerQuestions({
  async start() {
    qbittorrent = await startQBittorrentSimulator({ dialect: '5.2' });
    return qbittorrent.baseUrl;
  },
  networkChanged: () => qbittorrent?.simulator.networkChanged(),
  listeningPort: () => qbittorrent?.simulator.listeningPort,
});
