//! A desktop of one's own: display, window manager, session bus, keyring and accessibility bus, all
//! in a folder that goes away. Everything that was started is stopped when it is dropped.

mod keyboard;
mod services;
mod traces;

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The size of the screen, in pixels.
pub const SCREEN: (u32, u32) = (1100, 900);

/// Set for a test that runs on a desktop that another one has made.
pub const CHILD: &str = "DESKTOP_TEST_CHILD";

/// What state the keyring is in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keyring {
    Unlocked,
    Locked,
    /// It is there and never answers.
    Frozen,
    Absent,
}

/// The desktop.
pub struct Desk {
    folder: tempfile::TempDir,
    display: String,
    bus: String,
    /// The system's own bus, where there is one.
    system_bus: Option<String>,
    services: Vec<Child>,
    app: Option<Child>,
    /// What the system is set to.
    pub locale: &'static str,
    /// What else the environment of the program has.
    pub environment: Vec<(&'static str, &'static str)>,
}

impl Desk {
    pub fn new(keyring: Keyring) -> Self {
        Self::with_screen(keyring, SCREEN)
    }

    /// Makes one with a screen of this size, in pixels.
    pub fn with_screen(keyring: Keyring, (width, height): (u32, u32)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["home", "run", "config", "data", "cache", "services"] {
            let path = folder.path().join(name);
            fs::create_dir(&path).expect("made");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("private");
        }
        let mut desk = Self {
            folder,
            display: String::new(),
            bus: String::new(),
            system_bus: None,
            services: Vec::new(),
            app: None,
            locale: "C.UTF-8",
            environment: Vec::new(),
        };
        // Without -noreset the server disconnects all clients when its last client leaves, and a
        // program that connects in that moment loses its window.
        let screen = format!("{width}x{height}x24");
        let xvfb = format!("-displayfd 1 -noreset -screen 0 {screen} -nolisten tcp");
        let xvfb: Vec<&str> = xvfb.split(' ').collect();
        desk.display = format!(":{}", desk.service_that_says("Xvfb", &xvfb));
        desk.start_bus(keyring);
        if keyring != Keyring::Absent {
            desk.start_keyring(keyring);
        }
        desk.start_accessibility();
        desk.service("openbox", &["--sm-disable"]);
        desk.wait("the window manager", |desk| {
            desk.output("wmctrl", &["-m"])
                .contains("Openbox")
                .then_some(())
        });
        desk
    }

    /// Starts the program and waits for its window.
    pub fn start(&mut self, arguments: &[&str]) {
        self.start_program(env!("CARGO_BIN_EXE_egui-authenticator"), arguments);
    }

    /// The same with one of the examples, as it is now.
    pub fn start_example(&mut self, name: &str) {
        let mut build = Command::new(env!("CARGO"));
        // The profile of the tests, which has built it already.
        let profile = ["build", "--quiet", "--locked", "--profile", "test"];
        let build = build.args(profile).args(["--example", name]);
        let built = build.current_dir(env!("CARGO_MANIFEST_DIR")).status();
        assert!(built.expect("cargo").success(), "{name} cannot be built");
        let program = Path::new(env!("CARGO_BIN_EXE_egui-authenticator"));
        let program = program.with_file_name("examples").join(name);
        self.start_program(&program.display().to_string(), &[]);
    }

    fn start_program(&mut self, program: &str, arguments: &[&str]) {
        let mut command = self.command(program);
        let said = fs::File::create(self.said()).expect("made");
        let command = command.args(arguments).stderr(said);
        let command = command.envs(self.environment.iter().copied());
        self.app = Some(command.spawn().expect("started"));
        let window = self.wait("a window", Self::window);
        self.run("xdotool", &["windowactivate", "--sync", &window]);
        self.run("xdotool", &["mousemove", "5", "5"]);
    }

    /// Starts the program under a Wayland compositor, of which it is a window of its own, and does not wait for the window.
    pub fn start_on_wayland(&mut self, arguments: &[&str]) {
        let weston = ["--backend=x11-backend.so", "--no-config", "--idle-time=0"];
        let size = ["--width=1000", "--height=800", "--socket=wayland-test"];
        self.service("weston", &[&weston[..], &size[..]].concat());
        let socket = self.folder.path().join("run/wayland-test");
        self.wait("the compositor", |_| socket.exists().then_some(()));
        let mut command = self.command(env!("CARGO_BIN_EXE_egui-authenticator"));
        let said = fs::File::create(self.said()).expect("made");
        let command = command.args(arguments).stderr(said);
        let command = command.env("WAYLAND_DISPLAY", "wayland-test");
        let command = command.env_remove("DISPLAY");
        self.app = Some(command.spawn().expect("started"));
    }

    /// Asks the program to end, as a system does that shuts down.
    pub fn terminates(&self) {
        let id = self.app.as_ref().expect("running").id().to_string();
        self.run("kill", &["-TERM", &id]);
    }

    /// What the program says when this library cannot be loaded, and how it ends.
    pub fn says_without(&self, library: &str) -> (Option<i32>, String) {
        let folder = self.folder.path().join("broken libraries");
        fs::create_dir_all(&folder).expect("made");
        fs::write(folder.join(library), "").expect("written");
        let mut command = self.command(env!("CARGO_BIN_EXE_egui-authenticator"));
        let command = command.arg("--demo").env("LD_LIBRARY_PATH", folder);
        let output = command.stderr(Stdio::piped()).output().expect("run");
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), text)
    }

    /// Runs one of these tests on this desktop, as `child`, and gives what it said when it failed.
    pub fn runs_test(&self, name: &str) -> Result<(), String> {
        let this = std::env::current_exe().expect("this program");
        let mut command = self.command(&this.display().to_string());
        let command = command.args(["--ignored", "--exact", name]).env(CHILD, "1");
        let output = command.stderr(Stdio::piped()).output().expect("run");
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        let is_run = said.contains("1 passed");
        (output.status.success() && is_run)
            .then_some(())
            .ok_or(said)
    }

    /// Closes the window and waits for the program to end.
    pub fn quits(&mut self) {
        self.closes();
        self.waits_to_end();
    }

    /// Closes the window, which the program can refuse.
    pub fn closes(&self) {
        let window = self.window().expect("a window");
        self.run("wmctrl", &["-i", "-c", &window]);
    }

    /// Waits for the program to end.
    pub fn waits_to_end(&mut self) {
        let mut app = self.app.take().expect("running");
        let start = Instant::now();
        while app.try_wait().expect("asked").is_none() {
            assert!(start.elapsed() < PATIENCE, "it does not end");
            sleep(Duration::from_millis(20));
        }
    }

    /// Kills the program, without any warning to it.
    pub fn kills(&mut self) {
        let mut app = self.app.take().expect("running");
        app.kill().expect("killed");
        app.wait().expect("ended");
    }

    /// Where the program's own errors go.
    fn said(&self) -> PathBuf {
        self.folder.path().join("said")
    }

    fn window(&self) -> Option<String> {
        let pid = self.app.as_ref()?.id().to_string();
        let found = self.output("xdotool", &["search", "--onlyvisible", "--pid", &pid]);
        found.lines().next().map(ToOwned::to_owned)
    }

    fn wait<T>(&self, what: &str, look: impl Fn(&Self) -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(found) = look(self) {
                return found;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "waited for {what} in vain; there is\n{}\nand the program said\n{}",
                self.tree(),
                fs::read_to_string(self.said()).unwrap_or_default()
            );
            sleep(Duration::from_millis(50));
        }
    }

    /// What the command line prints, when all is well.
    pub fn tool(&self, arguments: &[&str]) -> String {
        let (code, text) = self.tool_says(arguments);
        assert_eq!(code, Some(0), "{arguments:?}: {text}");
        text
    }

    /// How the command line ends, and what it prints.
    pub fn tool_says(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let mut command = self.command(env!("CARGO_BIN_EXE_egui-authenticator"));
        let output = command
            .args(arguments)
            .stderr(Stdio::piped())
            .output()
            .expect("run");
        let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.push_str(&String::from_utf8_lossy(&output.stderr));
        (output.status.code(), text)
    }

    /// What the command line prints with this standard input, when all is well.
    pub fn tool_with(&self, arguments: &[&str], input: &str) -> String {
        let program = env!("CARGO_BIN_EXE_egui-authenticator");
        let mut command = self.command(program);
        let command = command.args(arguments).stdin(Stdio::piped());
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("started");
        let mut pipe = child.stdin.take().expect("a pipe");
        pipe.write_all(input.as_bytes()).expect("written");
        drop(pipe);
        let output = child.wait_with_output().expect("ended");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {error}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn command(&self, program: &str) -> Command {
        let path = |name: &str| -> PathBuf { self.folder.path().join(name) };
        let mut command = Command::new(program);
        command
            .env("HOME", path("home"))
            .env("XDG_RUNTIME_DIR", path("run"))
            .env("XDG_CONFIG_HOME", path("config"))
            .env("XDG_DATA_HOME", path("data"))
            .env("XDG_CACHE_HOME", path("cache"))
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("GTK_A11Y", "none")
            .env("LC_ALL", self.locale)
            .env_remove("LANGUAGE")
            // Without one there is none, whatever computer this runs on.
            .env(
                "DBUS_SYSTEM_BUS_ADDRESS",
                self.system_bus
                    .as_deref()
                    .unwrap_or("unix:path=/nonexistent"),
            )
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("AT_SPI_BUS_ADDRESS")
            // With whatever it starts, such as the bus of the accessibility service.
            .process_group(0)
            .stderr(Stdio::null());
        command
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let status = self
            .command(program)
            .args(arguments)
            .stdout(Stdio::null())
            .status();
        let status = status.unwrap_or_else(|e| panic!("{program}: {e}"));
        assert!(status.success(), "{program} {arguments:?}: {status}");
    }

    fn output(&self, program: &str, arguments: &[&str]) -> String {
        let output = self.command(program).args(arguments).output();
        let output = output.unwrap_or_else(|e| panic!("{program}: {e}"));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        for child in self.app.iter_mut().chain(self.services.iter_mut().rev()) {
            let group = format!("-{}", child.id());
            drop(Command::new("kill").args(["-KILL", "--", &group]).status());
            drop(child.wait());
        }
    }
}
