import { failure, failureCode } from './failure-code.ts';

/** The same bytes; `done` is called when no more will come. A failure says no more than its code. */
export function watchedStream(
  source: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  done: () => void,
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  return new ReadableStream({
    start(controller) {
      // Besides `fetch`, which may not listen to the signal.
      const onAbort = () => {
        done();
        controller.error(signal.reason);
        reader.cancel(signal.reason).catch(() => {});
      };
      signal.addEventListener('abort', onAbort, { once: true });
    },
    async pull(controller) {
      try {
        const part = await reader.read();
        if (signal.aborted) return;
        if (!part.done) return controller.enqueue(part.value);
        done();
        controller.close();
      } catch (error) {
        done();
        controller.error(signal.aborted ? signal.reason : failure(failureCode(error)));
      }
    },
    async cancel(reason) {
      done();
      await reader.cancel(reason);
    },
  });
}
