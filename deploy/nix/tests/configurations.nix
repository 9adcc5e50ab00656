let
  pasted = {
    pia-vpn = {
      enable = true;
      serverLocation = "swiss";
      containers.my-service = {
        ip = "10.100.0.10";
        mounts."/data".hostPath = "/data";
        config = { services.my-app.enable = true; };
        # Optional: receive PIA's forwarded port (at most one container)
        receiveForwardedPort = { port = 8080; protocol = "both"; };
        onPortForwarded = ''
          echo "PIA assigned port $PORT, forwarding to $TARGET_IP:8080"
        '';
      };
    };
  };
  # The containers of a host, and what else it sets.
  behind = containers: others: { pia-vpn = { enable = true; inherit containers; } // others; };
  one = container: behind { web = { ip = "10.100.0.10"; } // container; } { };
in
{
  configurations = {
    inherit pasted;
    disabled.pia-vpn.containers.web.ip = "10.100.0.10";
    nftables = { imports = [ pasted ]; networking.nftables.enable = true; };
    noReceiver = one { };
    samePort = one { receiveForwardedPort = { }; };
    everything = { config, lib, ... }: {
      age.secrets."pia-login.conf".path = "/run/secrets/pia";
      networking.firewall.checkReversePath = false;
      pia-vpn = {
        enable = true;
        serverLocation = [ "swiss" "de-frankfurt" ];
        interfaceName = "wg-pia";
        wireguardListenPort = 51821;
        bridgeName = "br.vpn";
        subnet = "192.168.64.0/20";
        hostAddress = "192.168.64.1";
        vpnAddress = "192.168.64.2";
        proxyPort = 3128;
        renewAfter = "12h";
        dns = [ "9.9.9.9" "149.112.112.112" ];
        minPort = 20000;
        environment = { LOG_LEVEL = "debug"; WG_MTU = "1380"; };
        containers = lib.mkMerge [
          {
            torrents = {
              ip = "192.168.79.254";
              mounts."/media" = { hostPath = "/srv/media"; isReadOnly = true; };
              config = { pkgs, ... }: { services.torrents.package = pkgs.curl.name; };
              receiveForwardedPort.protocol = "tcp";
            };
          }
          { torrents.config.services.torrents.enable = true; }
          (lib.mkIf config.pia-vpn.enable { web.ip = "192.168.70.1"; })
          (lib.mkIf (config.pia-vpn.minPort == 1) { never.ip = "192.168.70.1"; })
        ];
      };
    };
  };

  asserted = {
    twoReceivers = behind {
      a = { ip = "10.100.0.10"; receiveForwardedPort.port = 80; };
      b = { ip = "10.100.0.11"; receiveForwardedPort = { }; };
    } { };
    sameAddress = behind { a.ip = "10.100.0.10"; b.ip = "10.100.0.10"; } { };
    outside = one { ip = "10.100.1.10"; };
    lastAddress = one { ip = "10.100.0.255"; };
    host = one { ip = "10.100.0.1"; };
    gateway = one { ip = "10.100.0.2"; };
    hookAlone = one { onPortForwarded = "true"; };
    longName = behind { twelve-chars.ip = "10.100.0.10"; } { };
    underscore = behind { my_web.ip = "10.100.0.10"; } { };
    gatewaysName = behind { pia-vpn.ip = "10.100.0.10"; } { };
    longInterface = behind { } { interfaceName = "sixteen-letters-"; };
    longBridge = behind { } { bridgeName = "sixteen-letters-"; };
    sameNames = behind { } { bridgeName = "piaw"; };
    hostOutside = behind { } { hostAddress = "10.101.0.1"; };
    gatewayOutside = behind { } { vpnAddress = "10.101.0.2"; };
    hostIsGateway = behind { } { vpnAddress = "10.100.0.1"; };
  };

  refused = {
    port = one { receiveForwardedPort.port = 99999; };
    portZero = one { receiveForwardedPort.port = 0; };
    protocol = one { receiveForwardedPort.protocol = "icmp"; };
    unknown = one { forwardedPort = 80; };
    unknownOption = behind { } { location = "swiss"; };
    address = one { ip = "10.100.0.300"; };
    noAddress = behind { web = { }; } { };
    subnet = behind { } { subnet = "10.100.0.0/33"; };
    dns = behind { } { dns = [ "9.9.9.9" "dns.example" ]; };
    location = behind { } { serverLocation = 1; };
  };
}
