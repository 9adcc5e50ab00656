/** What the shell container says before it gives up. */
export function gaveUpLines(maxConsecutiveFailures: number): readonly string[] {
  return [
    '',
    `ERROR: Reached maximum consecutive failures (${maxConsecutiveFailures})`,
    'Exiting due to persistent connectivity issues. Please check:',
    '  - NAT-PMP service is running and accessible',
    '  - Network connectivity is stable',
    '  - API token is valid (if using authentication)',
  ];
}
