# What the module makes of each configuration, and configurations that it has to refuse:
#   nix-instantiate --eval --strict --json check.nix -A configurations [--arg libPath '<nixpkgs/lib>']
{ libPath ? ./stand-in.nix }:
let
  lib = import libPath;
  package = name: { type = "derivation"; inherit name; outPath = "/nix/store/${name}"; };
  packages = lib.unique [
    "coreutils" "curl" "gnugrep" "gnused" "iproute2" "iptables" "jq" "nftables" "systemd" "wireguard-tools"
  ];
  pkgs = builtins.listToAttrs (map (name: lib.nameValuePair name (package name)) packages) // {
    runtimeShell = "/nix/store/bash/bin/bash";
    callPackage = _: _: package "portkeep-gateway";
  };
  evaluate = import ./nixos.nix { inherit lib pkgs; };
  configurations = builtins.mapAttrs (_: builtins.mapAttrs (_: evaluate)) (import ./configurations.nix);
in
configurations // {
  # NixOS looks at them before anything else.
  asserted = builtins.mapAttrs (_: made: made.assertions) configurations.asserted;
}
