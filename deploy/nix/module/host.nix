# The host: the bridge, the proxy that leads the gateway to PIA, and what the bridge may reach.
{ config, lib, pkgs, ... }:
let
  cfg = config.pia-vpn;

  # Rendered by the gateway's own code for the names and addresses of an example.
  rules = builtins.fromJSON (builtins.replaceStrings
    [ "BRIDGE" "192.0.2.1" "192.0.2.2" "65535" ]
    [ cfg.bridgeName cfg.hostAddress cfg.vpnAddress (toString cfg.proxyPort) ]
    (builtins.readFile ./host-rules.json));

  # The tables are nftables' own, also where the firewall of NixOS uses iptables. The chain FORWARD may
  # be Docker's, which drops.
  setRules = ''
    nft -f - <<'END'
    ${rules.tables}END
    ${builtins.replaceStrings [ "-I" ] [ "-w -C" ] rules.forwardChainRule} 2>/dev/null ||
      ${builtins.replaceStrings [ "-I" ] [ "-w -I" ] rules.forwardChainRule}
  '';
in
{
  config = lib.mkIf cfg.enable {
    boot.kernel.sysctl."net.ipv6.conf.${builtins.replaceStrings [ "." ] [ "/" ] cfg.bridgeName}.disable_ipv6" = 1;

    systemd.network = {
      enable = true;
      netdevs."20-${cfg.bridgeName}".netdevConfig = { Kind = "bridge"; Name = cfg.bridgeName; };
      networks."20-${cfg.bridgeName}" = {
        matchConfig.Name = cfg.bridgeName;
        networkConfig = {
          Address = "${cfg.hostAddress}/${cfg.subnetPrefixLen}";
          # The proxy listens on this address, and starts before the first container.
          ConfigureWithoutCarrier = true;
          DHCPServer = false;
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
        linkConfig.RequiredForOnline = "no";
      };
    };

    networking = {
      networkmanager.unmanaged = map (name: "interface-name:${name}") [ cfg.bridgeName cfg.interfaceName "vb-*" ];
      firewall = {
        # The answers of PIA's servers come in on another interface than the services' packets.
        checkReversePath = lib.mkDefault "loose";
        # Here the firewall lets in whoever asks; pia-vpn-host lets in the gateway only.
        interfaces.${cfg.bridgeName}.allowedTCPPorts = [ cfg.proxyPort ];
        # For `networking.firewall.filterForward`, which needs nftables; with iptables it is ignored.
        extraForwardRules = ''
          iifname "${cfg.bridgeName}" oifname "${cfg.bridgeName}" accept
          iifname "${cfg.bridgeName}" drop
        '';
      };
    };

    systemd.services.pia-vpn-host = {
      description = "Firewall rules for the containers behind the VPN";
      wantedBy = [ "multi-user.target" ];
      after = [ "network-pre.target" "nftables.service" "firewall.service" "docker.service" ];
      # nftables may remove all tables when it starts again.
      unitConfig.ReloadPropagatedFrom = [ "nftables.service" ];
      partOf = [ "nftables.service" ];
      reloadIfChanged = true;
      path = [ pkgs.nftables pkgs.iptables ];
      script = setRules;
      reload = setRules;
      postStop = ''
        nft delete table inet portkeep_host || true
        nft delete table bridge portkeep || true
        ${builtins.replaceStrings [ "-I" ] [ "-w -D" ] rules.forwardChainRule} || true
      '';
      serviceConfig = { Type = "oneshot"; RemainAfterExit = true; };
    };

    services.tinyproxy = {
      enable = true;
      settings = {
        Listen = cfg.hostAddress;
        Port = cfg.proxyPort;
        Allow = cfg.vpnAddress;
        # HTTPS, and where PIA's servers take new keys.
        ConnectPort = [ 443 1337 ];
      };
    };
    # Until the bridge has its address, it cannot listen.
    systemd.services.tinyproxy = {
      after = [ "systemd-networkd.service" ];
      startLimitIntervalSec = 0;
      serviceConfig = { Restart = lib.mkForce "always"; RestartSec = 2; };
    };
  };
}
