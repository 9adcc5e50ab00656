# What the module makes of each configuration, and configurations that it has to refuse:
#   nix-instantiate --eval --strict --json check.nix -A configurations [--arg libPath '<nixpkgs/lib>']
{ libPath ? ./stand-in.nix }:
let
  lib = import libPath // {
    # Of nixpkgs' own, which know licenses and platforms.
    licenses.asl20 = "Apache-2.0";
    platforms.linux = [ ];
    makeBinPath = packages: builtins.concatStringsSep ":" (map (each: "${each}/bin") packages);
  };
  package = name: { type = "derivation"; inherit name; outPath = "/nix/store/${name}"; };
  packages = lib.genAttrs [
    "coreutils" "curl" "gnugrep" "gnused" "iproute2" "iptables" "jq" "makeWrapper" "nftables" "nodejs_24"
    "systemd" "wireguard-tools"
  ] package;
  pkgs = packages // {
    inherit lib;
    runtimeShell = "/nix/store/bash/bin/bash";
    buildNpmPackage = attributes: package attributes.pname // { inherit attributes; };
    importNpmLock = { __functor = _: { npmRoot }: package "npm-deps"; npmConfigHook = package "npm-config-hook"; };
    callPackage = file: attributes:
      let make = import file; in
      make (builtins.intersectAttrs (builtins.functionArgs make) pkgs // attributes);
  };
  flake = (import ../flake.nix).outputs {
    nixpkgs = { inherit lib; legacyPackages = lib.genAttrs [ "x86_64-linux" "aarch64-linux" ] (_: pkgs); };
  };
  evaluate = import ./nixos.nix { inherit lib pkgs; };
  configurations = builtins.mapAttrs (_: builtins.mapAttrs (_: evaluate)) (import ./configurations.nix);
in
configurations // {
  # NixOS looks at them before anything else.
  asserted = builtins.mapAttrs (_: made: made.assertions) configurations.asserted;
  flake = {
    module = toString flake.nixosModules.default == toString ../module.nix;
    packages = builtins.mapAttrs
      (_: { default }: { inherit (default.attributes) pname version buildPhase installPhase; })
      flake.packages;
  };
}
