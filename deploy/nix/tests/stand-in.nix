# As much of nixpkgs' `lib` as module.nix needs, for machines without nixpkgs. With
# `--arg libPath '<nixpkgs/lib>'` the same checks use the real one and have to give the same bytes.
let
  inherit (builtins)
    all attrNames catAttrs concatLists concatStringsSep elem elemAt filter foldl' genList hasAttr head
    isAttrs isBool isFunction isInt isList isPath isString length listToAttrs mapAttrs match;

  # Lists, strings and sets
  optional = condition: value: if condition then [ value ] else [ ];
  optionals = condition: values: if condition then values else [ ];
  optionalString = condition: text: if condition then text else "";
  optionalAttrs = condition: set: if condition then set else { };
  concatMap = f: list: concatLists (map f list);
  unique = foldl' (found: each: if elem each found then found else found ++ [ each ]) [ ];
  last = list: elemAt list (length list - 1);
  nameValuePair = name: value: { inherit name value; };
  mapAttrsToList = f: set: map (name: f name set.${name}) (attrNames set);
  mapAttrs' = f: set: listToAttrs (mapAttrsToList f set);
  genAttrs = names: f: listToAttrs (map (name: nameValuePair name (f name)) names);
  filterAttrs = keep: set:
    removeAttrs set (filter (name: !(keep name set.${name})) (attrNames set));
  splitString = separator: text: filter isString (builtins.split "[${separator}]" text);
  toInt = builtins.fromJSON;

  # Marks on values
  mkIf = condition: content: { _type = "if"; inherit condition content; };
  mkMerge = contents: { _type = "merge"; inherit contents; };
  mkOverride = priority: content: { _type = "override"; inherit priority content; };
  mkDefault = mkOverride 1000;
  mkForce = mkOverride 50;
  mkOption = attributes: attributes // { _type = "option"; };
  mkEnableOption = name: mkOption {
    type = types.bool;
    default = false;
    description = "Whether to enable ${name}.";
  };
  isMarked = kind: value: isAttrs value && value._type or null == kind;

  # A definition of a set may be marked as a whole; its marks belong on each attribute, so that the names
  # of the attributes do not depend on conditions.
  pushDown = value:
    if isMarked "merge" value then concatMap pushDown value.contents
    else if isMarked "if" value then
      map (mapAttrs (_: mkIf value.condition)) (pushDown value.content)
    else if isMarked "override" value then
      map (mapAttrs (_: mkOverride value.priority)) (pushDown value.content)
    else [ value ];

  # All definitions without their marks, each with its priority.
  discharge = priority: value:
    if isMarked "merge" value then concatMap (discharge priority) value.contents
    else if isMarked "if" value then
      if value.condition then discharge priority value.content else [ ]
    else if isMarked "override" value then discharge value.priority value.content
    else [ { inherit priority value; } ];

  strongest = marked:
    let
      lowest = foldl' (least: { priority, ... }: if priority < least then priority else least) 9999 marked;
    in
    map (each: each.value) (filter (each: each.priority == lowest) marked);

  showPath = concatStringsSep ".";

  mergeChecked = type: path: values:
    if all type.check values then type.merge path values
    else throw "A definition for option `${showPath path}' is not of type `${type.name}'.";

  mergeOption = path: option: definitions:
    let
      marked = concatMap (discharge 100) definitions;
      fallback = optional (option ? default) { priority = 1500; value = option.default; };
      values = strongest (marked ++ fallback);
    in
    if option.readOnly or false && length marked > 1 then
      throw "The option `${showPath path}' is read-only, but it's set multiple times."
    else if values == [ ] && option.type.empty or null == null then
      throw "The option `${showPath path}' was accessed but has no value defined. Try setting the option."
    else (option.apply or (value: value)) (
      if values == [ ] then option.type.empty else mergeChecked option.type path values
    );

  # Types
  mergeEqual = path: values:
    if all (each: each == head values) values then head values
    else throw "The option `${showPath path}' has conflicting definition values.";
  simple = name: check: { inherit name check; merge = mergeEqual; };
  mergeElement = type: path: definitions: mergeOption path { inherit type; } definitions;
  isDefined = definition: discharge 100 definition != [ ];

  types = rec {
    str = simple "string" isString;
    bool = simple "boolean" isBool;
    int = simple "signed integer" isInt;
    ints.between = low: high: simple
      "integer between ${toString low} and ${toString high} (both inclusive)"
      (value: isInt value && value >= low && value <= high);
    path = simple "path" (value: isPath value || isString value && builtins.substring 0 1 value == "/");
    package = simple "package" (value: isAttrs value && value.type or null == "derivation");
    lines = simple "strings concatenated with \"\\n\"" isString // { merge = _: concatStringsSep "\n"; };
    enum = values: simple "one of ${builtins.toJSON values}" (value: elem value values);
    strMatching = pattern: simple "string matching the pattern ${pattern}"
      (value: isString value && match pattern value != null);
    nullOr = type: {
      name = "null or ${type.name}";
      check = value: value == null || type.check value;
      merge = path: values:
        if all (value: value == null) values then null
        else if all (value: value != null) values then type.merge path values
        else throw "The option `${showPath path}' is defined both null and not null.";
    };
    either = first: second: {
      name = "${first.name} or ${second.name}";
      check = value: first.check value || second.check value;
      merge = path: values:
        if all first.check values then first.merge path values
        else if all second.check values then second.merge path values
        else mergeEqual path values;
    };
    listOf = type: {
      name = "list of ${type.name}";
      check = isList;
      empty = [ ];
      merge = path: lists: concatLists (genList (list:
        let elements = elemAt lists list; in
        concatLists (genList (entry:
          let
            at = path ++ [ "[definition ${toString (list + 1)}-entry ${toString (entry + 1)}]" ];
            element = elemAt elements entry;
          in
          optional (isDefined element) (mergeElement type at [ element ])
        ) (length elements))
      ) (length lists));
    };
    attrsOf = type: {
      name = "attribute set of ${type.name}";
      check = isAttrs;
      empty = { };
      merge = path: values:
        let
          pushed = concatMap pushDown values;
          defined = name: filter isDefined (catAttrs name pushed);
          names = filter (name: defined name != [ ]) (unique (concatMap attrNames pushed));
        in
        listToAttrs (map (name: nameValuePair name (mergeElement type (path ++ [ name ]) (defined name))) names);
    };
    submodule = module: {
      name = "submodule";
      check = value: isAttrs value || isFunction value || isPath value;
      empty = null;
      merge = path: values: (evalModules {
        # A plain set has values only, whatever they are called.
        modules = [ module ] ++ map (each: if isAttrs each then { config = each; } else each) values;
        specialArgs.name = last path;
        prefix = path;
      }).config;
    };
    deferredModule = {
      name = "module";
      check = value: isAttrs value || isFunction value || isPath value;
      merge = _: imports: { inherit imports; };
    };
    anything = {
      name = "anything";
      check = _: true;
      merge = path: values:
        if all isAttrs values && !(head values ? type) then (attrsOf anything).merge path values
        else if length values == 1 then head values
        else mergeEqual path values;
    };
  
  };

  # Modules
  evalModules = { modules, specialArgs ? { }, prefix ? [ ] }:
    let
      collect = module:
        let
          loaded = if isPath module || isString module then import module else module;
          plain = if isFunction loaded then loaded arguments else loaded;
          full = if plain ? config || plain ? options then plain
            else { imports = plain.imports or [ ]; config = removeAttrs plain [ "imports" "_file" ]; };
        in
        if isMarked "if" plain || isMarked "merge" plain then [ { config = plain; } ]
        else concatMap collect (full.imports or [ ]) ++ [ full ];
      arguments = specialArgs // { inherit lib config; };
      collected = concatMap collect modules;
      options = foldl' (joinOptions prefix) { } (map (module: module.options or { }) collected);
      definitions = map (module: module.config or { }) collected;
      unknown = unknownPaths prefix options definitions;
      config =
        if unknown == [ ] then evalSet prefix options definitions
        else throw "The option `${showPath (head unknown)}' does not exist.";
    in
    { inherit config options; };

  joinOptions = path: one: other: one // mapAttrs (name: option:
    if !(hasAttr name one) then option
    else if isMarked "option" option || isMarked "option" one.${name} then
      throw "The option `${showPath (path ++ [ name ])}' is already declared."
    else joinOptions (path ++ [ name ]) one.${name} option
  ) other;

  unknownPaths = path: options: definitions:
    let pushed = concatMap pushDown definitions; in
    concatMap (name:
      if !(hasAttr name options) then [ (path ++ [ name ]) ]
      else if isMarked "option" options.${name} then [ ]
      else unknownPaths (path ++ [ name ]) options.${name} (catAttrs name pushed)
    ) (unique (concatMap attrNames pushed));

  evalSet = path: options: definitions:
    let pushed = concatMap pushDown definitions; in
    mapAttrs (name: option:
      let own = catAttrs name pushed; at = path ++ [ name ]; in
      if isMarked "option" option then mergeOption at option own else evalSet at option own
    ) options;

  lib = builtins // {
    inherit
      concatMap evalModules filterAttrs genAttrs last mapAttrs' mapAttrsToList mkDefault mkEnableOption mkForce
      mkIf mkMerge mkOption mkOverride nameValuePair optional optionalAttrs optionalString optionals
      splitString toInt types unique;
  };
in
lib
