/** The login of a person: the default of qBittorrent 4, and set in the configuration for 5. */
export const CREDENTIALS = { username: 'admin', password: 'adminadmin' } as const;

/** The person in front of qBittorrent's Web UI. */
export class WebUi {
  readonly baseUrl: string;
  #cookie = '';

  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
  }

  async login(): Promise<boolean> {
    const reply = await this.#post('auth/login', String(new URLSearchParams(CREDENTIALS)));
    // There is no new cookie where there is a session already.
    this.#cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? this.#cookie;
    // Without a body since 5.2.
    return reply.status === 204 || (await reply.text()) === 'Ok.';
  }

  async preferences(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.#get('app/preferences'));
  }

  async setPreferences(patch: Record<string, unknown>): Promise<void> {
    const reply = await this.#post(
      'app/setPreferences',
      `json=${encodeURIComponent(JSON.stringify(patch))}`,
    );
    if (!reply.ok) throw new Error(`setPreferences: ${reply.status}`);
  }

  /** How many logins have failed since it started, according to its own log. */
  async failedLogins(): Promise<number> {
    const log: { message: string }[] = JSON.parse(await this.#get('log/main'));
    return log.filter(({ message }) => /WebAPI login failure/.test(message)).length;
  }

  /** How many logins have succeeded since it started, including that of this visitor. */
  async goodLogins(): Promise<number> {
    const log: { message: string }[] = JSON.parse(await this.#get('log/main'));
    return log.filter(({ message }) => /WebAPI login success/.test(message)).length;
  }

  async #get(action: string): Promise<string> {
    const headers = { cookie: this.#cookie };
    const reply = await fetch(`${this.baseUrl}/api/v2/${action}`, { headers });
    if (!reply.ok) throw new Error(`${action}: ${reply.status}`);
    return await reply.text();
  }

  #post(action: string, body: string): Promise<Response> {
    return fetch(`${this.baseUrl}/api/v2/${action}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: this.#cookie },
    });
  }
}
