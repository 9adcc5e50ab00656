import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'src/pack-once.ts',
    // Compilers and three runtimes run on few cores.
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
