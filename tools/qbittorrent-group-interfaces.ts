// Makes the interfaces of the qBittorrent client's groups from its endpoint table, or with --check
// fails if they are out of date. A mapped type over a module has no documentation: its properties are
// aliases, and an editor shows nothing for `client.torrents.stop`.
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../packages/qbittorrent-client/src', import.meta.url));

interface Row {
  readonly name: string;
  /** The comment of its declaration. */
  readonly doc: string;
}

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
}

/** What the index of a group exports. */
function rowsOf(index: string): Row[] {
  return parse(index).statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.isTypeOnly) return [];
    const { exportClause, moduleSpecifier } = statement;
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
    const source = parse(join(dirname(index), moduleSpecifier.text));
    return exportClause.elements.map(({ name, propertyName }) => ({
      name: name.text,
      doc: docOf(source, (propertyName ?? name).text),
    }));
  });
}

function docOf(source: ts.SourceFile, name: string): string {
  const declares = (statement: ts.Statement) =>
    ts.isVariableStatement(statement) &&
    statement.declarationList.declarations.some((each) => each.name.getText(source) === name);
  const statement = source.statements.find(declares);
  const comment = statement && ts.getJSDocCommentsAndTags(statement).at(-1);
  if (comment === undefined) {
    console.error(`${source.fileName}: "${name}" has no comment; write what the method does`);
    process.exit(1);
  }
  return comment.getText(source);
}

function textOf(scope: string, index: string): string {
  const name = scope.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const methods = rowsOf(index)
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
    .map((row) => {
      // Without the empty line before the tags: a file has 250 lines at most.
      const doc = row.doc.replaceAll('\n *\n * @', '\n * @').replaceAll('\n', '\n  ');
      return `  ${doc}\n  readonly ${row.name}: Method<typeof rows.${row.name}>;\n`;
    });
  return [
    '// Made from the rows by `npm run docs`; a test compares.',
    "import type { Method } from '../../group.ts';",
    "import type * as rows from './index.ts';",
    '',
    `/** The endpoints of \`${scope}\` as methods. */`,
    `export interface ${name}Group {`,
    `${methods.join('')}}`,
    '',
  ].join('\n');
}

let stale = false;
for (const index of globSync('endpoints/*/index.ts', { cwd: root })) {
  const folder = join(root, dirname(index));
  const scope = relative(join(root, 'endpoints'), folder);
  const path = join(folder, `${scope}-group.ts`);
  const text = textOf(scope, join(root, index));
  if (!process.argv.includes('--check')) {
    writeFileSync(path, text);
  } else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    stale = true;
    console.error(
      `${relative(process.cwd(), path)} is not what the rows say: run \`npm run docs\``,
    );
  }
}
if (stale) process.exit(1);
