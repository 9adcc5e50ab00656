import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { messageOfCode } from '../system-error.ts';
import type { Environment } from './environment.ts';
import { plainText } from './plain-text.ts';
import { Secret } from './secret.ts';
import { secretText, takeSecret } from './secret-text.ts';

/** A secret, `undefined` if it is not configured, or why it cannot be used. */
export type FoundSecret = { readonly secret: Secret | undefined } | { readonly problem: string };

/**
 * Looks a secret up: `NAME`, then the file named by `NAME_FILE`, then the systemd credential
 * `CREDENTIALS_DIRECTORY/<name in lower case>`. The problem texts never hold the secret.
 *
 * @param take Extracts the secret from the text that was found.
 */
export function findSecret(
  name: string,
  environment: Environment,
  take: typeof takeSecret = takeSecret,
): FoundSecret {
  const direct = secretText(environment[name] ?? '') || undefined;
  const path = plainText(environment[`${name}_FILE`] ?? '', 'line');
  if ('problem' in path) return { problem: `${name}_FILE ${path.problem}` };
  const file = path.text || undefined;
  if (direct !== undefined && file !== undefined) {
    return { problem: `${name} and ${name}_FILE are both set; keep one of them` };
  }
  if (direct !== undefined) {
    const taken = take(direct);
    return 'text' in taken
      ? { secret: Secret.of(taken.text) }
      : { problem: `${name} ${taken.problem}` };
  }
  if (file !== undefined) return load(`${name}_FILE`, file, take);

  const folder = environment.CREDENTIALS_DIRECTORY || undefined;
  if (folder === undefined) return { secret: undefined };
  const credential = join(folder, name.toLowerCase());
  if (!existsSync(credential)) return { secret: undefined };
  return load(`${name} (from CREDENTIALS_DIRECTORY)`, credential, take);
}

function load(label: string, file: string, take: typeof takeSecret): FoundSecret {
  try {
    return { secret: Secret.fromFile(file, take) };
  } catch (error) {
    const why = messageOfCode(error) ?? (error instanceof Error ? error.message : String(error));
    return { problem: `${label}: cannot use ${file}: ${why}` };
  }
}
