import { afterAll } from 'vitest';

const tasks: (() => unknown)[] = [];

/** Undoes something when the tests of this file are over or have failed, the newest first. */
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
