import { defineConfig } from 'vitest/config';

export default defineConfig({
  // A limit for tests that hang, not a measure of speed: a busy machine must not make a test fail.
  test: { testTimeout: 60_000, hookTimeout: 60_000 },
});
