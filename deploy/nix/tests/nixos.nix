# The options of NixOS that the module sets, as far as they decide how it has to set them.
{ lib, pkgs }:
let
  inherit (lib) mkOption types;
  inherit (types) anything attrsOf bool int lines listOf nullOr str;
  option = type: default: mkOption { inherit type default; };
  any = option anything { };
  names = option (listOf str) [ ];

  unit = types.submodule {
    options = {
      description = option str "";
      after = names;
      before = names;
      wants = names;
      wantedBy = names;
      partOf = names;
      environment = option (attrsOf str) { };
      path = option (listOf anything) [ ];
      preStart = option lines "";
      postStop = option lines "";
      reload = option lines "";
      reloadIfChanged = option bool false;
      script = option lines "";
      serviceConfig = any;
      startLimitIntervalSec = option (nullOr int) null;
      timerConfig = any;
      unitConfig = any;
    };
  };

  container = types.submodule {
    options = {
      autoStart = option bool false;
      bindMounts = any;
      config = option types.deferredModule { };
      ephemeral = option bool false;
      hostBridge = option (nullOr str) null;
      interfaces = names;
      localAddress = option (nullOr str) null;
      privateNetwork = option bool false;
    };
  };

  # Of a host and of a container.
  system.options = {
    boot.kernel.sysctl = any;
    environment = any;
    networking = any;
    services = any;
    system.stateVersion = option str "26.11";
    systemd = {
      network = any;
      services = option (attrsOf unit) { };
      timers = option (attrsOf unit) { };
      tmpfiles.rules = names;
    };
    users = any;
  };
  host.options = {
    age = any;
    assertions = option (listOf anything) [ ];
    containers = option (attrsOf container) { };
  };

  evaluate = modules: (lib.evalModules { modules = [ system ] ++ modules; specialArgs = { inherit pkgs; }; }).config;
  withoutEmpty = lib.filterAttrs (_: value: !(builtins.elem value [ "" [ ] { } null false ]));
  units = builtins.mapAttrs (_: each: withoutEmpty (each // { path = map toString each.path; }));
  shown = config: withoutEmpty {
    inherit (config.boot.kernel) sysctl;
    inherit (config) networking services users;
    inherit (config.systemd) network;
    inherit (config.environment) etc;
    tmpfiles = config.systemd.tmpfiles.rules;
    units = units config.systemd.services;
    timers = builtins.mapAttrs (_: withoutEmpty) (units config.systemd.timers);
  };
in
# What the module makes of a configuration of the host.
configuration:
let config = evaluate [ host ../module.nix { environment.etc = { }; } configuration ]; in
shown config // {
  assertions = map (each: each.message) (builtins.filter (each: !each.assertion) config.assertions);
  containers = builtins.mapAttrs
    (_: each: withoutEmpty (each // { config = shown (evaluate [ { environment.etc = { }; } each.config ]); }))
    config.containers;
}
