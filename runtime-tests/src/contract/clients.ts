import type { ContractGroups } from '../contract-case.ts';
import { NATPMP_FAILURE } from './natpmp-failure.ts';
import { NATPMP_MAPPING } from './natpmp-mapping.ts';
import { PIA_ACCOUNT } from './pia-account.ts';
import { PIA_DEDICATED_IP } from './pia-dedicated-ip.ts';
import { PIA_GATEWAY } from './pia-gateway.ts';
import { PIA_GATEWAY_TLS } from './pia-gateway-tls.ts';
import { PIA_HOSTNAME } from './pia-hostname.ts';
import { PIA_SERVER } from './pia-server.ts';
import { PIA_SERVER_LIST } from './pia-server-list.ts';
import { QBITTORRENT_FILES } from './qbittorrent-files.ts';
import { QBITTORRENT_LOGIN } from './qbittorrent-login.ts';
import { QBITTORRENT_PORT } from './qbittorrent-port.ts';
import { QBITTORRENT_QUEUE } from './qbittorrent-queue.ts';

/** What the clients have to do on every runtime. */
export const CLIENTS: ContractGroups = {
  'pia-client, account': PIA_ACCOUNT,
  'pia-client, dedicated IP': PIA_DEDICATED_IP,
  'pia-client, server list': PIA_SERVER_LIST,
  'pia-client, server': PIA_SERVER,
  'pia-client, hostname': PIA_HOSTNAME,
  'pia-client, gateway': PIA_GATEWAY,
  'pia-client, gateway over TLS': PIA_GATEWAY_TLS,
  'natpmp-client, mapping': NATPMP_MAPPING,
  'natpmp-client, failure': NATPMP_FAILURE,
  'qbittorrent-client, login': QBITTORRENT_LOGIN,
  'qbittorrent-client, queue': QBITTORRENT_QUEUE,
  'qbittorrent-client, port': QBITTORRENT_PORT,
  'qbittorrent-client, files': QBITTORRENT_FILES,
};
