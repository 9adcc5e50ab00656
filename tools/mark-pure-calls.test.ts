import { expect, test } from 'vitest';
import { markPureCalls } from './mark-pure-calls.ts';

const PURE = '/* @__PURE__ */ ';

test.each([
  ['a row', `const info = ${PURE}query('torrents/info', { read: ${PURE}json(X) });`],
  ['a list over several lines', `const all = [\n  ${PURE}v.string(),\n  ${PURE}listOf(X),\n];`],
  ['a schema below a comment', `const X =\n  // Text before 5.2.\n  ${PURE}v.number();`],
  ['what a function returns with an arrow', `const lazy = () => ${PURE}mapOf(X);`],
])('A call that makes %s is marked as pure', (_, marked) => {
  expect(markPureCalls(marked.replaceAll(PURE, ''))).toBe(marked);
});

test.each([
  ['a call that is a statement', 'function f() {\n  g();\n  text(a);\n  v.parse(X, b);\n}'],
  ['the first statement of a function', 'function f() {\n  json(a);\n}'],
  ['a declaration', 'export function query(path: string) {}\nconst text = 1;'],
  ['a method of the same name', 'const a = reply.json(), b = body.text(1);'],
  ['a function whose name ends alike', 'const a = subquery(1), b = [context(2), mapOfAll(3)];'],
  ['a text in quotes', "const does = 'why: text(1), json(2)', b = `x: v.string(`;"],
  ['a comment', '/** As in `x: json(A)`. */\n// or = text(B)\nconst a = 1; /* , v.any() */'],
  ['a type', 'type T = v.InferOutput<typeof X>;\nlet t: v.GenericSchema<unknown, T>;'],
])('The build does not touch %s', (_, source) => {
  expect(markPureCalls(source)).toBe(source);
});
