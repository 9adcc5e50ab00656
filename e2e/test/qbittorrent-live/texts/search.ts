import { waitUntil } from '../../../src/wait-until.ts';
import { startRecorder } from '../recorder.ts';
import { makeTorrent, torrentOf } from '../torrent.ts';
import { newName, PATH, type Probe, TEXT } from './probe.ts';

/** What `search` takes. */
export const SEARCH: Readonly<Record<string, Probe>> = {
  'search.start.pattern': { since: '5.3', show: started },
  'search.start.category': { since: '5.3', show: started },
  'search.start.plugins': { since: '5.3', show: started },
  'search.installPlugin.sources': {
    async show({ client }) {
      const recorder = await startRecorder();
      await client.search.installPlugin({ sources: [`${recorder.url}${PATH}.py`] });
      return [`${PATH}.py`, await waitUntil('it is fetched', () => recorder.paths[0])];
    },
  },
  'search.downloadTorrent.torrentUrl': {
    since: '5.0',
    async show({ client }) {
      // Another address is fetched by the plugin.
      const { hash } = makeTorrent(newName());
      const torrentUrl = `magnet:?xt=urn:btih:${hash}&dn=${encodeURIComponent(TEXT)}`;
      await client.search.downloadTorrent({ torrentUrl, pluginName: 'none' });
      const torrent = await waitUntil('it is added', () => torrentOf(client, hash));
      return [TEXT, torrent.name];
    },
  },
};

async function started({ client }: Parameters<Probe['show']>[0]) {
  const plugin = TEXT.replaceAll('|', '');
  const given = { pattern: TEXT, category: TEXT, plugins: [plugin] };
  const { id } = await client.search.start(given);
  const [{ pattern, category, plugins } = {}] = await client.search.status({ id });
  return [given, { pattern, category, plugins }] as const;
}
