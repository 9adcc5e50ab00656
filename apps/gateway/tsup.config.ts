import { resolve } from 'node:path';
import { defineConfig } from 'tsup';
import { nameModulesShortly } from '../../tools/name-modules-shortly.ts';

export default defineConfig({
  entry: ['src/main.ts'],
  // CommonJS: the same code in an ES module costs a third more memory.
  format: 'cjs',
  outExtension: () => ({ js: '.cjs' }),
  platform: 'node',
  target: 'node22',
  noExternal: [/.*/],
  clean: true,
  splitting: false,
  plugins: [nameModulesShortly()],
  // Less source to read at startup, with the names kept for stack traces.
  esbuildOptions(options) {
    options.minifyWhitespace = true;
    options.minifySyntax = true;
    options.charset = 'utf8';
    // Once for the whole bundle: esbuild would write it into every module that is loaded later.
    options.banner = { js: '"use strict";' };
    delete options.tsconfig;
    options.tsconfigRaw = { compilerOptions: { alwaysStrict: false } };
    // The bundle names such modules by their paths from here.
    options.absWorkingDir = resolve('../../packages');
    options.entryPoints = [resolve('src/main.ts')];
    options.outdir = resolve('dist');
  },
});
