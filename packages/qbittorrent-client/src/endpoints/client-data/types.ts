/** What the calls of `client-data` take and give, and the group of their methods. */
export type { ClientDataGroup } from './client-data-group.ts';
export type { ClientData, LoadClientDataInput } from './load.ts';
export type { StoreClientDataInput } from './store.ts';
