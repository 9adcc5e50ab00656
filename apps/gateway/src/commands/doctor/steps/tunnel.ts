import { type Explanation, failed, passed, skipped, warned } from '@portkeep/app-host/doctor';
import { FRESH_MS } from '../../../tunnel/adoptable.ts';
import { lacksRoutes } from '../../../tunnel/lacks-routes.ts';
import type { Step } from '../examination.ts';

const NO_TUNNEL = 'there is no tunnel that works';

/** Do both ends of the tunnel shake hands? */
export const handshake: Step = {
  title: 'Tunnel',
  failure: 'The tunnel cannot be examined',
  limitMs: 1_000,
  async check({ examination: { access, answer, values, now }, facts: { state } }) {
    const [peer] = state?.wireguard?.peers ?? [];
    if (peer === undefined) {
      if (access.kind !== 'foreign') {
        const why = 'none runs; start the gateway, or set it up with the command once';
        return { finding: skipped('Tunnel', why) };
      }
      const cause = answer.status?.last_error ?? 'the gateway that runs has not set one up yet';
      const next = 'correct what failed above; the gateway tries again';
      return { finding: failed('There is no tunnel', { cause, next }) };
    }
    const { endpoint, handshakeAt } = peer;
    const age = handshakeAt === undefined ? undefined : Math.max(0, now() - handshakeAt);
    if (age === undefined || age > FRESH_MS) {
      const last =
        age === undefined ? 'there was none' : `the last was ${Math.round(age / 1_000)} s ago`;
      const cause = `no handshake with ${endpoint}: ${last}`;
      const next = 'see whether the host lets UDP out; the gateway tries another server';
      return { finding: failed('The tunnel is silent', { cause, next }) };
    }
    const saved = access.kind === 'unusable' ? undefined : access.state.current.tunnel;
    const end = saved?.end.serverKey === peer.publicKey ? saved.end : undefined;
    const headline = `Tunnel: to ${endpoint}, handshake ${Math.round(age / 1_000)} s ago`;
    if (end === undefined) {
      const cause = `it is not the tunnel in ${values.stateFile}`;
      const next = 'give doctor the STATE_FILE of the gateway to see the rest';
      return { finding: warned(headline, { cause, next }) };
    }
    if (state !== undefined && lacksRoutes(state, end)) {
      const cause = 'the address, the default route or a route to PIA is missing';
      const next = 'the gateway that runs puts it back; see which program removes it';
      return { finding: failed('Nothing leads into the tunnel', { cause, next }) };
    }
    return { finding: passed(headline), facts: { tunnel: end } };
  },
};

/** Does PIA's port-forward API answer inside the tunnel? */
export const portForward: Step = {
  title: 'Port forward',
  failure: 'The port-forward API cannot be examined',
  limitMs: 5_000,
  async check({ examination: { values, answer, reaches }, facts: { tunnel, state }, signal }) {
    if (values.forwardTo === undefined) {
      return { finding: skipped('Port forward', 'FORWARD_TO is not set') };
    }
    if (tunnel === undefined) return { finding: skipped('Port forward', NO_TUNNEL) };
    if (!(await reaches(tunnel.gateway, signal))) {
      const cause = `${tunnel.gateway} does not answer in the tunnel`;
      const next = 'the region may forward no ports: the command regions lists those that do';
      return { finding: failed('Port forward request failed', { cause, next }) };
    }
    const port = answer.status?.port ?? state?.table?.forwarded[0]?.port;
    if (port === undefined)
      return { finding: passed('Port forward: the API answers, no port yet') };
    const isInKernel = state?.table?.forwarded.some((each) => each.port === port) ?? false;
    if (isInKernel) return { finding: passed(`Port forward: port ${port}`), facts: { port } };
    const explanation: Explanation = {
      cause: `the kernel does not lead port ${port} to ${values.forwardTo.address}`,
      next: 'the gateway that runs puts it back within a minute; see which program removes it',
    };
    return { finding: failed('The port leads nowhere', explanation), facts: { port } };
  },
};

/** Does a name server answer inside the tunnel? */
export const dns: Step = {
  title: 'DNS',
  failure: 'The name servers cannot be examined',
  limitMs: 5_000,
  async check({ examination: { answering }, facts: { tunnel }, signal }) {
    if (tunnel === undefined) return { finding: skipped('DNS', NO_TUNNEL) };
    const server = await answering(tunnel.dnsServers, signal);
    if (server !== undefined) return { finding: passed(`DNS: ${server} answers in the tunnel`) };
    const cause = `none of ${tunnel.dnsServers.join(', ')} answers`;
    const next = 'set TUNNEL_DNS to other name servers, such as 9.9.9.9';
    return { finding: failed('No name server answers in the tunnel', { cause, next }) };
  },
};
