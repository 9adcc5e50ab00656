import type { HttpReply } from '@portkeep/http';
import { readApiKey } from './credentials.ts';
import { keyRejection } from './key-rejection.ts';
import type { ApiKeyAuth } from './login-credentials.ts';
import { isForbidden } from './session-ended.ts';
import type { WayIn } from './way-in.ts';

/**
 * Access with an API key. It is sent with each request, also after a refusal: qBittorrent bans no
 * address for wrong keys (seen with 5.3.0), and what refused it may have been a proxy.
 */
export function apiKeyWay(auth: ApiKeyAuth): WayIn {
  return {
    provesServer: false,
    isOpen: () => true,
    login: async () => {},
    headers: async () => ({ authorization: `Bearer ${await readApiKey(auth)}` }),
    refused(reply: HttpReply) {
      if (isForbidden(reply)) throw keyRejection();
      return false;
    },
  };
}
