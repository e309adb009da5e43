# nixpkgs: pkgs/by-name/eg/egui-authenticator/package.nix
{
  lib,
  fetchurl,
  installShellFiles,
  libGL,
  libX11,
  libXcursor,
  libXi,
  libxkbcommon,
  makeWrapper,
  rustPlatform,
  stdenv,
  wayland,
}:

rustPlatform.buildRustPackage (finalAttrs: {
  pname = "egui-authenticator";
  version = "@VERSION@";

  src = fetchurl {
    url = "@URL@/@SOURCE@";
    sha256 = "@SOURCE_SHA256@";
  };
  cargoLock.lockFile = ./Cargo.lock;

  nativeBuildInputs = [
    installShellFiles
    makeWrapper
  ];
  # They need a display, a keyring or other programs.
  doCheck = false;

  postInstall = ''
    for shell in bash fish zsh; do
      $out/bin/egui-authenticator completions $shell > egui-authenticator.$shell
      installShellCompletion egui-authenticator.$shell
    done
    $out/bin/egui-authenticator man --folder man
    installManPage man/*.1
  '';
  # The window loads these while it starts.
  postFixup = lib.optionalString stdenv.hostPlatform.isLinux ''
    wrapProgram $out/bin/egui-authenticator --prefix LD_LIBRARY_PATH : ${
      lib.makeLibraryPath [
        libGL
        libX11
        libXcursor
        libXi
        libxkbcommon
        wayland
      ]
    }
  '';

  meta = {
    description = "Sign-in and user management for shared desktop tools";
    homepage = "@URL@";
    license = with lib.licenses; [
      mit
      ofl
      asl20
    ];
    mainProgram = "egui-authenticator";
    platforms = lib.platforms.linux ++ lib.platforms.darwin;
  };
})
