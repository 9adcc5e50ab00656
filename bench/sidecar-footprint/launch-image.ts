import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { containerConfig } from '../../e2e/src/images/container-config.ts';
import type { Image } from '../../e2e/src/images/image.ts';
import type { Launch } from './launch.ts';
import { tool } from './tool.ts';
import { undoAtExit } from './undo.ts';

/** Kept, so that the group can be read after it has ended. */
const RUN = 'echo ready; read -r _; exec runc --root "$0" run --keep --bundle "$1" "$2" </dev/null';
/** The image's. */
const USER = 1000;

/** Starts an image by a container runtime: its user, a read-only root, no capability. */
export function launchImage(image: Image): Launch {
  return ({ groupName, limits, environment }) => {
    const bundle = mkdtempSync('/var/tmp/portkeep-footprint-bundle-');
    undoAtExit(() => rmSync(bundle, { recursive: true, force: true }));
    const [state, files] = [join(bundle, 'state'), join(bundle, 'files')];
    for (const folder of [state, files]) mkdirSync(folder);
    chownSync(files, USER, USER);
    const volumes = { '/config': files };
    const config = containerConfig(image, groupName, { environment, volumes, ...limits });
    writeFileSync(join(bundle, 'config.json'), JSON.stringify(config));
    undoAtExit(() => tool('runc', '--root', state, 'delete', '--force', groupName));
    return ['sh', '-c', RUN, state, bundle, groupName];
  };
}
