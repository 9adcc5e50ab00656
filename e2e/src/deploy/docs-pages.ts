import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DeployedApp } from './deployed-app.ts';
import { readDockerRun } from './docker-run.ts';
import { commandsOf, type DocsBlock, docsBlocks } from './docs-blocks.ts';
import type { AppName } from './known-variables.ts';

/** Where the pages are that tell how to deploy. */
export const DOCS: string = fileURLToPath(new URL('../../../docs/deploy/', import.meta.url));

/** One of them. */
export interface DocsPage {
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly DocsBlock[];
  readonly commands: readonly string[];
}

/** A `docker run` that stands in the docs, and what it starts. */
export interface DocsRun {
  readonly command: string;
  readonly deployed: DeployedApp;
}

export function docsPages(): readonly DocsPage[] {
  return readdirSync(DOCS).map((name) => {
    const text = readFileSync(join(DOCS, name), 'utf8');
    const blocks = docsBlocks(text);
    const shown = blocks.filter(({ language, source }) => language === 'sh' && !source);
    const commands = shown.flatMap(commandsOf);
    return { name, text, blocks, commands };
  });
}

/** All of them, in their order. */
export function docsRuns(): readonly DocsRun[] {
  return docsPages()
    .flatMap(({ commands }) => commands)
    .filter((command) => command.startsWith('docker run'))
    .map((command) => ({
      command: command.replaceAll(/\s+/g, ' '),
      deployed: readDockerRun(command),
    }));
}

/**
 * The first one of an app that sets a variable.
 *
 * @throws {Error} when there is none.
 */
export function docsRun(app: AppName, variable: string): DeployedApp {
  const found = docsRuns().find(
    ({ deployed }) => deployed.app === app && variable in deployed.environment,
  );
  if (!found) throw new Error(`No docker run of the ${app} in the docs sets ${variable}`);
  return found.deployed;
}
