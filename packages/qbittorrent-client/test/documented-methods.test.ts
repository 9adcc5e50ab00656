import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { ENDPOINT_GROUPS } from './endpoint-groups.ts';

/** The published types as an editor reads them. */
function publishedClient() {
  const path = fileURLToPath(new URL('../dist/index.d.ts', import.meta.url));
  const program = ts.createProgram([path], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
    target: ts.ScriptTarget.ES2023,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path);
  const module = source && checker.getSymbolAtLocation(source);
  const exported = module && checker.tryGetMemberInModuleExports('QBittorrentClient', module);
  if (exported === undefined) throw new Error('no client in the types; run `npm run build`');
  const client = checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(exported));
  return { checker, client };
}

test('an editor shows what every method does', () => {
  const { checker, client } = publishedClient();
  const shown = client.getProperties().flatMap((group) =>
    checker
      .getTypeOfSymbol(group)
      .getProperties()
      .map((method) => ({
        name: `${group.name}.${method.name}`,
        doc: ts.displayPartsToString(method.getDocumentationComment(checker)),
      })),
  );
  const undocumented = shown
    .filter(({ name, doc }) => doc === '' && !name.endsWith('.#private'))
    .map(({ name }) => name);
  expect(undocumented).toEqual([]);
  const methods = Object.entries(ENDPOINT_GROUPS).flatMap(([group, rows]) =>
    Object.keys(rows).map((name) => `${group}.${name}`),
  );
  expect(shown.map(({ name }) => name)).toEqual(expect.arrayContaining(methods));
});
