import { codeOf } from '@portkeep/app-host';
import { explainError, failed, passed } from '@portkeep/app-host/doctor';
import type { Step } from '../natpmp-examination.ts';

const FAILURE = 'The NAT-PMP HTTP API cannot be asked';

/** Does something answer at the address, and is it this API? */
export const api: Step = {
  title: 'NAT-PMP HTTP API',
  failure: FAILURE,
  limitMs: 12_000,
  async check({ examination: { client, settings }, signal }) {
    try {
      const { status } = await client.getHealth({ signal });
      const finding = passed(`The NAT-PMP HTTP API answers at ${settings.gateway} (${status})`);
      return { finding, facts: { answers: true } };
    } catch (error) {
      signal.throwIfAborted();
      const isOurLack = codeOf(error) === 'NATPMP_NO_RESOURCES';
      const headline = `The NAT-PMP HTTP API does not answer at ${settings.gateway}`;
      return { finding: failed(isOurLack ? FAILURE : headline, explainError(error)) };
    }
  },
};
