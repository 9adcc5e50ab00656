import { missingResource } from '@portkeep/http/client';
import { codeOf, isOutOfResources, messageOfCode } from '../system-error.ts';

/** Why a server cannot listen on an address. */
export interface ListeningProblem {
  readonly why: string;
  /** What to do about it; missing if another address helps. */
  readonly advice?: string | undefined;
}

const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the address is in use',
  EADDRNOTAVAIL: 'this machine has no such address',
  EAFNOSUPPORT: 'this machine has no addresses of that kind',
};

/** Explains why a server cannot listen. */
export function explainListening(error: Error): ListeningProblem {
  const code = codeOf(error) ?? '';
  if (!isOutOfResources(error)) return { why: WHY[code] ?? messageOfCode(error) ?? error.message };
  const [problem, advice] = missingResource(code);
  return { why: `${problem} (${code})`, advice };
}
