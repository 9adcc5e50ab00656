import type { Secret } from '@portkeep/app-host';
import {
  pemFile,
  textKind,
  typedUrl,
  type Variable,
  variable,
  wholeSeconds,
} from '@portkeep/app-host';

/** Which port of qBittorrent is set: the one it listens on, or the one it announces to peers. */
export type QBittorrentPortMode = 'listen' | 'announce';

/** The variables of the qBittorrent sink, the same in every app except for the default of the mode. */
export type QBittorrentVariables = {
  readonly qbittorrentHost: Variable<URL | undefined>;
  readonly qbittorrentUser: Variable<string>;
  readonly qbittorrentPass: Variable<Secret | undefined>;
  readonly qbittorrentApiKey: Variable<Secret | undefined>;
  readonly qbittorrentBasicUser: Variable<string | undefined>;
  readonly qbittorrentBasicPass: Variable<Secret | undefined>;
  readonly qbittorrentCa: Variable<string | undefined>;
  readonly qbittorrentCheckSeconds: Variable<number>;
  readonly qbittorrentPortMode: Variable<QBittorrentPortMode>;
};

/**
 * `QBITTORRENT_HOST` and the variables that go with it.
 *
 * @param mode the default of `QBITTORRENT_PORT_MODE`.
 */
export function qbittorrentVariables(mode: QBittorrentPortMode): QBittorrentVariables {
  const needs = ['QBITTORRENT_HOST'];
  return {
    qbittorrentHost: variable('QBITTORRENT_HOST', {
      description:
        'Web UI of qBittorrent: a URL, or host[:port] for http and port 8080. Unset: the port is not sent to qBittorrent.',
      schema: textKind(
        'a URL or host[:port] (an IPv6 address in brackets) without a user name and password, which for a proxy go into QBITTORRENT_BASIC_USER and QBITTORRENT_BASIC_PASS',
        webUiUrl,
      ),
    }),
    qbittorrentUser: variable('QBITTORRENT_USER', {
      description: 'User name of the Web UI.',
      schema: textKind('a user name', (text) => text),
      fallback: 'admin',
      needs,
    }),
    qbittorrentPass: variable('QBITTORRENT_PASS', {
      description:
        'Password of the Web UI. With neither a password nor an API key, qBittorrent must let this address in without a login.',
      secret: true,
      needs,
    }),
    qbittorrentApiKey: variable('QBITTORRENT_API_KEY', {
      description: 'API key of qBittorrent 5.2 or newer, used instead of the password.',
      secret: true,
      needs,
    }),
    qbittorrentBasicUser: variable('QBITTORRENT_BASIC_USER', {
      description:
        'User name for a reverse proxy in front of qBittorrent that asks for HTTP Basic authentication. The proxy must not pass it on (nginx: `proxy_set_header Authorization "";`). Not with QBITTORRENT_API_KEY.',
      schema: textKind('a user name without a colon', (text) =>
        text.includes(':') ? undefined : text,
      ),
      needs,
    }),
    qbittorrentBasicPass: variable('QBITTORRENT_BASIC_PASS', {
      description: 'Password for that proxy.',
      secret: true,
      needs,
    }),
    qbittorrentCa: variable('QBITTORRENT_CA_FILE', {
      description:
        'PEM file to verify an https Web UI with: its own certificate if that is self-signed, otherwise that of its certificate authority. Unset: the authorities built into Node.js and those in NODE_EXTRA_CA_CERTS.',
      schema: pemFile('certificate'),
      needs,
    }),
    qbittorrentCheckSeconds: variable('QBITTORRENT_CHECK_INTERVAL', {
      description: 'How often to check that qBittorrent still has the port, in seconds.',
      schema: wholeSeconds({ min: 1 }),
      fallback: '60',
      needs,
    }),
    qbittorrentPortMode: variable('QBITTORRENT_PORT_MODE', {
      description:
        '`listen`: qBittorrent listens on the port. `announce`: it only announces it to trackers (5.1 or newer).',
      schema: textKind('listen or announce', (text) =>
        (['listen', 'announce'] as const).find((word) => word === text.toLowerCase()),
      ),
      fallback: mode,
      needs,
    }),
  };
}

function webUiUrl(text: string): URL | undefined {
  const hasScheme = /^https?:\/\//i.test(text);
  const candidate = hasScheme ? text : `http://${text}`;
  if (/[?#]/.test(text) || /^[a-z]+:\/\//i.test(text) !== hasScheme) return undefined;
  const url = typedUrl(candidate);
  if (url === undefined) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  // Without a scheme, the address is that of qBittorrent itself, not of a reverse proxy on port 80.
  if (!hasScheme && url.port === '' && !/:80(\/|$)/.test(text)) url.port = '8080';
  return url;
}
