import type { HttpReply } from '@portkeep/http';

/** 403 `Forbidden`: no session. Another text means that a good session may not do this. */
export function isForbidden(reply: HttpReply): boolean {
  return reply.status === 403 && /^(Forbidden)?$/i.test(reply.body.trim());
}
