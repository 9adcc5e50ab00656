import { testSeeds } from './simulation/test-seeds.ts';

testSeeds(1, 500);
