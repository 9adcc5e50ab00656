import { type App, followSecrets, type Secret, type Variables } from '@portkeep/app-host';
import {
  type Clock,
  type EarlyRenewal,
  type SinkPublisher,
  systemClock,
} from '@portkeep/port-lease';

/** Options of {@linkcode followTriggers}. */
export interface TriggerOptions {
  readonly app: Pick<App<Variables>, 'log' | 'onHangup'>;
  readonly signal: AbortSignal;
  /** The secrets of the app; one that is not configured is `undefined`. */
  readonly secrets: readonly (Secret | undefined)[];
  /** Called when the user asks for a retry: refused logins may be sent again. */
  readonly allowLogins: () => Promise<void> | void;
  readonly publisher: Pick<SinkPublisher<object>, 'wake'>;
  readonly early: Pick<EarlyRenewal, 'request'>;
  /**
   * Not the ticking clock: checking secrets does not show that the lease loop is alive.
   *
   * @default {systemClock}
   */
  readonly clock?: Clock | undefined;
}

/** Until `signal` aborts, SIGHUP and a changed secret make the app retry at once instead of waiting. */
export function followTriggers(options: TriggerOptions): void {
  const { app, signal, secrets, allowLogins, publisher, early, clock = systemClock } = options;
  const tryAgain = () => {
    early.request();
    publisher.wake();
  };
  app.onHangup(async () => {
    if (signal.aborted) return;
    app.log.info('SIGHUP: secrets are read again, and everything that waits is retried');
    for (const secret of secrets) secret?.read();
    try {
      await allowLogins();
    } catch {
      // If the permission cannot be saved, logins still wait, and the next attempt reports it.
    }
    tryAgain();
  });
  void followSecrets(secrets, { timer: clock, signal, onChange: tryAgain });
}
