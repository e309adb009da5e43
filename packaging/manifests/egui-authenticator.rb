# Homebrew: a formula for a tap.
class EguiAuthenticator < Formula
  desc "Sign-in and user management for shared desktop tools"
  homepage "@URL@"
  url "@URL@/@SOURCE@"
  sha256 "@SOURCE_SHA256@"
  license all_of: ["MIT", "OFL-1.1", "Apache-2.0", "Unicode-3.0"]

  depends_on "rust" => :build

  def install
    system "cargo", "install", *std_cargo_args
    generate_completions_from_executable(bin/"egui-authenticator", "completions")
    system bin/"egui-authenticator", "man", "--folder", man1
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/egui-authenticator --version")
  end
end
