{
  description = "Containers behind a WireGuard tunnel of Private Internet Access, with its forwarded port";

  # Without a lock: let it follow the nixpkgs of the host, as docs/gateway.md shows.
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { nixpkgs, ... }: {
    nixosModules.default = ./module.nix;
    packages = nixpkgs.lib.genAttrs [ "x86_64-linux" "aarch64-linux" ] (system: {
      default = nixpkgs.legacyPackages.${system}.callPackage ./package.nix { };
    });
  };
}
