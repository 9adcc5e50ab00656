/** A plain host name: no wildcard, nothing that could change a URL or a log line. */
export const HOST_NAME: RegExp = /^[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?$/i;
