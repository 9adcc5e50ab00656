import { type Finding, failed, passed, warned } from '@portkeep/app-host/doctor';
import { HEADLINES } from '../../headline.ts';
import type { NetworkSnapshot } from '../../network/network-snapshot.ts';
import { type RouteConflict, routeConflicts } from '../../network/route-conflicts.ts';
import { hasOnlyLoopback, usableTunnels } from '../../network/tunnel-identity.ts';
import type { Step } from '../step.ts';

/** Is there a tunnel, and are PIA's addresses reached through it? */
export const tunnel: Step = {
  title: 'Tunnel',
  failure: 'The network devices cannot be read',
  limitMs: 3_000,
  async check({ examination: { values, surroundings } }) {
    const snapshot = surroundings.network.read();
    const { sourceAddress } = surroundings.network;
    const { gateway } = values;
    // A simulator's gateway, or that of a tunnel that another program on this machine ends.
    const remote = gateway?.startsWith('127.') ? undefined : gateway;
    const conflicts = await routeConflicts(snapshot, { gateway: remote, sourceAddress });
    return {
      finding: tunnelFinding(snapshot, conflicts, gateway),
      facts: { network: snapshot },
    };
  },
};

/** Says which device is the tunnel, or why there is none. */
export function tunnelFinding(
  snapshot: NetworkSnapshot,
  conflicts: readonly RouteConflict[],
  gateway: string | undefined,
): Finding {
  const usable = usableTunnels(snapshot);
  const devices = snapshot.interfaces.map(({ name }) => name).join(', ') || 'none';
  if (usable.length === 0 && gateway !== undefined) {
    const cause = `there is no tunnel among the devices of this network namespace (${devices})`;
    const next = `PIA_GATEWAY ${gateway} is asked anyway; it has to lead into the tunnel`;
    return warned(HEADLINES.noTunnel, { cause, next });
  }
  if (usable.length === 0) return failed(HEADLINES.noTunnel, explainAbsence(snapshot, devices));
  const names = usable.map(({ name, addresses }) => {
    const cidrs = addresses.map(({ address, prefixLength }) => `${address}/${prefixLength}`);
    return `${name} (${cidrs.join(', ')})`;
  });
  const headline = `Tunnel: ${names.join(', ')}; devices: ${devices}`;
  const reported = firstOfEach(conflicts).map(({ problem, advice }) => `${problem}; ${advice}`);
  if (reported.length === 0) return passed(headline);
  const next = 'the one of the gateway stops the port; that of PIA DNS matters when you use it';
  return warned(headline, { cause: reported, next });
}

function explainAbsence(snapshot: NetworkSnapshot, devices: string) {
  if (hasOnlyLoopback(snapshot)) {
    return {
      cause: 'nothing but loopback is in this network namespace: the VPN container was replaced',
      next: 'recreate this container too (docker compose up -d; depends_on with restart: true does it)',
    };
  }
  const down = snapshot.interfaces.find(({ kind }) => kind === 'tunnel');
  if (down !== undefined) {
    return { cause: `${down.name} has no IPv4 address`, next: 'check that the VPN is connected' };
  }
  return {
    cause: `there is no tunnel among the devices of this network namespace (${devices})`,
    next: 'start the VPN and run in its network (network_mode: service:<vpn>), or set PIA_GATEWAY',
  };
}

/** PIA has four resolvers; what catches one usually catches all. */
function firstOfEach(conflicts: readonly RouteConflict[]): RouteConflict[] {
  return conflicts.filter(
    ({ purpose }, index) => conflicts.findIndex((other) => other.purpose === purpose) === index,
  );
}
