import { CONTROL_FAULTS, setControlFault } from './control-faults.ts';
import {
  ControlRequestError,
  controlFields,
  optionalText,
  requiredBoolean,
  requiredNumber,
} from './control-fields.ts';
import { controlState } from './control-state.ts';
import type { ControlTargets } from './control-targets.ts';

/**
 * Carries out a command.
 *
 * @param route method and path, such as `POST /faults`
 * @throws {ControlRequestError} when route or body is invalid
 */
export async function runControl(
  route: string,
  body: string,
  targets: ControlTargets,
): Promise<unknown> {
  const { clock, pia, natpmp, qbittorrent } = targets;
  switch (route) {
    case 'GET /state':
      return controlState(targets);
    case 'GET /faults':
      return CONTROL_FAULTS;
    case 'POST /faults':
      setControlFault(controlFields(body), targets);
      break;
    case 'DELETE /faults':
      pia.simulator.clearFaults();
      natpmp?.simulator.clearFaults();
      qbittorrent?.simulator.clearFaults();
      break;
    case 'POST /clock':
      clock.advance(requiredNumber(controlFields(body), 'advanceMs'));
      break;
    case 'POST /forget-keys':
      pia.simulator.wireguard.forgetKeys(optionalText(controlFields(body), 'cn'));
      break;
    case 'POST /servers': {
      const fields = controlFields(body);
      const running = requiredBoolean(fields, 'running');
      pia.simulator.setRunning(optionalText(fields, 'cn') ?? '', running);
      break;
    }
    case 'POST /reconnect':
      pia.simulator.reconnect(optionalText(controlFields(body), 'cn'));
      // A listener on the old tunnel is now dead.
      qbittorrent?.simulator.networkChanged();
      break;
    default:
      throw new ControlRequestError(404, `Cannot run '${route}': there is no such command`);
  }
  await Promise.all([pia.settled(), natpmp?.settled(), qbittorrent?.settled()]);
  return { now: clock.now() };
}
