import { testSeeds } from './simulation/test-seeds.ts';

// In a file of its own, so that it runs in a process of its own.
testSeeds(501, 1_000);
