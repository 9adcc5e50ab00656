/**
 * The API's token, or a function that brings it: called before every request that needs it, and
 * again after a 401, so that a token changed in a file is found.
 */
export type TokenValue = string | (() => string | Promise<string>);
