import { failed, passed, skipped, warned } from '@portkeep/app-host/doctor';
import type { Step } from '../examination.ts';

/** Does nothing leave beside the tunnel, as far as this machine decides about it? */
export const leaks: Step = {
  title: 'Leaks',
  failure: 'The rules cannot be examined',
  limitMs: 1_000,
  async check({ examination: { values, access }, facts: { state } }) {
    if (state === undefined) return { finding: skipped('Leaks', 'the kernel cannot be read') };
    const { table, routes } = state;
    const isRunning = access.kind === 'foreign';
    if (table === undefined && !isRunning) {
      return { finding: skipped('Leaks', 'there are no rules before the first start') };
    }
    if (table === undefined || !table.isClosed) {
      const cause =
        table === undefined
          ? 'the table inet portkeep of nft is missing'
          : 'a chain of the table inet portkeep of nft accepts what no rule names';
      const next = isRunning
        ? 'the gateway that runs puts it back; see which program changes the rules'
        : 'start the gateway';
      return { finding: failed('The rules against leaks are not in place', { cause, next }) };
    }
    const others = routes?.otherDefaults ?? [];
    if (others.length === 0) {
      return { finding: passed('Leaks: the rules drop what does not go into the tunnel') };
    }
    const cause = `there is a default route by ${others.join(', ')}; only the rules keep packets from it`;
    const next = `remove it: nothing but ${values.wireguardInterface} has to lead out of here`;
    return {
      finding: warned('Leaks: the rules drop what does not go into the tunnel', { cause, next }),
    };
  },
};
