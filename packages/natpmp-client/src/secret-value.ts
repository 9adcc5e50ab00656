/**
 * A secret, or a function that brings it: called before every request that needs it, and again
 * after a 401, so that a secret changed in a file is found.
 */
export type SecretValue = string | (() => string | Promise<string>);
