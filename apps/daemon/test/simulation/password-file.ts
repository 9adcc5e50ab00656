import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | undefined;
let files = 0;

/** The mounted secret from which the daemon reads its password. */
export class PasswordFile {
  readonly path: string;
  /** Every password that was ever in it. */
  readonly passwords: string[] = [];

  constructor(password: string) {
    folder ??= mkdtempSync(join(tmpdir(), 'portkeep-daemon-'));
    this.path = join(folder, `password-${++files}`);
    this.write(password);
  }

  write(password: string): void {
    const next = `${this.path}.next`;
    writeFileSync(next, `${password}\n`);
    // Another inode shows a change even within one tick of the file system's clock.
    renameSync(next, this.path);
    this.passwords.push(password);
  }
}

/** Removes all password files. */
export function removePasswordFiles(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true });
  folder = undefined;
}
