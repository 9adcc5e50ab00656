/** Where that which a sink was last told is kept over restarts. */
export interface Delivered<T> {
  load(): Promise<T | undefined>;
  save(value: T): Promise<void>;
}
