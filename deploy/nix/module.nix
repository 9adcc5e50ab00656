# Containers whose only way out is a WireGuard tunnel of Private Internet Access; docs/gateway.md explains it.
{
  imports = [
    ./module/options.nix
    ./module/assertions.nix
    ./module/host.nix
    ./module/gateway.nix
    ./module/services.nix
  ];
}
