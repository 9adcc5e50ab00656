import { codeOf } from '@portkeep/app-host';
import { explainError, type Finding, passed, skipped, warned } from '@portkeep/app-host/doctor';
import { askEgressAddress } from '../egress-address.ts';
import type { Step } from '../natpmp-examination.ts';

const TITLE = 'External address';

/** Are requests from here sent from the address that the mapped ports are on? */
export const address: Step = {
  title: TITLE,
  failure: 'The external address cannot be compared',
  limitMs: 20_000,
  async check({ examination: { values, client, transport }, facts, signal }) {
    const page = values.publicIpUrl;
    if (page === undefined) return { finding: skipped(TITLE, 'PUBLIC_IP_URL is not set') };
    if (!facts.answers) return { finding: skipped(TITLE, 'the API does not answer') };
    if (facts.refused) return { finding: skipped(TITLE, 'the token is not accepted') };
    try {
      const { address: external } = await client.getAddress({ signal });
      const egress = await askEgressAddress(page, transport, signal);
      return { finding: compare(external, egress) };
    } catch (error) {
      signal.throwIfAborted();
      if (codeOf(error) === 'NATPMP_NOT_FOUND') {
        const why = 'this API does not report it; Portkeep’s front does';
        return { finding: skipped(TITLE, why) };
      }
      return { finding: warned('The external address cannot be compared', explainError(error)) };
    }
  },
};

function compare(external: string, egress: string): Finding {
  if (external === egress) {
    return passed(`External address: ${external}, and traffic from here comes from it`);
  }
  return warned('Traffic from here does not come from the external address', {
    cause: `the mapped ports are on ${external}, and PUBLIC_IP_URL saw ${egress}: this machine does not use the VPN of the API, or the VPN has several addresses`,
    next: 'route what your app sends through the same VPN; if it does, have peers connect to the first address',
  });
}
