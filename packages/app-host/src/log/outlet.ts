/** A destination for bytes, with the number of bytes that wait there. */
export interface Outlet {
  readonly write: (text: string) => void;
  readonly waiting: () => number;
}
