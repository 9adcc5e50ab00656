export { main } from './main.ts';
export { peers } from './peers.ts';
