/**
 * Keeps the debugger closed: unless the app has a listener of its own, Node opens it on SIGUSR1, on a
 * port that all containers in the VPN's network namespace can reach, and the passwords can be read there.
 * Each app imports this first, so that there is no moment before it.
 *
 * @module
 */
process.on('SIGUSR1', () => {});
