export { maindata } from './main-data.ts';
export { torrentPeers } from './torrent-peers.ts';
