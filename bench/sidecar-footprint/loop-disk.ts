import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Skip } from '../skip.ts';
import { tool } from './tool.ts';
import { undoAtExit } from './undo.ts';

/** The default of Linux. Far more of it makes big programs thrash in small groups. */
export const READ_AHEAD_KIB = 128;
const SIZE = '2G';

/** A disk of its own, so that its read-ahead and its cache are the bench's to decide. */
export interface LoopDisk {
  readonly folder: string;
  /** Forgets every cached page: the next group that reads a file is charged with it. */
  forget(): void;
}

/** @throws {Skip} when loop devices cannot be made */
export function createLoopDisk(): LoopDisk {
  // Not /tmp: often that is memory, and no disk.
  const home = mkdtempSync('/var/tmp/portkeep-footprint-');
  undoAtExit(() => rmSync(home, { recursive: true, force: true }));
  const image = join(home, 'disk.img');
  const folder = join(home, 'disk');
  mkdirSync(folder);
  let device: string;
  try {
    tool('truncate', '-s', SIZE, image);
    tool('mkfs.ext4', '-q', '-F', image);
    // Direct, so that no page is cached a second time below, where nobody is charged.
    device = tool('losetup', '--find', '--show', '--direct-io=on', image);
  } catch (error) {
    throw new Skip(`Cannot make a loop device with direct I/O here: ${(error as Error).message}`);
  }
  undoAtExit(() => tool('losetup', '-d', device));
  const name = basename(device);
  if (readFileSync(`/sys/block/${name}/loop/dio`, 'utf8').trim() !== '1') {
    throw new Skip('Cannot measure here: the loop device does not do direct I/O');
  }
  writeFileSync(`/sys/block/${name}/queue/read_ahead_kb`, String(READ_AHEAD_KIB));
  tool('mount', '-o', 'noatime', device, folder);
  undoAtExit(() => tool('umount', folder));
  return { folder, forget: () => forget(folder) };
}

/** Not by mounting anew: a mount namespace of somebody else may hold the old mount for long. */
function forget(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = `of=${join(entry.parentPath, entry.name)}`;
    tool('dd', file, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0', 'status=none');
  }
}
