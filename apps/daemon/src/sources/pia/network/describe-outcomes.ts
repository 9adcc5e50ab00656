import type { ProbeOutcome } from './probe-gateway.ts';

interface Meaning {
  readonly code: string;
  readonly words: string;
  readonly advice: string;
}

const PLAIN_ADVICE =
  'check that the VPN is connected to a PIA region with port forwarding, or set PIA_GATEWAY';

/** The most informative first: its advice is the one given. */
const MEANINGS: readonly Meaning[] = [
  {
    code: 'PIA_NO_RESOURCES',
    words: 'not tried, because this machine has no file descriptor, memory or port left',
    advice:
      'raise the limit of open files (`ulimits: nofile` in compose, LimitNOFILE in systemd), or allow more memory',
  },
  {
    code: 'PIA_CERTIFICATE_EXPIRED',
    words: 'certificate not valid at this time',
    advice: 'check the clock of this machine',
  },
  {
    code: 'PIA_WRONG_HOSTNAME',
    words: 'another PIA server',
    advice: 'set PIA_HOSTNAME to the name shown, or unset it',
  },
  {
    code: 'PIA_NOT_PIA',
    words: 'not PIA (certificate of another authority)',
    advice: 'check which VPN and which device answer there, or set PIA_GATEWAY',
  },
  {
    code: 'PIA_CONNECTION_REFUSED',
    words: 'connection refused',
    advice: 'choose a PIA region with port forwarding (no region in the United States has it)',
  },
  {
    code: 'OUTSIDE_TUNNEL',
    words: 'routed outside the tunnel',
    advice: 'remove the routes that take 10.x addresses elsewhere (`doctor` names them)',
  },
  { code: 'PIA_TIMEOUT', words: 'timed out', advice: PLAIN_ADVICE },
  { code: 'PIA_UNREACHABLE', words: 'unreachable', advice: PLAIN_ADVICE },
];

/** The summary of several failed probes. */
export interface OutcomeSummary {
  /** Such as `timed out: 10.9.0.1, 10.9.128.1`. */
  readonly problem: string;
  readonly advice: string;
}

/** Summarises failed probes. */
export function describeOutcomes(outcomes: readonly ProbeOutcome[]): OutcomeSummary {
  const codes = new Set(outcomes.map(({ code }) => code ?? ''));
  const known = MEANINGS.filter(({ code }) => codes.delete(code));
  const others = [...codes].map((code) => ({ code, words: code, advice: PLAIN_ADVICE }));
  const meanings = [...known, ...others];
  const parts = meanings.map(({ code, words }) => {
    const addresses = outcomes.filter((outcome) => outcome.code === code).map(nameOutcome);
    return `${words}: ${addresses.join(', ')}`;
  });
  return { problem: parts.join('; '), advice: meanings[0]?.advice ?? PLAIN_ADVICE };
}

function nameOutcome({ address, hostname }: ProbeOutcome): string {
  return hostname === undefined ? address : `${address} (${hostname})`;
}
