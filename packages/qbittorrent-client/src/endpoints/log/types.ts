/** What the calls of `log` take and give, and the group of their methods. */
export type { LogGroup } from './log-group.ts';
export type { LogMessagesInput } from './main.ts';
export type { PeerLogInput } from './peers.ts';
