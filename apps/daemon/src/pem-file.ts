import { readFileSync } from 'node:fs';
import { ConfigurationError } from '@portkeep/app-host';

/**
 * Reads a PEM file that a variable names.
 *
 * @throws {ConfigurationError} naming the variable when the file cannot be read or is not PEM.
 */
export function readPemFile(variable: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new ConfigurationError([`${variable}: cannot read ${path}; check that it is mounted`]);
  }
  if (!/-----BEGIN [A-Z ]+-----/.test(text)) {
    throw new ConfigurationError([`${variable}: ${path} is not a PEM file`]);
  }
  return text;
}
