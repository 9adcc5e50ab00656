import { isIP } from 'node:net';
import { codeOf } from '@portkeep/app-host';
import { explainError, failed, passed } from '@portkeep/app-host/doctor';
import { HEADLINES } from '../../headline.ts';
import { lackOfResources } from '../../network/lack-of-resources.ts';
import type { Step } from '../step.ts';

/** Does DNS know the login service? */
export const loginHost: Step = {
  title: 'DNS',
  failure: HEADLINES.offline,
  limitMs: 6_000,
  async check({ examination: { values, surroundings } }) {
    const { hostname } = values.tokenUrl;
    if (isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0) {
      return { finding: passed(`DNS: ${hostname} needs none`), facts: { resolved: true } };
    }
    try {
      const [first] = await surroundings.resolve(hostname);
      return { finding: passed(`DNS: ${hostname} is ${first}`), facts: { resolved: true } };
    } catch (error) {
      const lack = lackOfResources(`look ${hostname} up`, codeOf(error));
      if (lack !== undefined) return { finding: failed('DNS cannot be asked', explainError(lack)) };
      const cause = `DNS does not know ${hostname} (${codeOf(error) ?? 'no answer'})`;
      const next = [
        'check that the VPN is up: without it its firewall drops every packet',
        'check the DNS server of this container (/etc/resolv.conf); PIA’s own are 10.0.0.242 and .243',
      ];
      return { finding: failed(HEADLINES.offline, { cause, next }) };
    }
  },
};
