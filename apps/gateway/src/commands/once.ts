import { type App, acquireInstanceLock, FileError } from '@portkeep/app-host';
import { isRefusedLogin, type TokenKeeper } from '@portkeep/pia-lease';
import { EventLog, type OnceRun, portEvent, runOnce } from '@portkeep/port-app';
import { keepLease, systemClock } from '@portkeep/port-lease';
import { ServerChoiceError } from '../bootstrap/server-choice-error.ts';
import { type Clients, createClients } from '../clients.ts';
import { createKernel } from '../create-kernel.ts';
import { createTunnels } from '../create-tunnels.ts';
import { gatewaySinks } from '../forward/gateway-sinks.ts';
import { portInTunnel } from '../forward/port-in-tunnel.ts';
import { Forwarding } from '../kernel/forwarding.ts';
import { KernelError } from '../kernel/kernel-error.ts';
import type { RunProgram } from '../kernel/run-program.ts';
import { awaitForwarding } from '../start/await-forwarding.ts';
import { presentLan } from '../start/await-lan.ts';
import { closeFirst } from '../start/close-first.ts';
import { openState } from '../state/open-state.ts';
import { logTunnel } from '../tunnel/log-tunnel.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';
import type { GatewayVariables } from '../variables.ts';

/** What a test replaces. */
export interface OnceParts {
  readonly run?: RunProgram | undefined;
  readonly clients?: Clients | undefined;
  readonly forwardPackets?: typeof awaitForwarding | undefined;
}

/**
 * Sets up the tunnel once and, with `FORWARD_TO`, a port in it, sends the port to every sink, and ends. The
 * kernel keeps all of it; nothing renews it.
 *
 * @throws {ExitError} with code 1 when that did not work, with 78 when a program or the capability is missing.
 */
export async function once(app: App<GatewayVariables>, parts: OnceParts = {}): Promise<void> {
  const { values, log } = app;
  const { clients = createClients(app), forwardPackets = awaitForwarding } = parts;
  const kernel = createKernel(app, presentLan(values.lanInterface), parts.run);
  const forwarding = new Forwarding(kernel, values);
  const state = openState(app);
  const sinks = await gatewaySinks({ app, state, forwarding, kernel });
  const events = new EventLog(log, { clock: systemClock });
  const clock = systemClock;
  let found: { readonly tunnel: Tunnel; readonly tokens: TokenKeeper } | undefined;

  async function tunnelOnce({ signal, giveUp }: OnceRun): Promise<void> {
    const status = { login: () => undefined };
    const shared = { app, clients, kernel, forwarding, state, clock, signal, status, events };
    const { tunnels, tokens, backoff } = createTunnels(shared);
    for await (const event of keepLease(tunnels, { signal, clock, backoff })) {
      logTunnel(event, events, log);
      if (event.type === 'acquired') {
        found = { tunnel: event.lease.value, tokens };
        return;
      }
      // A login that has to wait has to wait longer than this run may take.
      const isBlocked = tokens.loginAllowedAt !== undefined;
      if (event.type === 'failed' && (isBlocked || isFinal(event.error))) giveUp(event.error);
    }
  }

  const source: Parameters<typeof runOnce>[0]['source'] = {
    keep(options) {
      if (found === undefined) throw new Error('There is no tunnel yet');
      const { tunnel, tokens } = found;
      const port = portInTunnel({ ...options, app, clients, state, tokens });
      port.follow(tunnel);
      return { events: portEvents(port.events), blockedUntil: port.blockedUntil };
    },
    isFinal,
  };
  const forwards = values.forwardTo !== undefined;
  const missing = forwards ? 'No forwarded port' : 'No tunnel';
  await runOnce({ app, source, sinks: sinks.all, missing }, async (run, port) => {
    const { signal, giveUp } = run;
    const lock = await acquireInstanceLock(values.stateFile, {
      signal,
      onWaiting: (reason) => giveUp(reason, 'Cannot set up the tunnel once'),
      warn: (message) => log.warn(message),
    });
    try {
      await closeFirst(kernel, signal);
      await forwardPackets({ clock, signal, events, status: { obstacle: () => undefined } });
      await state.load();
      await tunnelOnce(run);
      if (forwards && found !== undefined) await port();
    } finally {
      lock.release();
    }
  });
}

/** Whether another try within seconds would be useless or harmful. */
function isFinal(error: unknown): boolean {
  const isInstallation = error instanceof KernelError || error instanceof FileError;
  const isConfiguration = error instanceof ServerChoiceError && error.code !== 'NO_SERVER';
  return isRefusedLogin(error) || isInstallation || isConfiguration;
}

async function* portEvents(events: ReturnType<typeof portInTunnel>['events']) {
  for await (const event of events) yield portEvent(event);
}
