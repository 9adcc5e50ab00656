# The containers behind the gateway.
{ config, lib, ... }:
let
  cfg = config.pia-vpn;
in
{
  config = lib.mkIf cfg.enable {
    containers = builtins.mapAttrs (_: container: {
      autoStart = true;
      ephemeral = true;
      privateNetwork = true;
      hostBridge = cfg.bridgeName;
      localAddress = "${container.ip}/${cfg.subnetPrefixLen}";
      bindMounts = container.mounts;
      config = {
        imports = [ container.config ];
        networking = {
          defaultGateway = { address = cfg.vpnAddress; interface = "eth0"; };
          nameservers = [ cfg.vpnAddress ];
          useHostResolvConf = false;
          hosts = cfg.containerHosts;
          # From outside, only the host and the forwarded port come in.
          firewall.trustedInterfaces = [ "eth0" ];
        };
        services.resolved.enable = lib.mkDefault true;
        system.stateVersion = lib.mkDefault config.system.stateVersion;
      };
    }) cfg.containers;

    # Only `wants`: a gateway that starts again stops none of them, and without one they reach nothing.
    systemd.services = lib.mapAttrs' (name: _: lib.nameValuePair "container@${name}" {
      wants = [ "container@pia-vpn.service" "pia-vpn-host.service" ];
      after = [ "container@pia-vpn.service" "pia-vpn-host.service" ];
    }) cfg.containers;
  };
}
