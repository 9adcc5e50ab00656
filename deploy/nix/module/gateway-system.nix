# The NixOS configuration inside of the gateway's container, for the options of the host.
cfg: { lib, pkgs, ... }:
let
  receiver = lib.last ([ null ] ++ builtins.filter
    (container: container.receiveForwardedPort != null)
    (builtins.attrValues cfg.containers));
  hook = if receiver == null then null else receiver.onPortForwarded;
  folder = "/var/lib/pia-vpn";
  hookFile = "pia-vpn/on-port-forwarded";

  toForward =
    let inherit (receiver.receiveForwardedPort) port protocol; in
    {
      FORWARD_TO = receiver.ip + lib.optionalString (port != null) ":${toString port}";
      FORWARD_PROTOCOL = protocol;
      FORWARD_MIN_PORT = toString cfg.minPort;
      PORT_FILE = "${folder}/port.txt";
      PORT_DATA_FILE = "${folder}/port.json";
    };

  environment = lib.filterAttrs (_: value: value != "") ({
    PIA_REGIONS = builtins.concatStringsSep "," (
      if builtins.isList cfg.serverLocation then cfg.serverLocation else [ cfg.serverLocation ]
    );
    PIA_PROXY = "http://${cfg.hostAddress}:${toString cfg.proxyPort}";
    WG_INTERFACE = cfg.interfaceName;
    WG_LISTEN_PORT = toString cfg.wireguardListenPort;
    LAN_INTERFACE = "eth0";
    TUNNEL_DNS = builtins.concatStringsSep "," cfg.dns;
    RENEW_AFTER = cfg.renewAfter;
    STATE_FILE = "${folder}/gateway.json";
    HTTP_LISTEN = "127.0.0.1:9799";
  }
  // lib.optionalAttrs (receiver != null) toForward
  // lib.optionalAttrs (hook != null) { ON_PORT_FORWARDED = "/etc/${hookFile}"; }
  // cfg.environment);

  programs = with pkgs; [ coreutils curl gnugrep gnused iproute2 jq nftables wireguard-tools ];
in
{
  boot.kernel.sysctl."net.ipv4.ip_forward" = 1;

  networking = {
    hosts = cfg.containerHosts;
    useHostResolvConf = false;
    # The gateway has rules of its own, under which nothing passes without a tunnel.
    firewall.enable = false;
  };

  # For `machinectl shell pia-vpn`.
  environment.systemPackages = programs ++ [ cfg.package ];
  environment.etc = lib.optionalAttrs (hook != null) {
    ${hookFile} = {
      mode = "0755";
      text = ''
        #!${pkgs.runtimeShell}
        set -euo pipefail
        ${hook}'';
    };
  };

  users.users.pia-vpn = { isSystemUser = true; group = "pia-vpn"; };
  users.groups.pia-vpn = { };

  systemd.services.pia-vpn-setup = {
    description = "WireGuard gateway of Private Internet Access";
    wantedBy = [ "multi-user.target" ];
    after = [ "network.target" ];
    # It goes on trying, however long PIA is away.
    startLimitIntervalSec = 0;
    # A container that starts again brings its interface along.
    unitConfig.FailureAction = "reboot";
    path = programs ++ [ pkgs.systemd ];
    inherit environment;
    serviceConfig = import ./hardening.nix // {
      Type = "notify";
      # systemd-notify, which the gateway runs, is a process of its own.
      NotifyAccess = "all";
      ExecStart = "${cfg.package}/bin/portkeep-gateway";
      Restart = "always";
      RestartSec = 10;
      # The interface is gone, and only the host can make one.
      RestartPreventExitStatus = 75;
      LoadCredential = "pia_login:/run/pia-login.conf";
      User = "pia-vpn";
      Group = "pia-vpn";
      StateDirectory = "pia-vpn";
      StateDirectoryMode = "0700";
    };
  };

  # The gateway itself keeps the port; this tells the journal about it.
  systemd.services.pia-vpn-port-refresh = lib.mkIf (receiver != null) {
    description = "Log of the port that Private Internet Access forwards";
    after = [ "pia-vpn-setup.service" ];
    path = [ pkgs.curl pkgs.jq ];
    script = ''
      curl --silent --show-error --fail --max-time 10 'http://${environment.HTTP_LISTEN}/status' |
        jq --raw-output '"Port \(.port // "none yet"), last bound at \(.last_renewal_at // "no time yet"), expires at \(.expires_at // "no time yet")"'
    '';
    serviceConfig.Type = "oneshot";
  };
  systemd.timers.pia-vpn-port-refresh = lib.mkIf (receiver != null) {
    wantedBy = [ "timers.target" ];
    timerConfig = { OnCalendar = "*:0/10"; RandomizedDelaySec = "1m"; };
  };
}
