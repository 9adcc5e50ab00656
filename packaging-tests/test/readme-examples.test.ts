import { startNatPmpApiSimulator, startQBittorrentSimulator } from '@portkeep/simulators';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshFolder, freshFolder } from '../src/fresh-folder.ts';
import { readmeExample } from '../src/readme-example.ts';
import { runProgram } from '../src/run-program.ts';

const PORT = 54_321;
let folder: FreshFolder;
let api: Awaited<ReturnType<typeof startNatPmpApiSimulator>>;
let qbittorrent: Awaited<ReturnType<typeof startQBittorrentSimulator>>;

beforeAll(async () => {
  folder = freshFolder();
  api = await startNatPmpApiSimulator();
  qbittorrent = await startQBittorrentSimulator({ dialect: '5.2', password: 'adminadmin' });
  folder.write('password', 'adminadmin\n');
});
afterAll(async () => {
  folder[Symbol.dispose]();
  await Promise.all([api.close(), qbittorrent.close()]);
});

interface Example {
  readonly name: string;
  readonly source: () => string;
  readonly prints: string;
}

const EXAMPLES: readonly Example[] = [
  {
    name: 'http',
    source: () => `${readmeExample('http', {})}\nconsole.log(typeof homeTransport);\n`,
    prints: 'function',
  },
  {
    name: 'natpmp-client',
    source: () =>
      `${readmeExample('natpmp-client', {
        '10.0.0.5:8080': api.service,
        '/run/secrets/api-token': './password',
      })}\nmapOnce();\n`,
    prints: 'udp is open at',
  },
  {
    name: 'qbittorrent-client',
    source: () =>
      `${readmeExample('qbittorrent-client', {
        'http://localhost:8080': qbittorrent.baseUrl,
        '/run/secrets/qbt': './password',
      })}\nusePort(${PORT});\n`,
    prints: 'firewalled',
  },
  {
    // Its servers are PIA's own, so it is only loaded and calls nothing.
    name: 'pia-client',
    source: () => `${readmeExample('pia-client', {})}\nconsole.log(typeof forwardPort);\n`,
    prints: 'function',
  },
];

describe.each(EXAMPLES)('The first example of $name', ({ name, source, prints }) => {
  test.each(['node', 'deno', 'bun'] as const)(
    'the first README example runs on %s, installed from its tarball',
    async (runtime) => {
      const path = folder.write(`${name}-on-${runtime}.ts`, source());
      expect(await runProgram(runtime, path)).toContain(prints);
    },
  );

  test('the first README example runs as a CommonJS program', async () => {
    const { outputText } = ts.transpileModule(source(), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
    });
    expect(outputText).toContain('require(');
    const path = folder.write(`${name}.cjs`, outputText);
    expect(await runProgram('node', path)).toContain(prints);
  });
});
