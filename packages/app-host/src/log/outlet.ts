/** Where bytes go, and how many of them wait there. */
export interface Outlet {
  readonly write: (text: string) => void;
  readonly waiting: () => number;
}
