/** A secret, or a function that brings it: called anew for each call, so a change is seen. */
export type SecretValue = string | (() => string | Promise<string>);
