/** What is wrong, and what to do next; a message consists of both. */
export interface Advised {
  readonly problem: string;
  readonly advice: string;
}
