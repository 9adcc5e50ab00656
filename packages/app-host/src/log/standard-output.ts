/**
 * Writes to standard output. A closed pipe (`| head`) or a full disk loses lines, it never ends the
 * process: the port matters more than the log.
 */
export function standardOutput(): (text: string) => void {
  const { stdout } = process;
  stdout.on('error', () => {});
  return (text) => {
    try {
      stdout.write(text);
    } catch {
      // A file is written synchronously and throws; there is nowhere left to tell it.
    }
  };
}
