import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, onTestFinished, test, vi } from 'vitest';
import { writeFileAtomically } from './write-file-atomically.ts';

const root = process.getuid?.() === 0;

function canMount(): boolean {
  const probe = mkdtempSync(join(tmpdir(), 'app-host-'));
  try {
    execFileSync('mount', ['--bind', probe, probe], { stdio: 'ignore' });
    execFileSync('umount', [probe]);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(probe);
  }
}

/** Turns the path into a mount, like a single file that is mounted into a container. */
function mountOverItself(path: string, ...more: string[]): void {
  execFileSync('mount', ['--bind', path, path]);
  onTestFinished(() => void execFileSync('umount', [path]));
  if (more.length > 0) execFileSync('mount', ['-o', more.join(','), path]);
}

test('the new text replaces the old one, with the given mode whatever the umask', async () => {
  const path = join(temporaryFolder(), 'port.txt');
  writeFileSync(path, 'a much longer old text');
  linkSync(path, `${path}.old`);
  const umask = process.umask(0o077);
  await writeFileAtomically(path, '54321\n', { mode: 0o644 });
  process.umask(umask);
  expect(readFileSync(path, 'utf8')).toBe('54321\n');
  expect(statSync(path).mode & 0o777).toBe(0o644);
  // The old file was not changed: a process that has it open reads it to its end.
  expect(readFileSync(`${path}.old`, 'utf8')).toBe('a much longer old text');
});

test('a missing folder is created, and only the file is left in it', async () => {
  const path = join(temporaryFolder(), 'a/b/port.txt');
  await writeFileAtomically(path, '1\n', { mode: 0o600 });
  expect(readdirSync(join(path, '..'))).toEqual(['port.txt']);
});

test('a symbolic link is kept and its target is replaced', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'real'));
  writeFileSync(join(folder, 'real/port.txt'), 'old');
  symlinkSync('real/port.txt', join(folder, 'link'));
  await writeFileAtomically(join(folder, 'link'), 'new', { mode: 0o644 });
  expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, 'real/port.txt'), 'utf8')).toBe('new');
});

test('a device is written to, never replaced', async () => {
  await writeFileAtomically('/dev/null', 'text', { mode: 0o644 });
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});

test('a folder in place of the file is reported', async () => {
  const path = join(temporaryFolder(), 'port.txt');
  mkdirSync(path);
  await expect(writeFileAtomically(path, 'x', { mode: 0o644 })).rejects.toMatchObject({
    name: 'FileError',
    code: 'EISDIR',
    message: `Cannot write ${path}: it is a folder; remove the folder, or set the path of a file in it`,
  });
  expect(readdirSync(join(path, '..'))).toEqual(['port.txt']);
});

test('a path below a regular file is reported', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  await expect(writeFileAtomically(`${file}/port.txt`, 'x', { mode: 0o644 })).rejects.toThrow(
    `Cannot write ${file}/port.txt: a part of the path is not a folder`,
  );
});

test.runIf(root)('an unwritable folder is reported with the chown command that helps', async () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  const script = `
    import { writeFileAtomically } from ${JSON.stringify(import.meta.resolve('./write-file-atomically.ts'))};
    process.setgid(4321); process.setuid(4322);
    await writeFileAtomically(${JSON.stringify(join(folder, 'port.txt'))}, '1', { mode: 0o644 })
      .catch((error) => console.log(error.message));
  `;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect(output.trim()).toBe(
    `Cannot write ${folder}/port.txt: permission denied: ${folder} belongs to 0:0, this process runs as 4322:4321; run: chown 4322:4321 ${folder}`,
  );
});

test.runIf(root && canMount())(
  'a file that is mounted alone is written in place and keeps its mode, with a warning about each',
  async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'port.txt');
    writeFileSync(path, 'a much longer old text');
    chmodSync(path, 0o640);
    const inode = statSync(path).ino;
    mountOverItself(path);
    const warn = vi.fn();
    await writeFileAtomically(path, '54321\n', { mode: 0o644, warn });
    expect(readFileSync(path, 'utf8')).toBe('54321\n');
    expect(statSync(path).ino).toBe(inode);
    expect(readdirSync(folder)).toEqual(['port.txt']);
    expect(warn.mock.calls.flat()).toEqual([
      {
        problem: `${path} has the mode 0640 and not 0644, so that others may not read it`,
        advice: 'set the modes of files in the options of its mount, or UMASK to "022"',
      },
      {
        problem: expect.stringContaining('cannot be replaced (EBUSY)'),
        advice: 'mount its folder instead of the file',
      },
    ]);
  },
);

test.runIf(root && canMount())('a read-only mount is reported', async () => {
  const folder = temporaryFolder();
  mountOverItself(folder, 'remount', 'bind', 'ro');
  await expect(
    writeFileAtomically(join(folder, 'port.txt'), '1', { mode: 0o644 }),
  ).rejects.toMatchObject({
    code: 'EROFS',
    message: `Cannot write ${folder}/port.txt: the file system is read-only; mount a writable folder at ${folder}`,
  });
});

test.runIf(root)('a writable file in a closed folder is written in place', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'port.txt');
  writeFileSync(path, 'old');
  chmodSync(folder, 0o755);
  chownSync(path, 4322, 4321);
  const script = `
    import { writeFileAtomically } from ${JSON.stringify(import.meta.resolve('./write-file-atomically.ts'))};
    process.setgid(4321); process.setuid(4322);
    await writeFileAtomically(${JSON.stringify(path)}, 'new', { mode: 0o644, warn: console.log });
  `;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect(output).toContain('cannot be replaced (EACCES)');
  expect(readFileSync(path, 'utf8')).toBe('new');
});

test('a reader never sees only part of a text', async () => {
  const path = join(temporaryFolder(), 'state.json');
  const texts = ['a', 'b'].map((letter) => letter.repeat(200_000));
  await writeFileAtomically(path, texts[0] ?? '', { mode: 0o600 });
  let done = false;
  const writing = (async () => {
    for (let i = 0; i < 20; i++)
      await writeFileAtomically(path, texts[i % 2] ?? '', { mode: 0o600 });
    done = true;
  })();
  while (!done) {
    expect(texts).toContain(readFileSync(path, 'utf8'));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await writing;
  expect(existsSync(path)).toBe(true);
});
