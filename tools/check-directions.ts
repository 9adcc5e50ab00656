// Who may import whom, as docs/architecture.md draws it. Imports are resolved, not matched by name,
// so that a relative path into another package is found as well.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { importCircles } from './import-circles.ts';
import { type ImportRule, NODE_ENTRY, RULES } from './import-rules.ts';

const VAGUE_NAMES = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'shared',
  'misc',
  'lib',
]);

/** Another folder is for the test of this file. */
const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '');
const problems: string[] = [];

for (const file of files) {
  const vague = file
    .split('/')
    .find((part) => VAGUE_NAMES.has(part.replace(/\..*$/, '').toLowerCase()));
  if (vague) problems.push(`${file}: "${vague}" says nothing about what is in it`);
}

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  allowImportingTsExtensions: true,
};
const fileImports = new Map<string, Set<string>>();
const folderImports = new Map<string, Set<string>>();
for (const file of files) {
  const home = workspaceOf(file);
  const rule = RULES[home];
  if (!rule || !/\/src\/.*\.ts$/.test(file) || file.endsWith('.test.ts')) continue;
  for (const { fileName: specifier } of ts.preProcessFile(readFileSync(resolve(root, file), 'utf8'))
    .importedFiles) {
    const target = targetOf(file, specifier);
    if (target === undefined) continue;
    if (target.needsNode && !mayNeedNode(rule, file)) {
      problems.push(`${file}: imports ${specifier}, and must run everywhere`);
    }
    if (target.home === home && target.file) {
      note(fileImports, file, target.file);
      const [from, to] = [folderOf(file), folderOf(target.file)];
      if (from !== undefined && to !== undefined) note(folderImports, from, to);
    }
    if (target.home === undefined || target.home === home) continue;
    if (!rule.may.includes(target.home))
      problems.push(`${file}: must not import ${specifier} (${target.home})`);
  }
}

for (const circle of [...importCircles(fileImports), ...importCircles(folderImports)]) {
  problems.push(`${circle.join(', ')}: import each other in a circle`);
}

for (const problem of problems) console.error(problem);
console.log(`directions: ${files.length} files, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);

function workspaceOf(file: string): string {
  return file.split('/').slice(0, 2).join('/');
}

/** The folder of `src` that a file is in, for one that is in any. */
function folderOf(file: string): string | undefined {
  const parts = file.split('/');
  return parts.length > 4 ? parts.slice(0, 4).join('/') : undefined;
}

function note(imports: Map<string, Set<string>>, from: string, to: string): void {
  if (from === to) return;
  const targets = imports.get(from) ?? new Set();
  imports.set(from, targets.add(to));
}

function mayNeedNode({ node }: ImportRule, file: string): boolean {
  return node instanceof RegExp ? node.test(file) : node;
}

interface Target {
  /** The workspace; `undefined` for a module of Node.js. */
  readonly home?: string;
  readonly needsNode: boolean;
  /** The file, where a path leads to it. */
  readonly file?: string;
}

/** Where an import leads to, or `undefined` when it leaves the project. */
function targetOf(file: string, specifier: string): Target | undefined {
  if (specifier.startsWith('node:')) return { needsNode: true };
  const [, name, entry] = /^@portkeep\/([^/]+)(\/node\b)?/.exec(specifier) ?? [];
  if (name) {
    const home = Object.keys(RULES).find((folder) => basename(folder) === name) ?? specifier;
    return { home, needsNode: entry !== undefined };
  }
  const { resolvedModule } = ts.resolveModuleName(specifier, resolve(root, file), options, ts.sys);
  const path = resolvedModule?.resolvedFileName ?? resolve(root, dirname(file), specifier);
  const inside = relative(root, path);
  if (inside.startsWith('..') || inside.includes('node_modules')) return undefined;
  const home = workspaceOf(inside);
  const needsNode = RULES[home]?.node instanceof RegExp && NODE_ENTRY.test(inside);
  return { home, needsNode, file: inside };
}
