import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'src/pack-once.ts',
    // Compilers and three runtimes on few cores.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
