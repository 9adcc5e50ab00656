{ config, lib, ... }:
let
  cfg = config.pia-vpn;
  names = builtins.attrNames cfg.containers;
  addresses = map (name: cfg.containers.${name}.ip) names;
  receivers = builtins.filter (name: cfg.containers.${name}.receiveForwardedPort != null) names;

  number = address: builtins.foldl' (sum: octet: sum * 256 + lib.toInt octet) 0 (lib.splitString "." address);
  size = builtins.foldl' (power: _: power * 2) 1 (builtins.genList (bit: bit) (32 - lib.toInt cfg.subnetPrefixLen));
  first = number (builtins.head (lib.splitString "/" cfg.subnet)) / size * size;
  # The first and the last address are nobody's.
  isInside = address: number address > first && number address < first + size - 1;

  assertion = condition: message: { assertion = condition; inherit message; };
  inSubnet = option: address: assertion (isInside address)
    "${option} is ${address}, which no host in pia-vpn.subnet (${cfg.subnet}) can have; choose another address.";
  interfaceName = option: name: assertion (builtins.match "[a-zA-Z][a-zA-Z0-9._-]{0,14}" name != null)
    "${option} is ${name}; name it with at most 15 letters, digits, dots, dashes and underscores, a letter first.";

  ofContainer = name: { ip, receiveForwardedPort, onPortForwarded, ... }:
    let option = "pia-vpn.containers.${name}"; in
    [
      (assertion (builtins.match "[a-zA-Z0-9-]{1,11}" name != null)
        "${option}: rename the container to at most 11 letters, digits and dashes; its name becomes that of a network interface and of a host.")
      (assertion (name != "pia-vpn")
        "${option}: rename the container; the gateway is the one with this name.")
      (inSubnet "${option}.ip" ip)
      (assertion (ip != cfg.hostAddress)
        "${option}.ip is ${ip}, the address of the host (pia-vpn.hostAddress); choose another one.")
      (assertion (ip != cfg.vpnAddress)
        "${option}.ip is ${ip}, the address of the gateway (pia-vpn.vpnAddress); choose another one.")
      (assertion (onPortForwarded == null || receiveForwardedPort != null)
        "${option}.onPortForwarded never runs, because the container receives no port; set receiveForwardedPort as well.")
    ];
in
{
  config.assertions = lib.optionals cfg.enable (
    [
      (assertion (builtins.length receivers <= 1)
        "PIA forwards one port, but these containers set receiveForwardedPort: ${builtins.concatStringsSep ", " receivers}. Keep one of them.")
      (assertion (lib.unique addresses == addresses)
        "Two of pia-vpn.containers have the same ip; give each an address of its own.")
      (assertion (cfg.hostAddress != cfg.vpnAddress)
        "pia-vpn.hostAddress and pia-vpn.vpnAddress are both ${cfg.hostAddress}; give the gateway an address of its own.")
      (assertion (cfg.interfaceName != cfg.bridgeName)
        "pia-vpn.interfaceName and pia-vpn.bridgeName are both ${cfg.bridgeName}; choose two names.")
      (inSubnet "pia-vpn.hostAddress" cfg.hostAddress)
      (inSubnet "pia-vpn.vpnAddress" cfg.vpnAddress)
      (interfaceName "pia-vpn.interfaceName" cfg.interfaceName)
      (interfaceName "pia-vpn.bridgeName" cfg.bridgeName)
    ]
    ++ lib.concatMap (name: ofContainer name cfg.containers.${name}) names
  );
}
