//! A desktop of one's own: display, window manager, session bus, keyring and accessibility bus, all
//! in a folder that goes away. Everything that was started is stopped when it is dropped.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{FileExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// How many stops Tab makes at most on the way to anything.
const MOST_STOPS: usize = 60;

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
}

impl Desk {
    pub fn new(keyring: Keyring) -> Self {
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
        };
        // Without -noreset the server throws everybody out when its last client leaves, and a
        // program that connects in that moment loses its window.
        let xvfb = "-displayfd 1 -noreset -screen 0 1100x900x24 -nolisten tcp";
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
        let build = build.args(["build", "--quiet", "--locked", "--example", name]);
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
        self.app = Some(command.spawn().expect("started"));
        let window = self.wait("a window", Self::window);
        self.run("xdotool", &["windowactivate", "--sync", &window]);
        self.run("xdotool", &["mousemove", "5", "5"]);
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
        let window = self.window().expect("a window");
        self.run("wmctrl", &["-i", "-c", &window]);
        let mut app = self.app.take().expect("running");
        let start = Instant::now();
        while app.try_wait().expect("asked").is_none() {
            assert!(start.elapsed() < PATIENCE, "it does not end");
            sleep(Duration::from_millis(20));
        }
    }

    /// How often this stands in the memory of the program, in UTF-8 or UTF-16. Only the system's
    /// administrator can look; for anybody else the memory must be closed, and nothing is found.
    fn remembers(&self, text: &str) -> usize {
        let id = self.app.as_ref().expect("running").id();
        let maps = fs::read_to_string(format!("/proc/{id}/maps"));
        let memory = fs::File::open(format!("/proc/{id}/mem"));
        let (Ok(maps), Ok(memory)) = (maps, memory) else {
            let me = fs::metadata("/proc/self").expect("there").uid();
            assert_ne!(me, 0, "root can look");
            return 0;
        };
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut found = 0;
        for line in maps.lines() {
            let mut fields = line.split_whitespace();
            let (range, mode) = (fields.next(), fields.next());
            let Some((start, end)) = range.and_then(|range| range.split_once('-')) else {
                continue;
            };
            if !mode.is_some_and(|mode| mode.starts_with("rw")) {
                continue;
            }
            let number = |text| u64::from_str_radix(text, 16).expect("an address");
            let (start, end) = (number(start), number(end));
            let length = usize::try_from(end - start).expect("fits");
            let mut bytes = vec![0; length];
            // What belongs to a device cannot be read, and is no memory of the program's.
            if memory.read_exact_at(&mut bytes, start).is_ok() {
                for needle in [text.as_bytes(), &wide] {
                    found += memchr_count(&bytes, needle);
                }
            }
        }
        found
    }

    /// Waits until this stands in the memory of the program. For whoever cannot look it is said to.
    pub fn waits_to_remember(&self, text: &str) {
        let can_look = fs::metadata("/proc/self").expect("there").uid() == 0;
        self.wait("what was typed, in memory", |desk| {
            (!can_look || desk.remembers(text) > 0).then_some(())
        });
    }

    /// Waits until this does not stand in the memory of the program any more.
    pub fn waits_to_forget(&self, text: &str) {
        self.wait("what was typed to be wiped", |desk| {
            (desk.remembers(text) == 0).then_some(())
        });
    }

    /// Whether the program lets itself be looked into by others of the same user.
    pub fn is_closed(&self) -> bool {
        let id = self.app.as_ref().expect("running").id();
        let limits = fs::read_to_string(format!("/proc/{id}/limits")).expect("read");
        let core = limits
            .lines()
            .find(|line| line.starts_with("Max core file size"));
        let has_no_core = core.is_some_and(|line| line.split_whitespace().nth(4) == Some("0"));
        // The system gives the files of a closed program to its administrator.
        let owner = fs::metadata(format!("/proc/{id}/mem")).expect("there");
        has_no_core && owner.uid() == 0
    }

    pub fn types(&self, text: &str) {
        self.run("xdotool", &["type", "--delay", "15", text]);
    }

    pub fn keys(&self, keys: &[&str]) {
        for key in keys {
            self.run("xdotool", &["key", key]);
            sleep(Duration::from_millis(60));
        }
    }

    /// Gives the window this size, in pixels.
    pub fn resizes(&self, width: u32, height: u32) {
        let window = self.window().expect("a window");
        let size = [width, height].map(|side| side.to_string());
        self.run(
            "xdotool",
            &["windowsize", "--sync", &window, &size[0], &size[1]],
        );
    }

    /// Goes on with Tab until something of this role whose name begins like this has the focus.
    pub fn tabs_to(&self, role: &str, name: &str) {
        let mut visited = Vec::new();
        for _ in 0..MOST_STOPS {
            let tree = self.tree();
            let focused = tree.lines().find(|line| line.ends_with("focused"));
            if focused.is_some_and(|line| line.starts_with(&format!("{role}|{name}"))) {
                return;
            }
            visited.push(focused.unwrap_or("nothing").to_owned());
            self.keys(&["Tab"]);
        }
        panic!("Tab did not come to {role} {name}, but to {visited:#?}");
    }

    /// The same, and presses it with this key.
    pub fn tabs_to_and(&self, role: &str, name: &str, key: &str) {
        self.tabs_to(role, name);
        self.keys(&[key]);
    }

    /// Begins to write down what a screen reader is told to say.
    pub fn listens(&mut self) {
        let heard = fs::File::create(self.heard()).expect("made");
        let mut command = self.client_command(&["listen"]);
        let command = command.stdin(Stdio::null()).stdout(heard);
        self.services.push(command.spawn().expect("started"));
        self.waits_to_hear("listening");
    }

    /// Waits until a screen reader was told to say this.
    pub fn waits_to_hear(&self, text: &str) {
        self.wait(&format!("“{text}” to be said"), |desk| {
            let heard = fs::read_to_string(desk.heard()).unwrap_or_default();
            heard.contains(text).then_some(())
        });
    }

    fn heard(&self) -> PathBuf {
        self.folder.path().join("heard")
    }

    /// Writes a file that is not the program's; gives its path.
    pub fn writes(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join("home").join(name);
        fs::write(&path, text).expect("written");
        path.display().to_string()
    }

    /// Presses something whose name begins like this, through the accessibility bus.
    pub fn presses(&self, name: &str) {
        self.wait(name, |desk| {
            desk.client(&["press", name])
                .contains("pressed")
                .then_some(())
        });
    }

    /// Moves the focus to the field with this name, as an accessibility client does.
    pub fn focuses(&self, name: &str) {
        self.wait(name, |desk| {
            desk.client(&["focus", name])
                .contains("focused")
                .then_some(())
        });
        self.waits_for(&format!("entry|{name}"), "focused");
    }

    /// Waits until something of this role has this in its name or states.
    pub fn waits_for(&self, role: &str, text: &str) {
        self.wait(&format!("{role} {text}"), |desk| {
            let tree = desk.tree();
            let mut lines = tree.lines();
            let found = lines.any(|line| line.starts_with(role) && line.contains(text));
            found.then_some(())
        });
    }

    /// Waits until the first text of this role is this.
    pub fn waits_to_read(&self, role: &str, text: &str) {
        self.wait(&format!("{role} to read {text}"), |desk| {
            (desk.client(&["text", role]).trim() == text).then_some(())
        });
    }

    /// What an accessibility client sees: role, name and states, a line each.
    pub fn tree(&self) -> String {
        self.client(&["tree"])
    }

    /// Waits for the token in the keyring, read with another program.
    pub fn waits_for_token(&self) -> String {
        self.wait("the token", |desk| {
            let token = desk.token();
            token.starts_with("ea1.").then_some(token)
        })
    }

    pub fn waits_for_no_token(&self) {
        self.wait("no token", |desk| desk.token().is_empty().then_some(()));
    }

    /// Every file that the program wrote.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        for name in ["config", "data", "cache"] {
            collect(&self.folder.path().join(name), &mut files);
        }
        files.retain(|(name, _)| name.contains("egui-authenticator"));
        assert!(files.len() >= 2, "configuration and database: {files:?}");
        files
    }

    pub fn config(&self) -> String {
        self.config_of("egui-authenticator")
    }

    /// The credential file of an app.
    pub fn config_of(&self, app: &str) -> String {
        let file = self.folder.path().join("config").join(app);
        fs::read_to_string(file.join("config.yaml")).expect("read")
    }

    pub fn writes_config(&self, text: &str) {
        let folder = self.folder.path().join("config/egui-authenticator");
        fs::create_dir_all(&folder).expect("made");
        fs::write(folder.join("config.yaml"), text).expect("written");
    }

    /// Puts a token into the keyring in place of the one that is there, as somebody with a copy would.
    pub fn puts_token(&self, token: &str) {
        let account = self.account();
        let entry = ["service", "egui-authenticator", "username", &account];
        self.run("secret-tool", &[&["clear"], &entry[..]].concat());
        let mut command = self.command("secret-tool");
        let command = command.args(["store", "--label", "token"]).args(entry);
        let command = command.args(["target", "default", "application", "rust-keyring"]);
        let mut child = command.stdin(Stdio::piped()).spawn().expect("started");
        let mut input = child.stdin.take().expect("piped");
        input.write_all(token.as_bytes()).expect("written");
        drop(input);
        assert!(child.wait().expect("ended").success());
    }

    fn account(&self) -> String {
        let config = "config/egui-authenticator/config.yaml";
        self.folder.path().join(config).display().to_string()
    }

    fn token(&self) -> String {
        let account = self.account();
        let arguments = [
            "lookup",
            "service",
            "egui-authenticator",
            "username",
            &account,
        ];
        self.output("secret-tool", &arguments)
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

    fn client(&self, arguments: &[&str]) -> String {
        let output = self.client_command(arguments).output();
        String::from_utf8_lossy(&output.expect("python").stdout).into_owned()
    }

    fn client_command(&self, arguments: &[&str]) -> Command {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/desktop/client.py");
        let pid = self.app.as_ref().map_or(0, Child::id).to_string();
        let mut command = self.command("/usr/bin/python3");
        command.arg(script).arg(pid).args(arguments);
        command
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

    fn start_bus(&mut self, keyring: Keyring) {
        let services = self.folder.path().join("services");
        for entry in fs::read_dir("/usr/share/dbus-1/services").expect("D-Bus services") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_owned();
            let is_keyring = fs::read_to_string(&path).is_ok_and(|t| t.contains("gnome-keyring"));
            if keyring != Keyring::Absent || !is_keyring {
                fs::copy(&path, services.join(name)).expect("copied");
            }
        }
        let run = self.folder.path().join("run");
        let config = self.folder.path().join("session.conf");
        let text = format!(
            "<busconfig><type>session</type><listen>unix:dir={}</listen><servicedir>{}</servicedir>\
             <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
             <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>",
            run.display(),
            services.display()
        );
        fs::write(&config, text).expect("written");
        let config = format!("--config-file={}", config.display());
        self.bus =
            self.service_that_says("dbus-daemon", &[&config, "--nofork", "--print-address=1"]);
    }

    /// Starts a system bus with a logind that says what it is told to.
    pub fn starts_logind(&mut self) {
        let config = self.folder.path().join("system.conf");
        let text = format!(
            "<busconfig><type>system</type><listen>unix:path={}</listen>\
             <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
             <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>",
            self.folder.path().join("system-bus").display()
        );
        fs::write(&config, text).expect("written");
        let config = format!("--config-file={}", config.display());
        let bus =
            self.service_that_says("dbus-daemon", &[&config, "--nofork", "--print-address=1"]);
        self.system_bus = Some(bus);
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/desktop/logind.py");
        let script = script.display().to_string();
        let pipe = self.folder.path().join("logind");
        let pipe = pipe.display().to_string();
        self.run("mkfifo", &[&pipe]);
        let said = self.service_that_says("/usr/bin/python3", &[&script, &pipe]);
        assert_eq!(said, "ready");
    }

    /// Has logind say something.
    pub fn logind(&self, what: &str) {
        let pipe = fs::File::options()
            .write(true)
            .open(self.folder.path().join("logind"));
        let mut pipe = pipe.expect("logind listens");
        writeln!(pipe, "{what}").expect("told");
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

    /// Changes the state database behind the program's back.
    pub fn tampers(&self, statement: &str) {
        let path = self.folder.path().join("data/egui-authenticator/state.db");
        let database = rusqlite::Connection::open(path).expect("opened");
        assert!(
            database.execute(statement, []).expect("done") > 0,
            "{statement}"
        );
    }

    fn start_keyring(&mut self, keyring: Keyring) {
        let control = format!(
            "--control-directory={}/run/keyring",
            self.folder.path().display()
        );
        let arguments = ["--foreground", "--unlock", "--components=secrets", &control];
        let mut command = self.command("gnome-keyring-daemon");
        let command = command
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null());
        let mut daemon = command.spawn().expect("gnome-keyring-daemon");
        let mut input = daemon.stdin.take().expect("its input");
        input
            .write_all(b"the keyring's own password")
            .expect("written");
        drop(input);
        let pid = daemon.id().to_string();
        self.services.push(daemon);
        self.owns("org.freedesktop.secrets");
        // The login keyring is made at the first unlock.
        let made = self.folder.path().join("data/keyrings/login.keyring");
        self.wait("the login keyring", |_| made.exists().then_some(()));
        if keyring == Keyring::Frozen {
            self.run("kill", &["-STOP", &pid]);
        }
        if keyring == Keyring::Locked {
            let collection = "array:objpath:/org/freedesktop/secrets/collection/login";
            let method = "org.freedesktop.Secret.Service.Lock";
            let to = ["--dest=org.freedesktop.secrets", "/org/freedesktop/secrets"];
            self.run(
                "dbus-send",
                &[
                    "--session",
                    "--print-reply",
                    to[0],
                    to[1],
                    method,
                    collection,
                ],
            );
        }
    }

    fn start_accessibility(&mut self) {
        self.service(
            "/usr/libexec/at-spi-bus-launcher",
            &["--launch-immediately"],
        );
        self.owns("org.a11y.Bus");
        // Programs publish what they show only when somebody is listening.
        let set = "org.freedesktop.DBus.Properties.Set";
        let to = ["--dest=org.a11y.Bus", "/org/a11y/bus", set];
        let value = [
            "string:org.a11y.Status",
            "string:IsEnabled",
            "variant:boolean:true",
        ];
        let arguments: Vec<&str> = ["--session", "--print-reply"]
            .into_iter()
            .chain(to)
            .chain(value)
            .collect();
        self.run("dbus-send", &arguments);
    }

    /// Waits until somebody on the bus has this name.
    fn owns(&self, name: &str) {
        let name = format!("string:{name}");
        let ask = "org.freedesktop.DBus.NameHasOwner";
        let to = ["--dest=org.freedesktop.DBus", "/org/freedesktop/DBus", ask];
        self.wait(&name, |desk| {
            let arguments = ["--session", "--print-reply", to[0], to[1], to[2], &name];
            let reply = desk.output("dbus-send", &arguments);
            reply.contains("boolean true").then_some(())
        });
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
            .stderr(Stdio::null());
        command
    }

    fn service(&mut self, program: &str, arguments: &[&str]) {
        let mut command = self.command(program);
        let command = command
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        let child = command.spawn().unwrap_or_else(|e| panic!("{program}: {e}"));
        self.services.push(child);
    }

    /// Starts a service and reads the line that it says when it is ready.
    fn service_that_says(&mut self, program: &str, arguments: &[&str]) -> String {
        let mut command = self.command(program);
        let command = command
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|e| panic!("{program}: {e}"));
        let output = child.stdout.take().expect("its output");
        self.services.push(child);
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).expect("read");
        assert!(!line.trim().is_empty(), "{program} did not start");
        line.trim().to_owned()
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
            drop(child.kill());
            drop(child.wait());
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if let Ok(bytes) = fs::read(&path) {
            files.push((path.display().to_string(), bytes));
        }
    }
}

/// How often `needle` stands in `bytes`.
fn memchr_count(bytes: &[u8], needle: &[u8]) -> usize {
    let (first, rest) = needle.split_first().expect("something to look for");
    let starts = bytes.iter().enumerate().filter(|(_, byte)| *byte == first);
    starts
        .filter(|(at, _)| bytes[at + 1..].starts_with(rest))
        .count()
}
