# What module.nix expects of nixpkgs' `lib`: values, and evaluations that have to fail.
{ libPath ? ./stand-in.nix }:
let
  lib = import libPath;
  inherit (lib) mkDefault mkForce mkIf mkMerge mkOption types;
  evaluate = modules: (lib.evalModules { inherit modules; }).config;
  ofType = type: definitions: (evaluate (
    [ { options.it = mkOption { inherit type; }; } ] ++ map (it: { config = { inherit it; }; }) definitions
  )).it;
  numbered = { options.a.b = mkOption { type = types.int; default = 1; }; };
  person = types.submodule ({ name, ... }: {
    options.name = mkOption { type = types.str; default = name; };
    options.age = mkOption { type = types.nullOr types.int; default = null; };
  });
in
{
  values = {
    default = (evaluate [ numbered ]).a.b;
    definition = (evaluate [ numbered { a.b = 2; } ]).a.b;
    weakDefinition = (evaluate [ numbered { a.b = mkDefault 2; } { a.b = 3; } ]).a.b;
    forced = (evaluate [ numbered { a.b = mkForce 2; } { a.b = 3; } ]).a.b;
    conditions = (evaluate [ numbered { a = mkMerge [ (mkIf false { b = 2; }) (mkIf true { b = 3; }) ]; } ]).a.b;
    conditionOnOtherOption = (evaluate [
      numbered
      { options.on = mkOption { type = types.bool; default = true; }; }
      ({ config, ... }: { config = mkIf config.on { a.b = 4; }; })
    ]).a.b;
    imports = (evaluate [ { imports = [ numbered { a.b = 5; } ]; } ]).a.b;
    lines = ofType types.lines [ "one" "two" ];
    lists = ofType (types.listOf types.str) [ [ "a" ] [ (mkIf false "b") "c" ] ];
    sets = ofType (types.attrsOf types.int) [ { a = 1; b = mkIf false 2; } (mkIf true { c = 3; }) ];
    noDefinition = ofType (types.attrsOf types.int) [ ];
    submodules = ofType (types.attrsOf person) [ { ann = { }; bob.age = 4; } { bob.name = "Robert"; } ];
    valueNamedConfig = ofType
      (types.submodule { options.config = mkOption { type = types.int; }; })
      [ { config = 1; } ];
    submoduleFunction = ofType person [ ({ lib, ... }: { age = lib.toInt "7"; }) ];
    nullable = ofType (types.nullOr (types.ints.between 1 9)) [ null ];
    stringOrList = map (each: ofType (types.either types.str (types.listOf types.str)) [ each ]) [ "a" [ "b" ] ];
    anything = ofType types.anything [ { a.b = 1; } { a.c = mkIf true [ 2 ]; } ];
    module = map
      (each: (evaluate [ numbered (ofType types.deferredModule [ each { } ]) ]).a.b)
      [ { a.b = 6; } ({ lib, ... }: { a.b = lib.last [ 7 8 ]; }) ];
    readOnly = (evaluate [
      { options.a = mkOption { type = types.int; readOnly = true; apply = a: a + 1; }; config.a = 1; }
    ]).a;
    functions = {
      split = lib.splitString "." "10.100.0.1";
      slash = lib.splitString "/" "10.100.0.0/24";
      renamed = lib.mapAttrs' (name: lib.nameValuePair "x-${name}") { a = 1; };
      generated = lib.genAttrs [ "a" ] (name: "${name}!");
      kept = lib.filterAttrs (_: value: value > 1) { a = 1; b = 2; };
      listed = lib.mapAttrsToList (name: value: "${name}=${toString value}") { a = 1; };
      unique = lib.unique [ 1 2 1 ];
      optional = lib.optional false 1 ++ lib.optionals true [ 2 ] ++ lib.optional true 3;
      text = lib.optionalString true "a" + lib.optionalString false "b";
      set = lib.optionalAttrs false { a = 1; } // lib.optionalAttrs true { b = 1; };
      flat = lib.concatMap (each: [ each each ]) [ 1 2 ];
    };
  };
  failures = {
    unknownOption = evaluate [ numbered { a.c = 1; } ];
    unknownOptionUnderFalseCondition = evaluate [ numbered { config = mkIf false { a.c = 1; }; } ];
    declaredTwice = evaluate [ numbered numbered ];
    conflict = ofType types.str [ "a" "b" ];
    noValue = ofType types.int [ ];
    range = ofType (types.ints.between 1 9) [ 10 ];
    enum = ofType (types.enum [ "tcp" "udp" ]) [ "icmp" ];
    pattern = ofType (types.strMatching "[a-z]+") [ "A" ];
    element = ofType (types.listOf types.int) [ [ "one" ] ];
    nested = ofType (types.attrsOf person) [ { ann.age = "old"; } ];
    unknownInSubmodule = ofType (types.attrsOf person) [ { ann.size = 1; } ];
    readOnlyTwice = (evaluate [
      { options.a = mkOption { type = types.int; readOnly = true; }; }
      { a = 1; }
      { a = 1; }
    ]).a;
  };
}
