import { type Finding, passed, warned } from '@portkeep/app-host/doctor';
import type { GluetunReport } from '../../gluetun/detect-gluetun.ts';
import { gluetunFirewallAdvice } from '../../gluetun/firewall-advice.ts';
import { usableTunnels } from '../../network/tunnel-identity.ts';
import type { Facts, Step } from '../step.ts';

/**
 * Does gluetun run beside us, does it forward a port too, and does its firewall let our port in?
 */
export const gluetun: Step = {
  title: 'gluetun',
  failure: 'gluetun cannot be looked for',
  limitMs: 5_000,
  async check({ examination: { surroundings }, facts, signal }) {
    return { finding: gluetunFinding(await surroundings.detectGluetun(signal), facts) };
  },
};

/** Says what to set in gluetun; its rules are printed for copying. */
export function gluetunFinding(
  report: GluetunReport | undefined,
  { network, port }: Pick<Facts, 'network' | 'port'>,
): Finding {
  if (report === undefined)
    return passed('gluetun: none here; another firewall must let the port in');
  const interfaceName = (network && usableTunnels(network)[0]?.name) ?? 'tun0';
  const copy = gluetunFirewallAdvice({ interfaceName, port });
  const headline = `gluetun: found (${report.evidence.join(', ')})`;
  const finding =
    report.warning === undefined
      ? passed(headline, 'its firewall must let the port in, see below')
      : warned(headline, { cause: report.warning.problem, next: report.warning.advice });
  return { ...finding, copy };
}
