import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts', 'src/core.ts'],
  format: 'esm',
  platform: 'neutral',
  target: 'es2023',
  // The images need only what is bundled.
  dts: process.env.NO_TYPE_DECLARATIONS === undefined,
  clean: true,
  sourcemap: true,
  treeshake: true,
  external: [/^node:/],
});
