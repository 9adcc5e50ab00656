import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Real programs on few cores: one file at a time.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
