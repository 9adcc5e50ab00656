import { expect } from 'vitest';
import { replay } from '../replay.ts';

replay([
  {
    exchange: 'transfer-info',
    call: (client) => client.transfer.info(),
    check: (result) =>
      expect(result).toMatchObject({ connection_status: 'firewalled', dl_rate_limit: 0 }),
  },
  {
    exchange: 'transfer-downloadLimit',
    call: (client) => client.transfer.downloadLimit(),
    check: (result) => expect(result).toBe(0),
  },
  {
    exchange: 'transfer-uploadLimit',
    call: (client) => client.transfer.uploadLimit(),
    check: (result) => expect(result).toBe(0),
  },
  {
    exchange: 'transfer-speedLimitsMode',
    call: (client) => client.transfer.speedLimitsMode(),
    check: (result) => expect(result).toBe(0),
  },
  {
    exchange: 'transfer-getSpeedLimits',
    call: (client) => client.transfer.getSpeedLimits(),
    unsupported: ['4.5.2', '5.1.4', '5.2.3'],
  },
  {
    exchange: 'setDownloadLimit',
    call: (client) => client.transfer.setDownloadLimit({ limit: 1_024_000 }),
  },
  {
    exchange: 'setDownloadLimit0',
    call: (client) => client.transfer.setDownloadLimit({ limit: 0 }),
  },
  {
    exchange: 'setSpeedLimitsMode',
    call: (client) => client.transfer.setSpeedLimitsMode({ mode: 1 }),
  },
  {
    exchange: 'setSpeedLimitsMode0',
    call: (client) => client.transfer.setSpeedLimitsMode({ mode: 0 }),
  },
  {
    exchange: 'banPeers',
    call: (client) => client.transfer.banPeers({ peers: ['10.9.9.9:1234'] }),
  },
  {
    exchange: 'banPeers-bad',
    call: (client) => client.transfer.banPeers({ peers: ['nonsense'] }),
  },
]);
