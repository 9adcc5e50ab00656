import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts', 'src/cli.ts'],
  format: 'esm',
  platform: 'node',
  target: 'es2023',
  // The types shared with the front are in a package that is not published.
  // The images need only what is bundled.
  dts: process.env.NO_TYPE_DECLARATIONS === undefined && {
    resolve: ['@portkeep/natpmp-http-api', /natpmp-ask/],
  },
  clean: true,
  sourcemap: true,
  treeshake: true,
  external: [/^node:/],
});
