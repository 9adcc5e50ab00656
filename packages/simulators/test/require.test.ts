import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

const require = createRequire(import.meta.url);

// Node.js loads a module for `require` too, unless its export is only for `import`.
test.each(Object.keys(manifest.exports))('a CommonJS program can require %s', (entry) => {
  expect(Object.keys(require(`${manifest.name}${entry.slice(1)}`))).not.toEqual([]);
});
