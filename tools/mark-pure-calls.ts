/** The functions that make rows of endpoints and schemas of records, and do nothing else. */
const MAKERS = 'query|postQuery|command|json|text|listOf|mapOf|partOf|v\\.\\w+';
/** Texts and comments, which are not code. */
const LITERALS = /'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|\/\*[\s\S]*?\*\/|\/\/.*/;
/** What a call stands after whose result is a value, with comments in between. */
const BEFORE_VALUE = /[=:>(,[?&|]\s*(?:\/\/.*\n\s*)*/;
const LITERAL_OR_CALL = new RegExp(
  `(${LITERALS.source})|(?<=${BEFORE_VALUE.source})(?:${MAKERS})\\(`,
  'g',
);

/**
 * Marks the calls in a module that make rows and schemas as pure, so that a bundler drops those that
 * nothing uses: to esbuild the functions of other modules have side effects, whatever these say of
 * themselves.
 *
 * @param source TypeScript.
 * @returns The same with comments before such calls.
 */
export function markPureCalls(source: string): string {
  return source.replaceAll(LITERAL_OR_CALL, (found, literal?: string) =>
    literal === undefined ? `/* @__PURE__ */ ${found}` : found,
  );
}
