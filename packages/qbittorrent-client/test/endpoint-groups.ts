import {
  type AnyEndpoint,
  appEndpoints,
  authEndpoints,
  clientDataEndpoints,
  logEndpoints,
  rssEndpoints,
  searchEndpoints,
  syncEndpoints,
  torrentCreatorEndpoints,
  torrentsEndpoints,
  transferEndpoints,
} from '../src/core.ts';

/** The whole endpoint table, under the names that `QBittorrentClient` gives to the groups. */
export const ENDPOINT_GROUPS: Readonly<Record<string, Readonly<Record<string, AnyEndpoint>>>> = {
  app: appEndpoints,
  auth: authEndpoints,
  clientData: clientDataEndpoints,
  log: logEndpoints,
  rss: rssEndpoints,
  search: searchEndpoints,
  sync: syncEndpoints,
  torrentCreator: torrentCreatorEndpoints,
  torrents: torrentsEndpoints,
  transfer: transferEndpoints,
};

/** Its rows. */
export const ENDPOINTS: readonly AnyEndpoint[] = Object.values(ENDPOINT_GROUPS).flatMap((group) =>
  Object.values(group),
);
