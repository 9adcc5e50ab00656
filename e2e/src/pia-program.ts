// A simulated PIA as a program of its own, for `pia-elsewhere.ts`.
import { connect } from 'node:net';
import { type StartPiaSimulatorOptions, startPiaSimulator } from '@portkeep/simulators';
import { answerQuestions } from './answer-questions.ts';

const KNOCK_MS = 1_000;
let pia: Awaited<ReturnType<typeof startPiaSimulator>> | undefined;

answerQuestions({
  async start(options: StartPiaSimulatorOptions) {
    pia = await startPiaSimulator({ ...options, tls: true });
    return pia.environment;
  },
  reconnect(cn: string) {
    pia?.simulator.reconnect(cn);
    return pia?.settled();
  },
  bindings: () => pia?.simulator.bindings,
  logins: () => pia?.simulator.logins.length,
  claims: () => pia?.simulator.claims.length,
  knock,
});

function knock(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: KNOCK_MS });
    const settle = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.on('connect', () => settle(true));
    socket.on('timeout', () => settle(false));
    socket.on('error', () => settle(false));
  });
}
