import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Many tests start processes; a busy machine must not make them fail.
  test: { testTimeout: 30_000 },
});
