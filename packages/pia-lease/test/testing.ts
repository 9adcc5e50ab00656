export { MemoryStore } from './memory-store.ts';
export { quickCredentialKey } from './quick-credential-key.ts';
