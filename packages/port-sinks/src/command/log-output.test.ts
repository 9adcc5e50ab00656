import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { logOutput } from './log-output.ts';

async function logged(...chunks: (string | Buffer)[]): Promise<string[]> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const lines: string[] = [];
  logOutput(stdout, stderr, (line) => lines.push(line));
  stderr.end();
  for (const chunk of chunks) stdout.write(chunk);
  stdout.end();
  await finished(stdout);
  return lines;
}

test('lines of output arrive whole however the pieces were split, even a last one without a newline', async () => {
  const euro = Buffer.from('€\n');
  expect(await logged('a', 'b\nc\n\n', euro.subarray(0, 1), euro.subarray(1), 'd')).toEqual([
    'ab',
    'c',
    '',
    '€',
    'd',
  ]);
});

test('a long line of output is cut', async () => {
  const [line = ''] = await logged('x'.repeat(5_000), 'x'.repeat(5_000), '\n');
  expect(line).toBe(`${'x'.repeat(2_000)}...`);
});

test('after many lines of output a last line says that the rest is not shown', async () => {
  const lines = await logged('x\n'.repeat(100_000));
  expect(lines).toHaveLength(201);
  expect(lines[199]).toBe('x');
  expect(lines[200]).toBe('(more than 200 lines; the rest is not shown)');
});
