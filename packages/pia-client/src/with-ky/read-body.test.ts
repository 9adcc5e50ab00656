import { expect, test } from 'vitest';
import { rejection } from '../../test/caught.ts';
import { readBody } from './read-body.ts';

function stream(...chunks: Uint8Array[]): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  return new Response(body);
}

test('reads UTF-8 that is cut in the middle of a character', async () => {
  const bytes = new TextEncoder().encode('aé€');
  expect(await readBody(stream(bytes.slice(0, 2), bytes.slice(2, 4), bytes.slice(4)))).toBe('aé€');
});

test('reads no body as an empty one', async () => {
  expect(await readBody(new Response(null))).toBe('');
});

test('gives up past 8 MiB and stops the stream', async () => {
  const chunk = new Uint8Array(1024 * 1024);
  let pulls = 0;
  let cancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      pulls += 1;
      controller.enqueue(chunk);
    },
    cancel: () => {
      cancelled = true;
    },
  });
  const error = await rejection(() => readBody(new Response(endless)));
  expect(error).toMatchObject({ code: 'ERR_REPLY_TOO_LARGE' });
  expect(cancelled).toBe(true);
  expect(pulls).toBeLessThan(12);
});
