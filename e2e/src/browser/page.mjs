// Runs in the browser: does what a page would, and sends the outcome to the server.
import { isQBittorrentError, MainDataStore, QBittorrentClient } from '@portkeep/qbittorrent-client';

async function outcome() {
  const { username, password, torrent } = await (await fetch('/task')).json();
  const wrong = connect({ username, password: `${password}!` });
  const rejection = await wrong.app.version().catch((error) => error);
  const client = connect({ username, password });
  const version = await client.app.version();
  const bytes = Uint8Array.from(atob(torrent), (character) => character.charCodeAt(0));
  await client.torrents.add({ files: [new File([bytes], 'a.torrent')], stopped: true });
  const store = new MainDataStore(client.session);
  while (store.torrents.size === 0) await store.update();
  const [[hash, { name }]] = store.torrents;
  const exported = await new Response(await client.torrents.export({ hash })).bytes();
  await client.torrents.delete({ hashes: [hash] });
  return {
    rejection: isQBittorrentError(rejection) ? rejection.code : String(rejection),
    version,
    name,
    exportedBytes: exported.length,
    // HttpOnly: the page never sees the session.
    cookie: document.cookie,
  };
}

function connect(auth) {
  return new QBittorrentClient({ baseUrl: location.origin, auth });
}

const result = await outcome().catch((error) => ({ failure: String(error?.stack ?? error) }));
await fetch('/outcome', { method: 'POST', body: JSON.stringify(result) });
