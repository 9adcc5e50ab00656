import type { Environment } from '../environment/variable.ts';

const SECRETS = ['PIA_USER', 'PIA_PASS', 'QBITTORRENT_PASS', 'QBITTORRENT_API_KEY', 'API_TOKEN'];
const REMOVED = new Set([
  ...SECRETS.flatMap((name) => [name, `${name}_FILE`]),
  'CREDENTIALS_DIRECTORY',
]);

/** The environment without the apps' secrets and the paths of their files. */
export function withoutSecrets(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !REMOVED.has(name)));
}
