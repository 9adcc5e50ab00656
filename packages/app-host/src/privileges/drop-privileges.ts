import { ConfigurationError } from '../environment/configuration-error.ts';
import type { Environment } from '../environment/environment.ts';
import { checkEnvironment } from '../environment/read-environment.ts';
import { messageOfCode } from '../system-error.ts';
import { giveFile } from './give-file.ts';
import { privilegeVariables } from './privilege-variables.ts';

/** The user id in the images. */
const USUAL_ID = 1000;

/**
 * Changes to the user, the group and the umask that the environment names. Only root changes its user,
 * and only if so configured; before that, it changes the owner of the files and their folders. The ids
 * that the process already has need no change, even if none would be possible.
 *
 * @throws {ConfigurationError} if root may not change its user.
 */
export function dropPrivileges(files: readonly string[], environment: Environment): void {
  const { values, problems } = checkEnvironment(privilegeVariables, environment);
  // The app reads the same variables and reports these problems with all others.
  if (problems.length > 0) return;
  const { puid, pgid, umask } = values;
  if (umask !== undefined) process.umask(umask);
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  const isPresent = (puid ?? uid) === uid && (pgid ?? gid) === gid;
  if (uid !== 0 || isPresent) return;

  const owner = { uid: puid ?? USUAL_ID, gid: pgid ?? USUAL_ID };
  for (const file of files) giveFile(file, owner);
  try {
    // If setgroups is not allowed, not even the same groups may be set.
    const isInOthers = process.getgroups?.().some((group) => group !== owner.gid);
    if (isInOthers) process.setgroups?.([owner.gid]);
    if (owner.gid !== gid) process.setgid?.(owner.gid);
    if (owner.uid === uid) return;
    process.setuid?.(owner.uid);
    // For ON_PORT_CHANGE: root's home is closed to the new user, which may have no home.
    process.env.HOME = '/';
  } catch (error) {
    const why = messageOfCode(error) ?? String(error);
    throw new ConfigurationError([
      `PUID and PGID: cannot become ${owner.uid}:${owner.gid}: ${why}; allow the capabilities SETUID and SETGID, or set user: "${owner.uid}:${owner.gid}" for the container and leave both out`,
    ]);
  }
}
