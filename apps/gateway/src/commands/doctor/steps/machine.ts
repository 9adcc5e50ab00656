import { failed, passed, skipped } from '@portkeep/app-host/doctor';
import type { Step } from '../examination.ts';

/** Are the programs there, and may the gateway use them? */
export const programs: Step = {
  title: 'Programs',
  failure: 'The kernel cannot be set up',
  limitMs: 12_000,
  async check({ examination: { kernel }, signal }) {
    const state = await kernel.readState(signal);
    return {
      finding: passed('Programs: nft, ip and wg are there, with CAP_NET_ADMIN'),
      facts: { state },
    };
  },
};

/** Is the WireGuard interface there? */
export const wireguardInterface: Step = {
  title: 'WireGuard interface',
  failure: 'The WireGuard interface cannot be read',
  limitMs: 1_000,
  async check({ examination: { values }, facts: { state } }) {
    const name = values.wireguardInterface;
    if (state === undefined) {
      return { finding: skipped('WireGuard interface', 'the kernel cannot be read') };
    }
    if (state.link !== undefined && state.wireguard !== undefined) {
      return { finding: passed(`WireGuard interface: ${name} is there`) };
    }
    const isOther = state.link !== undefined;
    const cause = isOther ? `${name} is no WireGuard interface` : `there is no interface ${name}`;
    const next = `make it on the host and move it here: ip link add ${name} type wireguard; or correct WG_INTERFACE`;
    return { finding: failed('The WireGuard interface is missing', { cause, next }) };
  },
};

/** Do the hosts have a way to the gateway, and does it forward their packets? */
export const lan: Step = {
  title: 'LAN',
  failure: 'The LAN cannot be examined',
  limitMs: 1_000,
  async check({ examination: { values, lan, forwardsPackets, access } }) {
    const name = values.lanInterface;
    if (lan === undefined) {
      const cause = `the interface ${name} has no IPv4 address`;
      const next = 'correct LAN_INTERFACE, or give it its address';
      return { finding: failed('There is no LAN', { cause, next }) };
    }
    const headline = `LAN: ${name} is ${lan.address}/${lan.prefixLength}`;
    if (await forwardsPackets()) return { finding: passed(headline) };
    // A gateway that runs has tried it.
    if (access.kind !== 'foreign') {
      return {
        finding: passed(headline, 'net.ipv4.ip_forward is off; the gateway switches it on'),
      };
    }
    const cause = 'the kernel does not forward packets here, and the gateway could not change that';
    const next = 'set net.ipv4.ip_forward=1 in the gateway’s network namespace';
    return { finding: failed('The hosts cannot reach the tunnel', { cause, next }) };
  },
};
