interface Failures {
  count: number;
  bannedUntil: number;
}

/** Counts failed logins by client address; at the limit the address is banned for a time. */
export class LoginGuard {
  readonly #failures = new Map<string, Failures>();

  isBanned(address: string, now: number, limit: number): boolean {
    const failures = this.#failures.get(address);
    if (failures === undefined || limit <= 0 || failures.count < limit) return false;
    if (now < failures.bannedUntil) return true;
    this.#failures.delete(address);
    return false;
  }

  failed(address: string, now: number, limit: number, banSeconds: number): void {
    const failures = this.#failures.get(address) ?? { count: 0, bannedUntil: 0 };
    failures.count += 1;
    if (failures.count === limit) failures.bannedUntil = now + banSeconds * 1000;
    this.#failures.set(address, failures);
  }

  /** After a good login; without an address after a restart. */
  forget(address?: string): void {
    if (address === undefined) this.#failures.clear();
    else this.#failures.delete(address);
  }
}
