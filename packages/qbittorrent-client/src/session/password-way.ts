import type { HttpReply } from '@portkeep/http';
import { version } from '../endpoints/app/versions.ts';
import { login } from '../endpoints/auth.ts';
import { decodeReply } from '../protocol/decode-reply.ts';
import { encodeRequest } from '../protocol/encode-request.ts';
import { proxyRefusal } from '../protocol/proxy-refusal.ts';
import type { RequestOptions } from '../request-options.ts';
import { authorizationRefused } from './authorization-refused.ts';
import type { Connection, SendOptions } from './connection.ts';
import { cookieLost } from './cookie-lost.ts';
import { readPassword } from './credentials.ts';
import { guardedLogin } from './guarded-login.ts';
import type { PasswordAuth } from './login-credentials.ts';
import type { LoginGuard } from './login-guard.ts';
import { isForbidden } from './session-ended.ts';
import type { SharedRequest } from './shared-request.ts';
import type { WayIn } from './way-in.ts';

/** What a {@link PasswordWay} needs. */
export interface PasswordWayOptions {
  readonly auth: PasswordAuth;
  readonly api: URL;
  readonly connection: Connection;
  readonly guard: LoginGuard;
  readonly logins: SharedRequest;
}

/** Access with a user name and a password, which start a session. */
export class PasswordWay implements WayIn {
  readonly provesServer = true;
  readonly #options: PasswordWayOptions;

  constructor(options: PasswordWayOptions) {
    this.#options = options;
  }

  isOpen(): boolean {
    return this.#options.connection.session.exists();
  }

  refused(reply: HttpReply, does: string, isAgain: boolean): boolean {
    if (isAgain && isForbidden(reply)) throw cookieLost(does);
    return !isAgain;
  }

  async login(options: RequestOptions): Promise<void> {
    const { auth, api, connection, guard, logins } = this.#options;
    await logins.run(async ({ keep, ...shared }) => {
      const credentials = await readPassword(auth);
      const authorization = await connection.authorization();
      const all = JSON.stringify({ ...credentials, authorization });
      await guardedLogin(guard, all, async (onFailure) => {
        // Without the cookie: with one, qBittorrent says "Ok." and does not look at the password.
        const request = encodeRequest(login, credentials, api);
        const options = { ...shared, onFailure, does: login.does };
        // An abandoned login would count anyway, and its refusal would go unnoticed.
        keep();
        const reply = await connection.send(request, options);
        // As an API key of its own, qBittorrent 5.2 and newer takes what a proxy passes on.
        if (isForbidden(reply) && authorization !== undefined) throw authorizationRefused(reply);
        const isRefused = reply.status === 401 && proxyRefusal(reply) === undefined;
        if (isRefused) await this.#throwIfHostRejected(options);
        if (isRefused || !decodeReply(login, reply)) return { reply, isRight: false };
        connection.session.start(reply);
        return { reply, isRight: true };
      });
    }, options);
  }

  /**
   * A 401 at login is a bad password since 5.2, or a bad Host header: another call shows which. A
   * proxy may make that other reply a 401 too.
   */
  async #throwIfHostRejected(options: SendOptions): Promise<void> {
    const { api, connection } = this.#options;
    const probe = await connection.send(encodeRequest(version, undefined, api), options);
    if (probe.status === 401 && proxyRefusal(probe) === undefined) decodeReply(version, probe);
  }
}
