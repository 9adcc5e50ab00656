# The gateway's container, as the host starts it.
{ config, lib, pkgs, ... }:
let
  cfg = config.pia-vpn;
  ip = "${pkgs.iproute2}/bin/ip";
  # Made in the host, because its encrypted packets leave where it was made.
  makeInterface = ''
    ${ip} link show dev ${cfg.interfaceName} >/dev/null 2>&1 ||
      ${ip} link add ${cfg.interfaceName} type wireguard
  '';
in
{
  config = lib.mkIf cfg.enable {
    containers.pia-vpn = {
      autoStart = true;
      ephemeral = true;
      privateNetwork = true;
      hostBridge = cfg.bridgeName;
      localAddress = "${cfg.vpnAddress}/${cfg.subnetPrefixLen}";
      interfaces = [ cfg.interfaceName ];
      bindMounts = {
        "/run/pia-login.conf" = { hostPath = cfg.credentialsFile; isReadOnly = true; };
        # The claim to the port survives the container.
        "/var/lib/pia-vpn" = { hostPath = "/var/lib/pia-vpn"; isReadOnly = false; };
      };
      config = {
        imports = [ (import ./gateway-system.nix cfg) ];
        system.stateVersion = lib.mkDefault config.system.stateVersion;
      };
    };

    systemd.tmpfiles.rules = [ "d /var/lib/pia-vpn 0700 - - -" ];

    # The unit of the container waits for the interface, so something else has to make it.
    systemd.services.pia-vpn-interface = {
      description = "WireGuard interface of the VPN";
      wantedBy = [ "container@pia-vpn.service" ];
      before = [ "container@pia-vpn.service" ];
      script = makeInterface;
      serviceConfig.Type = "oneshot";
    };

    systemd.services."container@pia-vpn" = {
      wants = [ "pia-vpn-host.service" "tinyproxy.service" ];
      after = [ "pia-vpn-host.service" "tinyproxy.service" "systemd-networkd.service" ];
      # A container that starts again has taken the interface with it.
      preStart = makeInterface;
      postStop = ''
        ${ip} link delete ${cfg.interfaceName} 2>/dev/null || true
      '';
    };
  };
}
