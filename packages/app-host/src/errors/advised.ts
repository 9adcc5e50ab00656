/** What is not as it should be, and what to do next; a message is made of both. */
export interface Advised {
  readonly problem: string;
  readonly advice: string;
}
