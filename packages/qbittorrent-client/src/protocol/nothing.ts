import type { ResponseReader } from './endpoint.ts';
import { isPage } from './is-page.ts';
import { unknownForm } from './unknown-form.ts';
import { unreadable } from './unreadable.ts';

/**
 * An empty reply, with which qBittorrent confirms: 200 without a body before 5.2, often 204 since.
 * Without validation any other body passes, but never a page: then nothing was done.
 */
export const nothing: ResponseReader<void> = (reply, { does, validate }) => {
  const body = reply.body.trim();
  if (body === '' || body === 'Ok.') return;
  if (isPage(reply)) throw unreadable(reply, does, 'is a page');
  if (!validate) return;
  // One call began to answer JSON in 5.2; others may follow.
  if (/^[[{]/.test(body)) throw unknownForm(does, ['the whole'], { status: reply.status });
  throw unreadable(reply, does, 'has an unexpected body');
};
