/**
 * Keeps the debugger closed: without a listener of the app's own Node opens it at SIGUSR1, on a port
 * that all containers of the VPN's network namespace reach, and the passwords can be read there.
 * Imported first by each app, so that no moment is left before it.
 *
 * @module
 */
process.on('SIGUSR1', () => {});
