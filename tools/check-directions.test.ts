import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Each file has one import, which must be reported. */
const FORBIDDEN: readonly (readonly [file: string, specifier: string])[] = [
  ['packages/pia-client/src/other-client.ts', '@portkeep/qbittorrent-client'],
  ['packages/natpmp-client/src/lease.ts', '@portkeep/port-lease'],
  ['packages/natpmp-client/src/file.ts', '../../port-lease/src/index.ts'],
  ['packages/qbittorrent-client/src/app.ts', '@portkeep/daemon'],
  ['packages/http/src/client.ts', '@portkeep/natpmp-client'],
  ['packages/http/src/simulators.ts', '@portkeep/simulators'],
  ['packages/port-lease/src/http.ts', '@portkeep/http'],
  ['packages/simulators/src/http.ts', '@portkeep/http/client'],
  ['packages/simulators/src/client.ts', '@portkeep/pia-client'],
  ['packages/app-host/src/log/client.ts', '@portkeep/qbittorrent-client'],
  ['packages/app-host/src/app/sink.ts', '@portkeep/port-sinks'],
  ['packages/app-host/src/clock.ts', '@portkeep/port-lease'],
  ['packages/port-sinks/src/status.ts', '@portkeep/port-app'],
  ['packages/app-host/src/status.ts', '@portkeep/port-app'],
  ['packages/port-app/src/client.ts', '@portkeep/qbittorrent-client'],
  ['packages/port-app/src/sink.ts', '@portkeep/port-sinks'],
  ['packages/port-sinks/src/pia.ts', '@portkeep/pia-client'],
  ['apps/daemon/src/client.ts', '@portkeep/qbittorrent-client'],
  ['packages/pia-lease/src/transport.ts', '@portkeep/http/node'],
  ['packages/pia-lease/src/app.ts', '@portkeep/daemon'],
  ['packages/app-host/src/account.ts', '@portkeep/pia-lease'],
  ['apps/sidecar/src/account.ts', '@portkeep/pia-lease'],
  ['packages/natpmp-client/src/server.ts', '@portkeep/natpmp-http-api'],
  ['packages/natpmp-http-api/src/client.ts', '@portkeep/natpmp-client'],
  ['apps/daemon/src/app.ts', '@portkeep/sidecar'],
  ['apps/natpmp-front/src/simulator.ts', '@portkeep/simulators'],
  ['apps/natpmp-front/src/client.ts', '@portkeep/natpmp-client'],
  ['apps/natpmp-front/src/clock.ts', '@portkeep/port-lease'],
];
const NEEDS_NODE: readonly (readonly [file: string, specifier: string])[] = [
  ['packages/http/src/ky/module.ts', 'node:http'],
  ['packages/http/src/index.ts', './node/pin.ts'],
  ['packages/natpmp-client/src/module.ts', 'node:http'],
  ['packages/natpmp-client/src/transport.ts', '@portkeep/http/node'],
  ['packages/pia-client/src/core.ts', '@portkeep/http/node'],
  ['packages/qbittorrent-client/src/session/transport.ts', '@portkeep/http/node'],
  ['packages/port-lease/src/module.ts', 'node:timers'],
];
const ALLOWED: readonly (readonly [file: string, specifier: string])[] = [
  ['packages/http/src/node/module.ts', 'node:https'],
  ['packages/http/src/node.ts', './node/pin.ts'],
  ['packages/pia-client/src/http.ts', '@portkeep/http/client'],
  ['packages/pia-client/src/node/transport.ts', '@portkeep/http/node'],
  ['packages/natpmp-client/src/ky.ts', '@portkeep/http/ky'],
  ['packages/qbittorrent-client/src/http.ts', '@portkeep/http'],
  ['packages/app-host/src/http.ts', '@portkeep/http/node'],
  ['packages/port-sinks/src/client.ts', '@portkeep/qbittorrent-client'],
  ['apps/daemon/src/sinks.ts', '@portkeep/port-sinks'],
  ['packages/pia-lease/src/client.ts', '@portkeep/pia-client/core'],
  ['apps/daemon/src/account.ts', '@portkeep/pia-lease'],
  ['apps/daemon/src/transport.ts', '@portkeep/http/node'],
  ['apps/sidecar/src/client.ts', '@portkeep/natpmp-client'],
  ['packages/simulators/src/natpmp/api.ts', '@portkeep/natpmp-http-api'],
  ['apps/natpmp-front/src/api.ts', '@portkeep/natpmp-http-api'],
];

test('every import in a wrong direction is reported, and no other', () => {
  const { status, lines } = checkProject([...FORBIDDEN, ...NEEDS_NODE, ...ALLOWED]);
  const withoutTarget = lines.map((line) => line.replace(/ \([^)]*\)$/, ''));
  expect(withoutTarget.toSorted()).toEqual(
    [
      ...FORBIDDEN.map(([file, specifier]) => `${file}: must not import ${specifier}`),
      ...NEEDS_NODE.map(([file, name]) => `${file}: imports ${name}, and must run everywhere`),
    ].toSorted(),
  );
  expect(status).toBe(1);
});

test('a file whose name says nothing about its content is reported', () => {
  expect(checkProject([['packages/http/src/utils.ts', './exchange.ts']])).toEqual({
    status: 1,
    lines: ['packages/http/src/utils.ts: "utils.ts" says nothing about what is in it'],
  });
});

test('files that import each other are reported', () => {
  const files = [
    ['packages/app-host/src/log/log.ts', './line.ts'],
    ['packages/app-host/src/log/line.ts', './level.ts'],
    ['packages/app-host/src/log/level.ts', './log.ts'],
  ] as const;
  expect(checkProject(files)).toEqual({
    status: 1,
    lines: [
      `${files
        .map(([file]) => file)
        .toSorted()
        .join(', ')}: import each other in a circle`,
    ],
  });
});

test('folders that import each other are reported, also where no files do', () => {
  const { lines } = checkProject([
    ['packages/app-host/src/log/log.ts', '../files/write.ts'],
    ['packages/app-host/src/files/write.ts', 'node:fs'],
    ['packages/app-host/src/files/app-file.ts', '../log/output.ts'],
    ['packages/app-host/src/log/output.ts', 'node:tty'],
  ]);
  expect(lines).toEqual([
    'packages/app-host/src/files, packages/app-host/src/log: import each other in a circle',
  ]);
});

test('a folder above another one may import it, and a file beside a folder may be imported by it', () => {
  const { lines } = checkProject([
    ['packages/app-host/src/doctor/doctor.ts', './steps/bind.ts'],
    ['packages/app-host/src/doctor/steps/bind.ts', '../step.ts'],
    ['packages/app-host/src/doctor/step.ts', '../settings.ts'],
    ['packages/app-host/src/settings.ts', './doctor/steps/kinds.ts'],
    ['packages/app-host/src/doctor/steps/kinds.ts', 'node:fs'],
  ]);
  expect(lines).toEqual([]);
});

test('a project without a wrong import passes', () => {
  expect(checkProject(ALLOWED)).toEqual({ status: 0, lines: [] });
});

/** The output of the check for a project of these files. */
function checkProject(files: readonly (readonly [file: string, specifier: string])[]) {
  const root = mkdtempSync(join(tmpdir(), 'portkeep-directions-'));
  try {
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    for (const [file, specifier] of files) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), `import '${specifier}';\n`);
    }
    const program = fileURLToPath(new URL('check-directions.ts', import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, root], {
      encoding: 'utf8',
    });
    expect(stdout).toContain(`directions: ${files.length} files`);
    return { status, lines: stderr.split('\n').filter((line) => line !== '') };
  } finally {
    rmSync(root, { recursive: true });
  }
}
