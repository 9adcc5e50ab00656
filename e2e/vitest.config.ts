import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Real programs on few cores: one file at a time, and no limit that a busy machine would meet.
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});
