/**
 * Keeps the debugger closed: unless the app handles SIGUSR1 itself, Node then opens the debugger on a
 * port that all containers in the VPN's network namespace can reach, and that exposes the passwords.
 * Each app imports this first, so that it is protected from the start.
 *
 * @module
 */
process.on('SIGUSR1', () => {});
