/** The options of the "Speed" tab. */
export interface SpeedPreferences {
  /** The download limit, bytes per second; 0 = none. */
  readonly dl_limit?: number | undefined;
  /** The upload limit, bytes per second; 0 = none. */
  readonly up_limit?: number | undefined;
  /** The alternative download limit, bytes per second; 0 = none. */
  readonly alt_dl_limit?: number | undefined;
  /** The alternative upload limit, bytes per second; 0 = none. */
  readonly alt_up_limit?: number | undefined;
  /** What peers are reached with: 0 TCP and µTP, 1 TCP, 2 µTP. */
  readonly bittorrent_protocol?: number | undefined;
  /** The limits hold for µTP. */
  readonly limit_utp_rate?: boolean | undefined;
  /** The limits count the headers of packets. */
  readonly limit_tcp_overhead?: boolean | undefined;
  /** The limits hold for peers of the local network. Since 4.1.5. */
  readonly limit_lan_peers?: boolean | undefined;
  /** Switch to the alternative limits by the clock. */
  readonly scheduler_enabled?: boolean | undefined;
  /** The hour of the start, 0–23; a patch needs `schedule_from_min` too. */
  readonly schedule_from_hour?: number | undefined;
  /** The minute of the start, 0–59; a patch needs `schedule_from_hour` too. */
  readonly schedule_from_min?: number | undefined;
  /** The hour of the end, 0–23; a patch needs `schedule_to_min` too. */
  readonly schedule_to_hour?: number | undefined;
  /** The minute of the end, 0–59; a patch needs `schedule_to_hour` too. */
  readonly schedule_to_min?: number | undefined;
  /** The days: 0 all, 1 Monday to Friday, 2 the weekend, 3 Monday … 9 Sunday. */
  readonly scheduler_days?: number | undefined;
}
