/**
 * A record to send that may have fields which are newer than this package. Without it a field that is
 * not known does not compile, which finds misspelt ones.
 *
 * @example
 * ```ts
 * import type { Preferences, WithNewer } from '@portkeep/qbittorrent-client';
 *
 * const patch: WithNewer<Partial<Preferences>> = { listen_port: 6881, brand_new: true };
 * if (!patch.brand_new) throw new Error('an old one');
 * ```
 */
export type WithNewer<T> = T & { readonly [key: string]: unknown };
