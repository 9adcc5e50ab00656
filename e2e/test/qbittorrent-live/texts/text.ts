/** What some versions decode once more, what parts lists, and what is not ASCII. */
export const TEXT = 'x%252B %25 %2B %26 %23 | ü +&#=y';

/** The same in the path of an address. */
export const PATH = '/x%252B%25%2B%26%23%20%7C%C3%BC+&=y';

/** What was given, and what the server shows of it. */
export type Shown = readonly [given: unknown, shown: unknown];
