import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { defineConfig } from 'tsup';
import { markPureCalls } from '../../tools/mark-pure-calls.ts';

const GROUP = /\/endpoints\/([a-z-]+\/index|auth)\.ts$/;
const ROWS_AND_SCHEMAS = /\/src\/(endpoints|records)\/.*\.ts$/;

export default defineConfig({
  entry: [
    'src/{index,core,port-forward/index}.ts',
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
    {
      name: 'unused-rows-go',
      setup(build) {
        build.onLoad({ filter: ROWS_AND_SCHEMAS }, async ({ path }) => {
          const source = await readFile(path, 'utf8');
          return { contents: markPureCalls(source), loader: 'ts' };
        });
      },
    },
  ],
});
