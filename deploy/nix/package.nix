{ lib, buildNpmPackage, importNpmLock, iproute2, makeWrapper, nftables, nodejs_24, systemd, wireguard-tools }:
let
  manifest = builtins.fromJSON (builtins.readFile ../../apps/gateway/package.json);
in
buildNpmPackage {
  pname = "portkeep-gateway";
  inherit (manifest) version;
  src = ../..;
  nodejs = nodejs_24;

  # From package-lock.json: no hash has to follow it.
  npmDeps = importNpmLock { npmRoot = ../..; };
  npmConfigHook = importNpmLock.npmConfigHook;
  # They would download a Node.js.
  npmFlags = [ "--ignore-scripts" ];
  nativeBuildInputs = [ makeWrapper ];

  env = { DO_NOT_TRACK = "1"; TURBO_TELEMETRY_DISABLED = "1"; };
  buildPhase = ''
    runHook preBuild
    # The one from the lock cannot run where there is no /lib64.
    rm -f node_modules/.bin/node
    node_modules/.bin/turbo run build --filter=@portkeep/gateway --output-logs=errors-only
    runHook postBuild
  '';
  installPhase = ''
    runHook preInstall
    install -D -m 0644 apps/gateway/dist/main.cjs $out/lib/portkeep/gateway.cjs
    makeWrapper ${nodejs_24}/bin/node $out/bin/portkeep-gateway \
      --add-flags '--disable-sigusr1 --max-semi-space-size=1' \
      --add-flags $out/lib/portkeep/gateway.cjs \
      --prefix PATH : ${lib.makeBinPath [ iproute2 nftables systemd wireguard-tools ]}
    runHook postInstall
  '';

  meta = {
    inherit (manifest) description;
    license = lib.licenses.asl20;
    mainProgram = "portkeep-gateway";
    platforms = lib.platforms.linux;
  };
}
