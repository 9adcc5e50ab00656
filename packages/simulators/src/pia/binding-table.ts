/** The server forgets a port that was not bound for 15 minutes. */
export const BINDING_TIMEOUT_MS: number = 900_000;
/** How much longer it really keeps it: not documented, an assumption of this simulator. */
export const BINDING_GRACE_MS: number = 60_000;

/** One unbroken time in which a server forwarded a port. */
export interface BindingRecord {
  /** The cn of the server. */
  readonly server: string;
  readonly port: number;
  /** Milliseconds since 1970. */
  readonly boundAt: number;
  readonly lastBindAt: number;
  /** The forward ends here, grace included, unless it is bound again. */
  readonly expiresAt: number;
  /** How often it was bound. */
  readonly binds: number;
}

/** The message of a successful bind. */
export type BindMessage = 'port scheduled for add' | 'timer refreshed';

/** Which ports were forwarded when. */
export class BindingTable {
  /** All bindings so far, oldest first. */
  readonly history: BindingRecord[] = [];

  bind(server: string, port: number, at: number): BindMessage {
    // Forwards of other servers ended when the VPN left them: `dropAll`.
    const index = this.history.findLastIndex(
      (record) => record.port === port && isForwarded(record, at),
    );
    const live = this.history[index];
    const expiresAt = at + BINDING_TIMEOUT_MS + BINDING_GRACE_MS;
    if (live === undefined) {
      this.history.push({ server, port, boundAt: at, lastBindAt: at, expiresAt, binds: 1 });
      return 'port scheduled for add';
    }
    this.history[index] = { ...live, lastBindAt: at, expiresAt, binds: live.binds + 1 };
    return 'timer refreshed';
  }

  /** The forwards in force at this time. */
  liveAt(at: number): BindingRecord[] {
    return this.history.filter((record) => isForwarded(record, at));
  }

  /** Ends every forward, as the end of the VPN session does. */
  dropAll(at: number): void {
    for (const [index, record] of this.history.entries()) {
      if (isForwarded(record, at)) this.history[index] = { ...record, expiresAt: at };
    }
  }
}

function isForwarded(record: BindingRecord, at: number): boolean {
  return record.boundAt <= at && at < record.expiresAt;
}
