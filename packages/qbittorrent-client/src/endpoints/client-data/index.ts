export { load } from './load.ts';
export { store } from './store.ts';
