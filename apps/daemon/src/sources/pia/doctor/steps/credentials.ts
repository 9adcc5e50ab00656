import { type Finding, passed, warned } from '@portkeep/app-host/doctor';
import type { Step } from '../step.ts';

const SHORTEST_PASSWORD = 8;

/** Does `PIA_USER` look like an account name, and can the password be one? */
export const credentials: Step = {
  title: 'PIA credentials',
  failure: 'PIA_USER or PIA_PASS cannot be used',
  limitMs: 1_000,
  async check({ examination: { values } }) {
    return { finding: credentialsFinding(values.user.read(), values.pass.read()) };
  },
};

/** Says what looks wrong without quoting any of it; only PIA knows whether it really is wrong. */
export function credentialsFinding(username: string, password: string): Finding {
  const cause: string[] = [];
  const next: string[] = [];
  const blemishes = [
    { name: 'PIA_USER', text: username },
    { name: 'PIA_PASS', text: password },
  ].filter(({ text }) => text !== text.trim());
  for (const { name } of blemishes) {
    cause.push(`${name} starts or ends with a space or a line break`);
    next.push(`write ${name} again without it; quotes around the value do not belong to it either`);
  }
  if (!/^p\d{7}$/i.test(username.trim())) {
    cause.push('PIA_USER is not of the form p1234567; the e-mail address does not work');
    next.push('take the user name from the account page of PIA, p and seven digits');
  }
  if (password.trim().length < SHORTEST_PASSWORD) {
    cause.push(`PIA_PASS is shorter than ${SHORTEST_PASSWORD} characters, which PIA never allowed`);
    next.push('check that the whole password arrived; a $ in a compose file has to be written $$');
  }
  if (cause.length === 0) return passed('PIA_USER and PIA_PASS have the right form');
  return warned('PIA_USER or PIA_PASS looks wrong', { cause, next });
}
