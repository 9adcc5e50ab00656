/** A value that a sink keeps across restarts. */
export interface KeptValue<T> {
  load(): Promise<T | undefined>;
  save(value: T): Promise<void>;
}
