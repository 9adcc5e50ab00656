import { connect } from 'node:net';
import { codeOf } from '@portkeep/app-host';
import { failed, passed, skipped, warned } from '@portkeep/app-host/doctor';
import type { Step } from '../examination.ts';

const LIMIT_MS = 3_000;

/** Is the host that gets the port there, and does a program listen? */
export const target: Step = {
  title: 'Target',
  failure: 'The way to the target cannot be examined',
  limitMs: 5_000,
  async check({ examination: { values, answer }, facts, signal }) {
    const { forwardTo, forwardProtocol } = values;
    if (forwardTo === undefined) return { finding: skipped('Target', 'FORWARD_TO is not set') };
    const { address } = forwardTo;
    const port = forwardTo.port ?? facts.port ?? answer.status?.port ?? undefined;
    if (port === undefined) return { finding: skipped('Target', 'there is no port yet') };
    const where = `${address}:${port}`;
    const code = await connectionProblem(address, port, signal);
    if (code === undefined) return { finding: passed(`Target: ${where} takes connections`) };
    if (code === 'ECONNREFUSED') {
      const headline = `Target: ${address} is there, and no program takes TCP connections on port ${port}`;
      if (forwardProtocol === 'udp') return { finding: passed(headline) };
      const next = 'start the program, or correct FORWARD_TO; it has to listen on this address';
      return { finding: warned(headline, { cause: 'the connection was refused', next }) };
    }
    const cause = `no connection to ${where} (${code})`;
    const next = 'check that the host runs, that its firewall lets this port in, and FORWARD_TO';
    return { finding: failed('The target cannot be reached', { cause, next }) };
  },
};

/** Why there is no connection; `undefined` if there is one. */
function connectionProblem(
  host: string,
  port: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, signal, timeout: LIMIT_MS });
    const end = (code: string | undefined) => {
      socket.destroy();
      resolve(code);
    };
    socket.once('connect', () => end(undefined));
    socket.once('timeout', () => end('ETIMEDOUT'));
    socket.once('error', (error) => end(codeOf(error) ?? 'EUNKNOWN'));
  });
}
