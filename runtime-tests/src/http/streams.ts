import assert from 'node:assert/strict';
import { type HttpReply, isTransportFailure, type TransferProgress } from '@portkeep/http';
import type { ContractCase } from '../contract-case.ts';
import { rejectionOf } from '../rejection.ts';
import { eachTransport } from './each-transport.ts';
import { outcomeOf } from './outcome.ts';

const LONG = { timeoutMs: 15_000, streams: true };

export const STREAMS: readonly ContractCase[] = [
  {
    name: 'the time limit of a stream ends where the stream begins',
    run: (stage) =>
      eachTransport(stage, 'slow-stream', async ({ transport, request, lookWhenClosed }) => {
        const reply = await transport(request(), { timeoutMs: 500, streams: true });
        assert.equal(reply.body, '');
        assert.equal(await new Response(streamOf(reply)).text(), 'xxxxxxxx');
        assert.equal((await lookWhenClosed()).open, 0);
      }),
  },
  {
    name: 'the time limit of a stream holds for its headers',
    run: (stage) =>
      eachTransport(stage, 'dribble', async ({ transport, request, lookWhenClosed }) => {
        const exchange = transport(request(), { timeoutMs: 300, streams: true });
        assert.equal(await outcomeOf(exchange), 'timeout ETIMEDOUT, maybe sent');
        assert.equal((await lookWhenClosed()).open, 0);
      }),
  },
  {
    name: 'an abort breaks a stream off with its reason and closes the connection',
    run: (stage) =>
      eachTransport(stage, 'stall-body', async ({ transport, request, lookWhenClosed }) => {
        const controller = new AbortController();
        const { signal } = controller;
        const reader = streamOf(await transport(request(), { ...LONG, signal })).getReader();
        assert.equal((await reader.read()).value?.byteLength, 2);
        const reason = { why: 'the caller said so' };
        const rejection = rejectionOf(reader.read());
        controller.abort(reason);
        assert.equal(await rejection, reason);
        assert.equal((await lookWhenClosed()).open, 0);
      }),
  },
  {
    name: 'a stream that the server breaks off fails with a TransportFailure',
    run: (stage) =>
      eachTransport(stage, 'torn-length', async ({ transport, request }) => {
        const stream = streamOf(await transport(request(), LONG));
        const error = await rejectionOf(new Response(stream).text());
        assert.ok(isTransportFailure(error), String(error));
        assert.deepEqual([error.kind, error.code], ['closed', 'ECONNRESET']);
      }),
  },
  {
    name: 'a stream with broken chunks fails in the same way as a body that is read as text',
    run: (stage) =>
      eachTransport(stage, 'chunk-garbage-open', async ({ transport, request }) => {
        const text = await outcomeOf(transport(request(), { timeoutMs: 15_000 }));
        const stream = streamOf(await transport(request(), LONG));
        const error = await rejectionOf(new Response(stream).text());
        assert.ok(isTransportFailure(error), String(error));
        assert.equal(`${error.kind} ${error.code}, maybe sent`, text);
      }),
  },
  {
    name: 'a stream that is cancelled closes the connection, no matter how much would follow',
    run: (stage) =>
      eachTransport(stage, 'flood', async ({ transport, request, lookWhenClosed }) => {
        const reader = streamOf(await transport(request(), LONG)).getReader();
        await reader.read();
        await reader.cancel();
        assert.equal((await lookWhenClosed()).open, 0);
      }),
  },
  {
    name: 'a reply without a 2xx status is read as text, although a stream was asked for',
    run: (stage) =>
      eachTransport(stage, 'not-found', async ({ transport, request }) => {
        const { status, body, stream } = await transport(request(), LONG);
        assert.deepEqual([status, body, stream], [404, 'no', undefined]);
      }),
  },
  {
    name: 'a download is reported as it comes, as a stream and as text',
    run: (stage) =>
      eachTransport(stage, 'large-body', async ({ transport, request }) => {
        for (const streams of [true, false]) {
          const steps: TransferProgress[] = [];
          const onProgress = (step: TransferProgress) => void steps.push(step);
          const reply = await transport(request(), { timeoutMs: 15_000, streams, onProgress });
          const text = streams ? await new Response(streamOf(reply)).text() : reply.body;
          assert.equal(text.length, 2_000_000);
          assert.ok(steps.length > 1);
          const whole = { transferredBytes: 2_000_000, totalBytes: 2_000_000 };
          assert.deepEqual(steps.at(-1), { direction: 'download', ...whole });
        }
      }),
  },
  {
    name: 'a download whose onProgress throws rejects with that error and closes the connection',
    run: (stage) =>
      eachTransport(stage, 'flood', async ({ transport, request, lookWhenClosed }) => {
        const error = new Error('of the caller');
        const onProgress = () => {
          throw error;
        };
        const text = transport(request(), { timeoutMs: 15_000, onProgress });
        assert.equal(await rejectionOf(text), error);
        const stream = streamOf(await transport(request(), { ...LONG, onProgress }));
        assert.equal(await rejectionOf(new Response(stream).text()), error);
        assert.equal((await lookWhenClosed()).open, 0);
      }),
  },
];

function streamOf({ stream }: HttpReply): ReadableStream<Uint8Array> {
  assert.ok(stream, 'There is no stream');
  return stream;
}
