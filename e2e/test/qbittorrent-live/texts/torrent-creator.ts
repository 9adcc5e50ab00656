import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../src/temporary-folder.ts';
import { waitUntil } from '../../../src/wait-until.ts';
import { bytesOf } from '../torrent.ts';
import { PATH, type Probe, TEXT } from './probe.ts';

/** What `torrentCreator` takes. */
export const TORRENT_CREATOR: Readonly<Record<string, Probe>> = Object.fromEntries(
  ['sourcePath', 'comment', 'source', 'trackers', 'urlSeeds', 'torrentFilePath'].map((name) => [
    `torrentCreator.addTask.${name}`,
    { since: '5.0', show: (live) => created(live, name) } satisfies Probe,
  ]),
);

async function created({ client }: Parameters<Probe['show']>[0], name: string) {
  const folder = temporaryFolder();
  const sourcePath = join(folder, TEXT);
  mkdirSync(sourcePath);
  writeFileSync(join(sourcePath, 'one.bin'), 'one');
  const given: Readonly<Record<string, unknown>> = {
    sourcePath,
    comment: TEXT,
    source: TEXT,
    trackers: [`http://127.0.0.1:1${PATH}`],
    urlSeeds: [`http://127.0.0.1:1${PATH}`],
    torrentFilePath: join(folder, `${TEXT}.torrent`),
  };
  const { taskID: taskId } = await client.torrentCreator.addTask({
    sourcePath,
    format: 'v1',
    ...given,
  });
  const task = await waitUntil('it is made', async () => {
    const [found] = await client.torrentCreator.status({ taskId });
    return found?.status === 'Finished' && found;
  });
  const bytes = await bytesOf(await client.torrentCreator.torrentFile({ taskId }));
  const inFile = [given[name]].flat().every((text) => bytes.includes(String(text)));
  const shown =
    name === 'source' || name.startsWith('u') ? inFile && given[name] : Reflect.get(task, name);
  return [given[name], shown] as const;
}
