import { type SourceSteps, stepsOn } from '@portkeep/port-app';
import { beginPiaExamination, type PiaExaminationHost } from './pia-examination.ts';
import type { Step } from './step.ts';
import { bind } from './steps/bind.ts';
import { claim } from './steps/claim.ts';
import { credentials } from './steps/credentials.ts';
import { gateway } from './steps/gateway.ts';
import { gluetun } from './steps/gluetun.ts';
import { login } from './steps/login.ts';
import { loginHost } from './steps/login-host.ts';
import { serverList } from './steps/server-list.ts';
import { serverName } from './steps/server-name.ts';
import { tunnel } from './steps/tunnel.ts';
import { realSurroundings, type Surroundings } from './surroundings.ts';

/** From the account to the port, in the order in which each depends on those before it. */
const STEPS: readonly Step[] = [
  credentials,
  loginHost,
  login,
  serverList,
  tunnel,
  gateway,
  serverName,
  claim,
  bind,
];

/** Doctor's steps for a port from PIA. */
export function piaSteps(
  host: PiaExaminationHost,
  surroundings: Surroundings = realSurroundings,
): SourceSteps {
  const examination = beginPiaExamination(host, surroundings);
  return { steps: stepsOn(examination, STEPS), lastSteps: stepsOn(examination, [gluetun]) };
}
