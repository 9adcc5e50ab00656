interface Question {
  readonly id: number;
  readonly name: string;
  readonly values: readonly never[];
}

/** Makes this process answer the questions of `elsewhere.ts` until the test is over. */
export function answerQuestions(
  answers: Readonly<Record<string, (...values: readonly never[]) => unknown>>,
): void {
  process.on('message', async ({ id, name, values }: Question) => {
    process.send?.({ id, answer: await answers[name]?.(...values) });
  });
  process.on('disconnect', () => process.exit());
}
