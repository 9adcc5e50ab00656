import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { messageOfCode } from '../files/message-of-code.ts';
import { Secret } from './secret.ts';
import type { Environment } from './variable.ts';

/** A secret, `undefined` when none is configured, or why it cannot be used. */
export type FoundSecret = { readonly secret: Secret | undefined } | { readonly problem: string };

/**
 * Looks a secret up: `NAME`, then the file named by `NAME_FILE`, then the systemd credential
 * `CREDENTIALS_DIRECTORY/<name in lower case>`. The problem texts never hold the secret.
 */
export function findSecret(name: string, environment: Environment): FoundSecret {
  const direct = environment[name] || undefined;
  const file = environment[`${name}_FILE`] || undefined;
  if (direct !== undefined && file !== undefined) {
    return { problem: `${name} and ${name}_FILE are both set; keep one of them` };
  }
  if (direct !== undefined) return { secret: Secret.of(direct) };
  if (file !== undefined) return load(`${name}_FILE`, file);

  const folder = environment.CREDENTIALS_DIRECTORY || undefined;
  if (folder === undefined) return { secret: undefined };
  const credential = join(folder, name.toLowerCase());
  if (!existsSync(credential)) return { secret: undefined };
  return load(`${name} (from CREDENTIALS_DIRECTORY)`, credential);
}

function load(label: string, file: string): FoundSecret {
  try {
    return { secret: Secret.fromFile(file) };
  } catch (error) {
    const why = messageOfCode(error) ?? (error instanceof Error ? error.message : String(error));
    return { problem: `${label}: cannot use ${file}: ${why}` };
  }
}
