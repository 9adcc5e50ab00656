/** Larger than any server list (about 300 kB), small enough for any machine. */
const MAX_BYTES = 8 * 1024 * 1024;

/**
 * Reads a body as UTF-8 and gives up past 8 MiB.
 *
 * @throws An error with the code `ERR_REPLY_TOO_LARGE`.
 */
export async function readBody(response: Response): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MAX_BYTES) {
      // Not awaited: a stream may take its time to stop, and nobody reads it any more.
      reader.cancel().catch(() => {});
      throw Object.assign(new Error('The reply is over 8 MiB'), { code: 'ERR_REPLY_TOO_LARGE' });
    }
    text += decoder.decode(value, { stream: true });
  }
}
