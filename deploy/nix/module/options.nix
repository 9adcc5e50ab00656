{ config, lib, pkgs, ... }:
let
  inherit (lib) mkEnableOption mkOption types;
  cfg = config.pia-vpn;
  port = types.ints.between 1 65535;
  octet = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  ipv4 = types.strMatching "(${octet}[.]){3}${octet}";
  network = types.strMatching "(${octet}[.]){3}${octet}/([1-9]|[12][0-9]|30)";
  option = type: default: description: mkOption { inherit type default description; };

  mount = types.submodule {
    options = {
      hostPath = mkOption { type = types.str; description = "The folder or file on the host."; };
      isReadOnly = option types.bool false "Whether the container can only read it.";
    };
  };

  forwardedPort = types.submodule {
    options = {
      port = option (types.nullOr port) null
        "Where the service listens. null: on the same port as the one that PIA forwards.";
      protocol = option (types.enum [ "tcp" "udp" "both" ]) "both" "What is forwarded.";
    };
  };

  container = types.submodule {
    options = {
      ip = mkOption { type = ipv4; description = "Its address in `pia-vpn.subnet`."; };
      config = option types.deferredModule { } "Its NixOS configuration.";
      mounts = option (types.attrsOf mount) { } "What it sees of the host, by the path in the container.";
      receiveForwardedPort = option (types.nullOr forwardedPort) null
        "Leads the port that PIA forwards to this container; one container can have it.";
      onPortForwarded = option (types.nullOr types.lines) null ''
        Shell commands that run in the gateway at each start and whenever the port changes, with $PORT,
        $TARGET_IP, $TARGET_PORT, $PROTOCOL and $PREVIOUS_PORT. They are run again later if they fail.
      '';
    };
  };
in
{
  options.pia-vpn = {
    enable = mkEnableOption "containers behind a WireGuard tunnel of Private Internet Access";
    serverLocation = option (types.either types.str (types.listOf types.str)) "swiss"
      "Id of the region, or several in the order in which to try them; an empty list: the fastest.";
    credentialsFile = option types.str
      (config.age.secrets."pia-login.conf".path or "/run/agenix/pia-login.conf")
      "File on the host, outside the store, with user name and password of the PIA account on two lines.";
    package = option types.package (pkgs.callPackage ../package.nix { }) "The gateway.";
    interfaceName = option types.str "piaw" "Name of the WireGuard interface.";
    wireguardListenPort = option port 51820 "UDP port of the WireGuard interface on the host.";
    bridgeName = option types.str "br-vpn" "Name of the bridge that connects the containers.";
    subnet = option network "10.100.0.0/24" "The network of the containers.";
    hostAddress = option ipv4 "10.100.0.1" "The host's address in it.";
    vpnAddress = option ipv4 "10.100.0.2" "The gateway's address in it.";
    proxyPort = option port 8888
      "Where the host's proxy listens, which leads the gateway to PIA before there is a tunnel.";
    renewAfter = option types.str "30d" "After how long the tunnel gets a new key: 90s, 30m, 12h, 30d, or off.";
    dns = option (types.listOf ipv4) [ ] "Name servers that are asked through the tunnel. None: those of PIA.";
    minPort = option port 10000 "A lower port is not forwarded: PIA is asked for another one.";
    environment = option (types.attrsOf types.str) { }
      "More variables of the gateway; docs/configuration.md lists them. They are in the store: no secrets.";
    containers = option (types.attrsOf container) { } "The containers behind the tunnel.";

    subnetPrefixLen = mkOption {
      type = types.str;
      readOnly = true;
      description = "Prefix length of `pia-vpn.subnet`.";
    };
    containerHosts = mkOption {
      type = types.attrsOf (types.listOf types.str);
      internal = true;
      readOnly = true;
      description = "Names of the containers, by address.";
    };
  };

  config.pia-vpn = {
    subnetPrefixLen = lib.last (lib.splitString "/" cfg.subnet);
    containerHosts = { ${cfg.vpnAddress} = [ "pia-vpn.containers" ]; } // lib.mapAttrs'
      (name: { ip, ... }: lib.nameValuePair ip [ "${name}.containers" ])
      cfg.containers;
  };
}
