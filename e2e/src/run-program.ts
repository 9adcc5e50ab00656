import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const LONGEST_OUTPUT = 64 * 1024 * 1024;

/**
 * Runs a program to its end and resolves to its standard output.
 *
 * @throws {Error} with what it has written, when its exit code is not 0.
 */
export async function runProgram(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const [program = '', ...rest] = words;
  const env = { ...process.env, ...environment };
  try {
    return (await execute(program, rest, { env, maxBuffer: LONGEST_OUTPUT })).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${words.join(' ')} failed\n${`${stdout}${stderr}`.slice(-4_000)}`);
  }
}
