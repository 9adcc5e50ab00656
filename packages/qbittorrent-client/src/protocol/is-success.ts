import type { HttpReply } from '@portkeep/http';

/** Whether a reply has a 2xx status. Each of them is a success: with a body, without, or accepted only. */
export function isSuccess({ status }: Pick<HttpReply, 'status'>): boolean {
  return status >= 200 && status < 300;
}
