import type { ControlTargets } from './control-targets.ts';

/** What happened so far, as the control API shows it: without tokens, payloads and passwords. */
export function controlState({
  clock,
  pia,
  natpmp,
  qbittorrent,
}: ControlTargets): Record<string, unknown> {
  const { simulator } = pia;
  return {
    now: clock.now(),
    pia: {
      connectedServer: simulator.connectedServer.cn,
      gatewayAddress: pia.gatewayAddress,
      servers: simulator.servers,
      faults: simulator.faults,
      busyPorts: [...simulator.busyPorts],
      logins: simulator.logins,
      tokens: simulator.tokens.map(({ token: _, ...record }) => record),
      claims: simulator.claims.map(({ payload: _, signature: __, ...record }) => record),
      bindings: simulator.bindings,
      bindingHistory: simulator.bindingHistory,
      requests: simulator.requests,
      handshakes: simulator.handshakes,
      peers: simulator.wireguard.peers,
      peerHistory: simulator.wireguard.history,
    },
    natpmp: natpmp && natPmpState(natpmp.simulator),
    qbittorrent: qbittorrent && qbittorrentState(qbittorrent.simulator),
  };
}

function natPmpState(
  simulator: NonNullable<ControlTargets['natpmp']>['simulator'],
): Record<string, unknown> {
  return {
    reachable: simulator.reachable,
    faults: simulator.faults,
    mappings: simulator.mappings,
    history: simulator.history,
    requests: simulator.requests,
  };
}

function qbittorrentState(
  simulator: NonNullable<ControlTargets['qbittorrent']>['simulator'],
): Record<string, unknown> {
  return {
    reachable: simulator.reachable,
    listeningPort: simulator.listeningPort ?? null,
    rebinds: simulator.rebinds,
    sessions: simulator.sessions,
    preferences: Object.fromEntries(
      Object.entries(simulator.preferences).filter(([name]) => !name.endsWith('_password')),
    ),
    logins: simulator.logins,
    reannounces: simulator.reannounces,
    requests: simulator.requests.map(({ parameters: _, ...record }) => record),
  };
}
