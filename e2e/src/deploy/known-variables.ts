import { logVariables, type Variables } from '@portkeep/app-host';
import { variables as daemon } from '../../../apps/daemon/src/variables.ts';
import { variables as gateway } from '../../../apps/gateway/src/variables.ts';
import { variables as front } from '../../../apps/natpmp-front/src/variables.ts';
import { variables as sidecar } from '../../../apps/sidecar/src/variables.ts';

/** The apps that have an image. */
export type AppName = 'daemon' | 'sidecar' | 'natpmp-front';

/** The apps that files in deploy/ start; that of the gateway is started by systemd. */
type DeployedName = AppName | 'gateway';

const TABLES: Readonly<Record<DeployedName, Variables>> = {
  daemon: { ...daemon, ...logVariables },
  gateway: { ...gateway, ...logVariables },
  sidecar: { ...sidecar, ...logVariables },
  'natpmp-front': { ...front, ...logVariables },
};

/** The app that runs in an image of ours, under the names of our docs and of the original containers. */
export function appOfImage(image: string): AppName | undefined {
  const name = image.replace(/:.*$/, '');
  if (name === 'portkeep-daemon' || name === 'pia-portforward') return 'daemon';
  if (name === 'portkeep-sidecar' || name === 'natpmp-refresh') return 'sidecar';
  return name === 'portkeep-natpmp-front' ? 'natpmp-front' : undefined;
}

/** Those names that the app would not read. */
export function unknownVariables(app: DeployedName, names: Iterable<string>): readonly string[] {
  const known = new Set(
    Object.values(TABLES[app]).flatMap(({ name, secret }) =>
      secret ? [name, `${name}_FILE`] : [name],
    ),
  );
  return [...names].filter((name) => !known.has(name));
}

/** The value of a variable that is not set. */
export function fallbackOf(app: AppName, name: string): string | undefined {
  return Object.values(TABLES[app]).find((each) => each.name === name)?.fallback;
}
