/** Where the value that a sink last received is kept across restarts. */
export interface Delivered<T> {
  load(): Promise<T | undefined>;
  save(value: T): Promise<void>;
}
