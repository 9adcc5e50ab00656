import type { Readable } from 'node:stream';

const MOST_LINES = 200;
const MOST_CHARACTERS = 2_000;

/**
 * Passes on the output of a command, line by line. The number of lines and their length are limited: a
 * command that runs wild must not fill the disk with our log.
 */
export function logOutput(stdout: Readable, stderr: Readable, write: (line: string) => void): void {
  let lines = 0;
  const add = (line: string) => {
    lines += 1;
    if (lines > MOST_LINES + 1) return;
    const cut = line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}...` : line;
    write(lines > MOST_LINES ? `(more than ${MOST_LINES} lines; the rest is not shown)` : cut);
  };
  for (const stream of [stdout, stderr]) {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\n');
      // An unfinished line is kept up to the length that would be shown.
      rest = (parts.pop() ?? '').slice(0, MOST_CHARACTERS + 1);
      for (const part of parts) add(part);
    });
    stream.on('end', () => {
      if (rest !== '') add(rest);
    });
  }
}
