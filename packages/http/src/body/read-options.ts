/** How the body of a reply is read. */
export interface ReadOptions {
  readonly maxBytes: number;
  readonly onBytes?: ((count: number) => void) | undefined;
}
