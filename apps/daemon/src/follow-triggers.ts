import { type App, followSecrets } from '@portkeep/app-host';
import type { PiaLeaseSource, TokenKeeper } from '@portkeep/pia-lease';
import type { LeaseStatus } from '@portkeep/port-app';
import { type EarlyRenewal, type SinkPublisher, systemClock } from '@portkeep/port-lease';
import type { PortAnnouncement } from '@portkeep/port-sinks';
import { followNetwork } from './network/follow-network.ts';
import type { LeadingTunnel } from './network/leading-tunnel.ts';
import type { Sinks } from './sinks.ts';
import type { Turn } from './turn.ts';
import type { DaemonVariables } from './variables.ts';

export interface TriggerParts {
  readonly app: App<DaemonVariables>;
  readonly turn: Turn;
  readonly source: PiaLeaseSource;
  readonly tokens: TokenKeeper;
  readonly tunnel: LeadingTunnel;
  readonly sinks: Sinks;
  readonly status: Pick<LeaseStatus<PortAnnouncement>, 'doubt'>;
  readonly publisher: SinkPublisher<PortAnnouncement>;
  readonly early: EarlyRenewal;
}

/** Everything that makes the daemon try at once instead of waiting, for as long as the turn lasts. */
export function followTriggers(parts: TriggerParts): void {
  const { app, turn, source, tokens, tunnel, sinks, status, publisher, early } = parts;
  const { values, log } = app;
  const { signal } = turn;
  const tryAgain = () => {
    early.request();
    publisher.wake();
  };

  app.onHangup(() => {
    if (signal.aborted) return;
    sinks.allowLogins();
    log.info('SIGHUP: secrets are read again and whatever waits is tried');
    for (const secret of [values.user, values.pass]) secret.read();
    // A state that cannot be written keeps the wait; the next attempt tells so.
    void tokens
      .allowLogin()
      .catch(() => undefined)
      .then(tryAgain);
  });
  const { qbittorrentPass, qbittorrentApiKey, qbittorrentBasicPass } = values;
  const own = [values.user, values.pass];
  const secrets = [...own, qbittorrentPass, qbittorrentApiKey, qbittorrentBasicPass];
  void followSecrets(secrets, { clock: systemClock, signal, onChange: tryAgain });
  void followNetwork({
    clock: systemClock,
    signal,
    log,
    tunnel,
    gateway: values.gateway,
    onChange() {
      // A port is forwarded into the session that bound it, and that one is over.
      status.doubt('The tunnel changed, and the port is not bound on it yet');
      source.networkChanged();
      early.request();
    },
    onStale: turn.end,
  });
}
