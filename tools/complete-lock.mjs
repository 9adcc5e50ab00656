// `npm ci` refuses a lock that lacks an optional dependency, even one for another platform that the
// registry in use does not carry. Such entries are added by name, so that a lock made anywhere
// installs everywhere.
import { readFileSync, writeFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const systems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'aix',
];
const cpus = [
  'arm64',
  'x64',
  'ia32',
  'arm',
  'ppc64',
  'riscv64',
  's390x',
  'loong64',
  'mips64el',
  'wasm32',
];

const platformOf = (name) => {
  const words = name
    .replace(/^.*\//, '')
    .replace('windows', 'win32')
    .replace('aarch64', 'arm64')
    .split(/[-.]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = cpus.filter((kind) =>
    words.some((word) => word === kind || (kind === 'arm' && word.startsWith('armv'))),
  );
  const libc = words.includes('musl') ? ['musl'] : words.includes('glibc') ? ['glibc'] : [];
  return { ...(os.length && { os }), ...(cpu.length && { cpu }), ...(libc.length && { libc }) };
};

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${path ? `${path}/` : ''}node_modules/${name}`;
    const hoisted = `node_modules/${name}`;
    if (lock.packages[nested] || lock.packages[hoisted]) continue;
    lock.packages[hoisted] = { version, dev: true, optional: true, ...platformOf(name) };
    added += 1;
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
);
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
console.log(`complete-lock: ${added} entries added`);
