import { passed, skipped, warned } from '@portkeep/app-host/doctor';
import type { PortMapping } from '@portkeep/natpmp-client/core';
import { doWithout } from '../../mapping/do-without.ts';
import type { Step, StepResult } from '../natpmp-examination.ts';

const TITLE = 'tcp and udp';

/** Is the external port the same for both protocols? */
export const agreement: Step = {
  title: TITLE,
  failure: 'The ports cannot be compared',
  limitMs: 1_000,
  async check({ examination: { settings }, facts: { tcp, udp } }) {
    if (tcp === undefined || udp === undefined) {
      const mapped = tcp ?? udp;
      return mapped !== undefined && settings.protocols.length > 1
        ? onlyOne(mapped)
        : { finding: skipped(TITLE, 'they are not both mapped') };
    }
    if (tcp.externalPort === udp.externalPort) {
      return { finding: passed(`tcp and udp have the same external port ${tcp.externalPort}`) };
    }
    const finding = warned('tcp/udp mismatch: the external ports differ', {
      cause: `the gateway gave ${tcp.externalPort} to tcp and ${udp.externalPort} to udp: another host may hold the other half`,
      next: 'a torrent client announces one port for both: tcp works, or set ENABLE_UDP=false',
    });
    return { finding };
  },
};

function onlyOne({ protocol }: PortMapping): StepResult {
  const other = protocol === 'tcp' ? 'udp' : 'tcp';
  return {
    finding: warned(`${protocol} is mapped, ${other} is not`, {
      cause: `the gateway or its rules may not forward ${other}`,
      next: doWithout(other, protocol),
    }),
  };
}
