// A simulated PIA as a program of its own, for `pia-elsewhere.ts`.
import { connect } from 'node:net';
import { startPiaSimulator } from '@portkeep/simulators';
import { answerQuestions } from './answer-questions.ts';
import type { PiaElsewhereOptions } from './pia-elsewhere.ts';
import { peersOn } from './simulated-peers.ts';

const KNOCK_MS = 1_000;
let pia: Awaited<ReturnType<typeof startPiaSimulator>> | undefined;

answerQuestions({
  async start({ wireguardDevices = {}, ...options }: PiaElsewhereOptions) {
    pia = await startPiaSimulator({ ...options, tls: true, onPeer: peersOn(wireguardDevices) });
    return pia.environment;
  },
  forgetKeys: (cn?: string) => pia?.simulator.wireguard.forgetKeys(cn),
  setRunning(cn: string, running: boolean) {
    pia?.simulator.setRunning(cn, running);
    return pia?.settled();
  },
  requests: () => pia?.simulator.requests,
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
