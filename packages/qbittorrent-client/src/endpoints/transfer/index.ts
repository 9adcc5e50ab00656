export { banPeers } from './ban-peers.ts';
export { info } from './info.ts';
export { downloadLimit, setDownloadLimit, setUploadLimit, uploadLimit } from './limits.ts';
export { pauseSession, resumeSession } from './session-pause.ts';
export { getSpeedLimits, setSpeedLimits } from './speed-limits.ts';
export {
  setSpeedLimitsMode,
  speedLimitsMode,
  toggleSpeedLimitsMode,
} from './speed-limits-mode.ts';
