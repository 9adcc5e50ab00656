/** What a group may use; what is left out is unlimited. */
export interface Limits {
  readonly memoryMiB?: number;
  /** Thousandths of a core, as Kubernetes counts. */
  readonly cpuMilli?: number;
}

/** Memory of a group at one moment, in MiB. */
export interface MemorySample {
  /** What `kubectl top` shows: everything but file pages that were not used recently. */
  readonly workingSet: number;
  readonly peak: number;
  readonly anonymous: number;
  readonly majorFaults: number;
  readonly oomKills: number;
}

/** A control group of its own for one run of one candidate. */
export interface ControlGroup {
  /** A process becomes a member by writing its id to each. */
  readonly memberFiles: readonly string[];
  /** CPU time used since the group was made. */
  cpuMs(): number;
  memory(): MemorySample;
  /** Kills the members, and waits until the kernel removes the group. */
  remove(): void;
}

/** Makes control groups in one of the two versions that Linux has. */
export interface ControlGroups {
  readonly version: 1 | 2;
  create(name: string, limits: Limits): ControlGroup;
}
