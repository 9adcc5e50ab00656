import { editDistance } from './edit-distance.ts';

const MOST_EDITS = 2;

/** Names that shells and VPN scripts set, although they are close to one of ours. */
const OTHERS = new Set(['PWD', 'UID', 'GID', 'PIA_TOKEN']);

/** Names that users give to one of our variables, though they look quite different. */
const CONFUSIONS: Readonly<Record<string, string>> = {
  PIA_CN: 'PIA_HOSTNAME',
  PIA_GATEWAY_IP: 'PIA_GATEWAY',
  PIA_GATEWAY_HOSTNAME: 'PIA_HOSTNAME',
  PIA_SERVER: 'PIA_GATEWAY',
  PF_GATEWAY: 'PIA_GATEWAY',
  PF_HOSTNAME: 'PIA_HOSTNAME',
  QBITTORRENT_WEBUI: 'QBITTORRENT_HOST',
  QBITTORRENT_WEBUI_URL: 'QBITTORRENT_HOST',
  QBITTORRENT_WEBUI_PORT: 'QBITTORRENT_HOST',
  QBITTORRENT_SERVER: 'QBITTORRENT_HOST',
  QBITTORRENT_API: 'QBITTORRENT_API_KEY',
  QBITTORRENT_TOKEN: 'QBITTORRENT_API_KEY',
  QBITTORRENT_API_TOKEN: 'QBITTORRENT_API_KEY',
  QBITTORRENT_KEY: 'QBITTORRENT_API_KEY',
  QBITTORRENT_CA: 'QBITTORRENT_CA_FILE',
  QBITTORRENT_CERT: 'QBITTORRENT_CA_FILE',
  QBITTORRENT_MODE: 'QBITTORRENT_PORT_MODE',
  QBITTORRENT_INTERVAL: 'QBITTORRENT_CHECK_INTERVAL',
  NATPMP_HOST: 'NATPMP_SERVICE',
  NATPMP_URL: 'NATPMP_SERVICE',
  NATPMP_SERVICE_URL: 'NATPMP_SERVICE',
  NATPMP_API: 'NATPMP_SERVICE',
  NATPMP_SERVER: 'NATPMP_SERVICE',
  NATPMP_GATEWAY: 'NATPMP_SERVICE',
  NATPMP_TOKEN: 'API_TOKEN',
  NATPMP_API_TOKEN: 'API_TOKEN',
  NATPMP_API_KEY: 'API_TOKEN',
  API_KEY: 'API_TOKEN',
  REFRESH_INTERVAL: 'PORT_FORWARD_REFRESH_INTERVAL',
  PORT_REFRESH_INTERVAL: 'PORT_FORWARD_REFRESH_INTERVAL',
  PIA_REFRESH_INTERVAL: 'PORT_FORWARD_REFRESH_INTERVAL',
  PORT_FORWARD_FILE: 'PORT_FILE',
  PIA_PORT_FILE: 'PORT_FILE',
  DATA_FILE: 'PORT_DATA_FILE',
  STATUS_LISTEN: 'HTTP_LISTEN',
  LISTEN_ADDRESS: 'HTTP_LISTEN',
  HTTP_ADDRESS: 'HTTP_LISTEN',
  PORT_HOOK: 'ON_PORT_CHANGE',
  HOOK_COMMAND: 'ON_PORT_CHANGE',
  PORT_CHANGE_COMMAND: 'ON_PORT_CHANGE',
};

/** Words in a name that stand for one of ours. */
const WORDS: Readonly<Record<string, string>> = {
  QB: 'QBITTORRENT',
  QBT: 'QBITTORRENT',
  QBIT: 'QBITTORRENT',
  USERNAME: 'USER',
  LOGIN: 'USER',
  PASSWORD: 'PASS',
  PASSWD: 'PASS',
  PWD: 'PASS',
  PW: 'PASS',
  URL: 'HOST',
  URI: 'HOST',
  ADDRESS: 'HOST',
  ADDR: 'HOST',
  IP: 'HOST',
  HOSTNAME: 'HOST',
  PORT: 'HOST',
  LOGLEVEL: 'LOG_LEVEL',
  CERT: 'CA',
};

/** The one of the `known` variables that was probably meant by an unknown name. */
export function meantVariable(name: string, known: ReadonlySet<string>): string | undefined {
  if (known.has(name) || OTHERS.has(name)) return undefined;
  const plain = withoutTraces(name);
  const isKnown = (each: string | undefined) => each !== undefined && known.has(each);
  const file = plain.endsWith('_FILE') ? '_FILE' : '';
  const stem = plain.slice(0, plain.length - file.length);
  const words = stem.split('_').map((word) => WORDS[word] ?? word);
  const renamed = [plain, CONFUSIONS[plain], `${CONFUSIONS[stem]}${file}`, words.join('_') + file];
  return renamed.find(isKnown) ?? nearest(plain, known);
}

/** Removes traces of a copied line: `export`, quotes, spaces, a byte order mark. */
function withoutTraces(name: string): string {
  const bare = name.replace(/^\W*(export|set|env|-e)\s+/i, '').replace(/[^\w-]/g, '');
  return bare.replaceAll('-', '_').toUpperCase();
}

function nearest(name: string, known: ReadonlySet<string>): string | undefined {
  let found: string | undefined;
  let least = MOST_EDITS + 1;
  for (const each of known) {
    const distance = editDistance(name, each, MOST_EDITS);
    if (distance < least) [found, least] = [each, distance];
  }
  return found;
}
