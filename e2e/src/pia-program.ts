// A simulated PIA as a program of its own, for `pia-elsewhere.ts`.
import { connect } from 'node:net';
import {
  type FaultOptions,
  type PiaFaults,
  type PiaFaultTarget,
  startPiaSimulator,
} from '@portkeep/simulators';
import { answerQuestions } from './answer-questions.ts';
import type { PiaElsewhereOptions } from './pia-elsewhere.ts';
import { bindingsInto } from './simulated-bindings.ts';
import { peersOn } from './simulated-peers.ts';

const KNOCK_MS = 1_000;
let pia: Awaited<ReturnType<typeof startPiaSimulator>> | undefined;
let follow = (): void => {};

answerQuestions({
  async start({ wireguardDevices = {}, boundPorts, ...options }: PiaElsewhereOptions) {
    pia = await startPiaSimulator({ ...options, tls: true, onPeer: peersOn(wireguardDevices) });
    if (boundPorts !== undefined) follow = bindingsInto(boundPorts, pia.simulator);
    return pia.environment;
  },
  forgetKeys(cn?: string) {
    pia?.simulator.wireguard.forgetKeys(cn);
    follow();
  },
  setRunning(cn: string, running: boolean) {
    pia?.simulator.setRunning(cn, running);
    follow();
    return pia?.settled();
  },
  setFault(target: PiaFaultTarget, fault: PiaFaults[PiaFaultTarget], options?: FaultOptions) {
    pia?.simulator.setFault(target, fault, options);
    return pia?.settled();
  },
  makeBusy: (port: number) => void pia?.simulator.busyPorts.add(port),
  clearFaults() {
    pia?.simulator.clearFaults();
    return pia?.settled();
  },
  tokens: () => pia?.simulator.tokens.map(({ token }) => token),
  claimed: () => pia?.simulator.claims,
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
