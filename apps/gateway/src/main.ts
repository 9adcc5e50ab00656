// First, so that a signal can never open the debugger.
import '@portkeep/app-host/no-debugger';
import { type App, acquireState, runApp, secretsIn, startStatusServer } from '@portkeep/app-host';
import { EventLog, followTriggers, startPublisher, tickingClock } from '@portkeep/port-app';
import { keepLease, systemClock } from '@portkeep/port-lease';
import manifest from '../package.json' with { type: 'json' };
import { createClients } from './clients.ts';
import { plan } from './commands/plan.ts';
import { contradictions } from './contradictions.ts';
import { createKernel } from './create-kernel.ts';
import { createStatus } from './create-status.ts';
import { createTunnels } from './create-tunnels.ts';
import { followTunnel } from './follow-tunnel.ts';
import { gatewaySinks } from './forward/gateway-sinks.ts';
import { keepForwardedPort } from './forward/keep-forwarded-port.ts';
import { introduce } from './introduce.ts';
import { Forwarding } from './kernel/forwarding.ts';
import { refuseEveryTime } from './kernel/refuse-every-time.ts';
import { awaitForwarding } from './start/await-forwarding.ts';
import { awaitLan } from './start/await-lan.ts';
import { closeFirst } from './start/close-first.ts';
import { notifySystemd } from './start/notify-systemd.ts';
import { openState } from './state/open-state.ts';
import { logTunnel } from './tunnel/log-tunnel.ts';
import { type GatewayVariables, variables } from './variables.ts';

/** Within the second that stopping may take. */
const REMOVE_MS = 700;

runApp({
  name: 'portkeep-gateway',
  version: manifest.version,
  help: 'Leads the hosts behind it into a WireGuard tunnel of Private Internet Access, and forwards a port to one of them.',
  variables,
  contradictions: (values) => contradictions(values),
  introduce,
  commands: { run, plan },
});

async function run(app: App<GatewayVariables>): Promise<void> {
  const { values, log } = app;
  const events = new EventLog(log, { clock: systemClock });
  const { tunnelStatus, portStatus, status } = createStatus(app);
  const clock = tickingClock(systemClock, () => portStatus.tick());
  const [listen, explicit] = [values.httpListen, app.given.has('HTTP_LISTEN')];
  await startStatusServer({ app: app.name, listen, explicit, view: status, log });
  const start = { clock, signal: app.signal, events, status: portStatus };
  const kernel = createKernel(app, await awaitLan(values.lanInterface, start));
  // Before anything else: from here on nothing passes.
  await closeFirst(kernel, app.signal);
  await refuseEveryTime();
  await notifySystemd(['--ready', '--status=No tunnel yet; nothing passes']);
  await awaitForwarding(start);
  const clients = createClients(app);
  const state = openState(app);
  const forwarding = new Forwarding(kernel, values);
  const sinks = await gatewaySinks({ app, state, forwarding, kernel });

  // This process uses the state until it ends, or until another gateway takes the state over.
  while (!app.signal.aborted) {
    const path = values.stateFile;
    const acquired = await acquireState({ ...start, app, path, state, timer: clock });
    const gone = new AbortController();
    const signal = AbortSignal.any([acquired.signal, gone.signal]);
    const parts = { app, clients, kernel, forwarding, state, clock, signal, events };
    const { tunnels, tokens, backoff } = createTunnels({ ...parts, status: portStatus });
    const publisher = startPublisher({ sinks: sinks.all, signal, status: portStatus, events });
    const port = keepForwardedPort({ ...parts, tokens, status: portStatus, publisher });
    const onGone = (error: unknown) => gone.abort(error);
    const { early, asked } = followTunnel({
      ...parts,
      tunnels,
      status: tunnelStatus,
      port,
      onGone,
    });
    const allowLogins = () => {
      sinks.allowLogins();
      return tokens.allowLogin();
    };
    followTriggers({
      app,
      signal,
      secrets: secretsIn(values),
      allowLogins,
      publisher,
      early: asked,
    });
    for await (const event of keepLease(tunnels, { signal, clock, backoff, early })) {
      tunnelStatus.tunnel(event);
      logTunnel(event, events, log);
      void notifySystemd([`--status=${tunnelStatus.line()}`]);
      if (event.type === 'acquired' || event.type === 'renewed') port.follow(event.lease.value);
    }
    await port.ended;
    acquired.release();
    gone.signal.throwIfAborted();
  }
  await kernel.remove(AbortSignal.timeout(REMOVE_MS));
}
