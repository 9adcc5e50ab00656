import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts', 'src/client.ts', 'src/ky.ts', 'src/node.ts'],
  format: 'esm',
  platform: 'neutral',
  target: 'es2023',
  // The images need only what is bundled.
  dts: process.env.NO_TYPE_DECLARATIONS === undefined,
  clean: true,
  sourcemap: true,
  treeshake: true,
  external: [/^node:/],
  // Deno knows the built-in modules by their full name only.
  removeNodeProtocol: false,
});
