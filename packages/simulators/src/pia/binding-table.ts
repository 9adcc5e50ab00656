/** The server forgets a port that was not bound for 15 minutes. */
export const BINDING_TIMEOUT_MS: number = 900_000;
/** How much longer it really keeps it: not documented, an assumption of this simulator. */
export const BINDING_GRACE_MS: number = 60_000;

/** One unbroken time in which a server forwarded a port. */
export interface BindingRecord {
  /** The cn of the server. */
  readonly server: string;
  readonly port: number;
  /** The client's address, where the port leads to. */
  readonly address: string;
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

  bind(server: string, address: string, port: number, at: number): BindMessage {
    const index = this.history.findLastIndex(
      (record) => record.server === server && record.port === port && isForwarded(record, at),
    );
    const live = this.history[index];
    const expiresAt = at + BINDING_TIMEOUT_MS + BINDING_GRACE_MS;
    if (live === undefined) {
      this.history.push({
        server,
        port,
        address,
        boundAt: at,
        lastBindAt: at,
        expiresAt,
        binds: 1,
      });
      return 'port scheduled for add';
    }
    this.history[index] = { ...live, address, lastBindAt: at, expiresAt, binds: live.binds + 1 };
    return 'timer refreshed';
  }

  /** The forwards in force at this time. */
  liveAt(at: number): BindingRecord[] {
    return this.history.filter((record) => isForwarded(record, at));
  }

  /** Ends the forwards that `chosen` is true for, as the end of their VPN session does. */
  drop(chosen: (record: BindingRecord) => boolean, at: number): void {
    for (const [index, record] of this.history.entries()) {
      if (isForwarded(record, at) && chosen(record))
        this.history[index] = { ...record, expiresAt: at };
    }
  }
}

function isForwarded(record: BindingRecord, at: number): boolean {
  return record.boundAt <= at && at < record.expiresAt;
}
