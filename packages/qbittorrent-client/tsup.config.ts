import { relative } from 'node:path';
import { defineConfig } from 'tsup';

const GROUP = /\/endpoints\/([a-z-]+\/index|auth)\.ts$/;

export default defineConfig({
  entry: [
    'src/{index,core,setting-the-port}.ts',
    'src/endpoints/*/index.ts',
    'src/endpoints/auth.ts',
  ],
  format: 'esm',
  platform: 'neutral',
  target: 'es2023',
  dts: true,
  clean: true,
  sourcemap: true,
  treeshake: true,
  external: [/^node:/],
  esbuildPlugins: [
    {
      // A group that is bundled in becomes an object whose unused members no bundler dares to drop.
      name: 'groups-stay-modules',
      setup(build) {
        build.onResolve({ filter: GROUP }, ({ path, kind, resolveDir }) => {
          if (kind === 'entry-point') return undefined;
          const source = relative('src', `${resolveDir}/${path}`);
          return { path: `./${source.replace(/\.ts$/, '.js')}`, external: true };
        });
      },
    },
  ],
});
