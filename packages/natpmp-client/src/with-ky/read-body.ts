/** The API's longest reply is under 300 bytes; the page of a proxy may be longer. */
const MAX_BYTES = 1024 * 1024;

/**
 * Reads a body as UTF-8, up to 1 MiB, and lets it go when `signal` aborts: the `fetch` that brought
 * it may not listen. What was read until then is of no use to anybody.
 *
 * @throws An error with the code `ERR_REPLY_TOO_LARGE`.
 */
export async function readBody(response: Response, signal: AbortSignal): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  // Not awaited: nobody reads the stream any more, however long it takes to stop.
  const letGo = () => void reader.cancel().catch(() => {});
  if (signal.aborted) letGo();
  else signal.addEventListener('abort', letGo, { once: true });
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > MAX_BYTES) {
      letGo();
      throw Object.assign(new Error('The reply is over 1 MiB'), { code: 'ERR_REPLY_TOO_LARGE' });
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
