/** What the sources of a workspace may import. */
export interface ImportRule {
  /** Workspace folders that the sources may import. */
  readonly may: readonly string[];
  /** Source files that may need Node.js: all, none, or those that match. */
  readonly node: boolean | RegExp;
}

const HTTP = 'packages/http';
/** The part of a package that needs Node.js, where the rest of it runs anywhere. */
export const NODE_ENTRY = /\/src\/node(\/|\.ts$)/;
/** Who may import whom; the table in docs/architecture.md says the same. */
export const RULES: Readonly<Record<string, ImportRule>> = {
  [HTTP]: { may: [], node: NODE_ENTRY },
  'packages/pia-client': { may: [HTTP], node: NODE_ENTRY },
  'packages/natpmp-client': { may: [HTTP], node: false },
  'packages/qbittorrent-client': { may: [HTTP], node: false },
  'packages/port-lease': { may: [], node: false },
  // What servers of the NAT-PMP HTTP API have in common.
  'packages/natpmp-http-api': { may: [], node: true },
  'packages/simulators': { may: ['packages/natpmp-http-api'], node: true },
  'packages/app-host': { may: [HTTP], node: true },
  'packages/port-sinks': {
    may: [HTTP, 'packages/port-lease', 'packages/app-host', 'packages/qbittorrent-client'],
    node: true,
  },
  'packages/port-app': {
    may: ['packages/port-lease', 'packages/app-host'],
    node: true,
  },
  'packages/pia-lease': {
    may: ['packages/pia-client', 'packages/port-lease', 'packages/app-host'],
    node: true,
  },
  'apps/daemon': {
    may: [
      HTTP,
      'packages/pia-client',
      'packages/pia-lease',
      'packages/port-lease',
      'packages/port-app',
      'packages/port-sinks',
      'packages/app-host',
    ],
    node: true,
  },
  'apps/sidecar': {
    may: [
      HTTP,
      'packages/natpmp-client',
      'packages/port-lease',
      'packages/port-app',
      'packages/port-sinks',
      'packages/app-host',
    ],
    node: true,
  },
  'apps/natpmp-front': {
    may: ['packages/natpmp-http-api', 'packages/app-host'],
    node: true,
  },
  'apps/gateway': {
    may: [
      HTTP,
      'packages/pia-client',
      'packages/pia-lease',
      'packages/port-lease',
      'packages/port-app',
      'packages/port-sinks',
      'packages/app-host',
    ],
    node: true,
  },
};
