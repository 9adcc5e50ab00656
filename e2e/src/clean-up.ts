import { afterAll } from 'vitest';

const tasks: (() => unknown)[] = [];

/** Has something undone when the tests of this file are over, the newest first, failures included. */
export function cleanUp(task: () => unknown): void {
  tasks.push(task);
}

afterAll(async () => {
  for (const task of tasks.splice(0).reverse()) {
    try {
      await task();
    } catch (error) {
      console.warn('Cleaning up failed', error);
    }
  }
});
