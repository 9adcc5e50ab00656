import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  lchownSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '@portkeep/testing';
import { expect, onTestFinished, test, vi } from 'vitest';

/** The daemon as it is shipped; `npm run build` makes it. */
const MAIN = fileURLToPath(new URL('../dist/main.cjs', import.meta.url));
const NEIGHBOUR = 4322;
const isRoot = process.getuid?.() === 0;
if (!isRoot) {
  if (process.env.REQUIRE_REAL === '1') throw new Error('Only root can be its own neighbour');
  console.warn("\n!!! SKIPPED: only root can make another user's files\n");
}

function start(folder: string) {
  const child = spawn(process.execPath, ['--max-old-space-size=64', MAIN], {
    env: {
      PIA_USER: 'p1234567',
      PIA_PASS: 'hunter2',
      PIA_GATEWAY: '127.0.0.1',
      PIA_GATEWAY_PORT: '1',
      PIA_TOKEN_URL: 'http://127.0.0.1:1',
      PIA_SERVER_LIST_URLS: 'http://127.0.0.1:1',
      PORT_FILE: join(folder, 'port.txt'),
      PORT_DATA_FILE: join(folder, 'data.json'),
      STATE_FILE: join(folder, 'state.json'),
      HTTP_LISTEN: 'off',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const says = (text: string) =>
    vi.waitFor(() => expect(output).toContain(text), { timeout: 30_000, interval: 20 });
  return { child, says };
}

const states: Record<string, { make: (path: string) => void; message: string }> = {
  'a pipe': {
    make: (path) => void execFileSync('mkfifo', [path]),
    message: 'it is a pipe and not a file; remove it, or set another path',
  },
  'a link to a device': {
    make: (path) => symlinkSync('/dev/zero', path),
    message: 'it is a device and not a file',
  },
  'a file of 1 TiB': {
    make(path) {
      writeFileSync(path, '');
      truncateSync(path, 1024 ** 4);
    },
    message: 'is not a state this version can use (1099511627776 bytes)',
  },
  "another user's link": {
    make(path) {
      writeFileSync(`${path}.private`, 'private');
      symlinkSync(`${path}.private`, path);
      lchownSync(path, NEIGHBOUR, NEIGHBOUR);
    },
    message: `is a symbolic link of user ${NEIGHBOUR} to`,
  },
};

test.runIf(isRoot).each(Object.entries(states))(
  'a state that is %s is reported at once, and the daemon still stops within a second',
  async (_kind, { make, message }) => {
    const folder = temporaryFolder();
    const path = join(folder, 'state.json');
    make(path);
    const { child, says } = start(folder);
    await says(message);
    const begun = performance.now();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(performance.now() - begun).toBeLessThan(2_000);
    if (existsSync(`${path}.private`)) {
      expect(readFileSync(`${path}.private`, 'utf8')).toBe('private');
    }
  },
);
