/**
 * A secret, or a function that returns it. The function is called whenever the secret is needed, so
 * that a secret that changed in a file is found.
 */
export type SecretValue = string | (() => string | Promise<string>);
