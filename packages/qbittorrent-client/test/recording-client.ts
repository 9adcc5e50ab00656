import type { HttpReply, HttpRequest } from '@portkeep/http';
import { QBittorrentClient } from '../src/core.ts';
import type { RequestBody } from '../src/request-body.ts';
import { pathOf } from './parameters-of.ts';

/** What a client asks before calls that depend on the version. */
export const VERSION_QUESTION = 'app/webapiVersion';

/** A client whose requests are kept. */
export interface RecordingClient {
  readonly client: QBittorrentClient;
  readonly requests: readonly HttpRequest<RequestBody>[];
}

/**
 * A client of a server that knows it without a login.
 *
 * @param version Of the server's Web API.
 * @param answer What it answers to everything except the request for the version.
 */
export function recordingClient(
  version: string,
  answer: (request: HttpRequest<RequestBody>) => HttpReply,
): RecordingClient {
  const requests: HttpRequest<RequestBody>[] = [];
  const client = new QBittorrentClient({
    baseUrl: 'http://qbittorrent.test:8080/',
    async transport(request, { streams = false }) {
      requests.push(request);
      if (pathOf(request) === VERSION_QUESTION) return { status: 200, headers: {}, body: version };
      const reply = answer(request);
      if (!streams || reply.status > 299) return reply;
      return { ...reply, body: '', stream: new Blob([reply.body]).stream() };
    },
  });
  return { client, requests };
}
