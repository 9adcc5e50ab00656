/** The plugin of a bundle, as tsup takes it. */
interface BundlePlugin {
  readonly name: string;
  readonly renderChunk: (code: string) => { readonly code: string };
}

/** How esbuild writes a module that is evaluated later: `__esm({"../../packages/http/src/pin.ts"(){`. */
const LATER = /__esm\(\{"(?:[^"\n]*\/)?([a-z][^"/\n.]*)[^"/\n]*"\(\)\{/gi;
/** How it names the function that evaluates one, and calls it wherever the module is imported. */
const EVALUATION = /\b(init_\w+)=__esm\(/g;

/**
 * Names the modules of a bundle that are evaluated later shortly: by their files alone, which stack
 * traces show, and with a number where they are called. The whole bundle is read at each start.
 */
export function nameModulesShortly(): BundlePlugin {
  return { name: 'name-modules-shortly', renderChunk: (code) => ({ code: shortened(code) }) };
}

function shortened(code: string): string {
  const calls = new Map(
    [...code.matchAll(EVALUATION)].map(([, name], index) => [name, `$${index.toString(36)}`]),
  );
  return code
    .replaceAll(LATER, (_, file: string) => `__esm({${file.replaceAll(/\W/g, '_')}(){`)
    .replaceAll(/\binit_\w+/g, (name) => calls.get(name) ?? name);
}
