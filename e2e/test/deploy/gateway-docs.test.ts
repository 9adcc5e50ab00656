import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { cleanUp } from '../../src/clean-up.ts';
import { brokenLinks } from '../../src/deploy/broken-links.ts';
import { docsBlocks } from '../../src/deploy/docs-blocks.ts';
import { unknownVariables } from '../../src/deploy/known-variables.ts';
import { hasReal } from '../../src/require-real.ts';
import { temporaryFolder } from '../../src/temporary-folder.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const page = join(repository, 'docs/gateway.md');
const text = readFileSync(page, 'utf8');
const blocks = docsBlocks(text);

test('the links in the docs of the gateway lead to existing files and headings', () => {
  expect(brokenLinks(page)).toEqual([]);
});

test('the docs of the gateway name files that exist', () => {
  const named = [...text.matchAll(/\bdeploy\/[\w./-]*\w/g)].map(([path]) => path);
  expect(named).toContain('deploy/systemd/gateway/confined.conf');
  const missing = named.filter((path) => !existsSync(join(repository, path)));
  // The command that copies all units has a pattern.
  expect(missing).toEqual(['deploy/systemd/portkeep-gateway']);
});

test('the gateway knows each variable that its docs name', () => {
  const named = [...text.matchAll(/(?:^|[`\s{])([A-Z]+_[A-Z_]+)\s?=/gm)].map(
    ([, name = '']) => name,
  );
  expect(named).toContain('QBITTORRENT_HOST');
  const tables = /`((?:PIA|RENEW|TUNNEL|FORWARD|ON)_[A-Z_]+)`/g;
  for (const [, name = ''] of text.matchAll(tables)) named.push(name);
  expect(unknownVariables('gateway', named)).toEqual([]);
});

test.runIf(hasReal({ programs: ['curl'] }))(
  'the script of the docs sets the port in a Transmission that first asks for its session header',
  async () => {
    const script = blocks.find((block) => block.text.startsWith('#!/bin/sh'))?.text ?? '';
    const bodies: string[] = [];
    const transmission = createServer((request, response) => {
      if (request.headers['x-transmission-session-id'] !== 'one') {
        response.writeHead(409, { 'X-Transmission-Session-Id': 'one' }).end();
        return;
      }
      request.setEncoding('utf8').on('data', (body: string) => bodies.push(body));
      request.on('end', () => response.end('{"result":"success"}'));
    });
    await new Promise<void>((resolve) => transmission.listen(0, '127.0.0.1', resolve));
    cleanUp(() => transmission.close());
    const address = transmission.address();
    if (address === null || typeof address === 'string') throw new Error('It listens on a port');
    const file = join(temporaryFolder(), 'on-port-forwarded');
    writeFileSync(file, script.replace(':9091', `:${address.port}`));
    const { PATH } = process.env;
    await promisify(execFile)('sh', [file], {
      env: { PATH, TARGET_IP: '127.0.0.1', PORT: '54321' },
    });
    expect(bodies.map((body): unknown => JSON.parse(body))).toEqual([
      { method: 'session-set', arguments: { 'peer-port': 54_321 } },
    ]);
  },
);
