//! What a desktop runs: its buses, the keyring and the accessibility bus.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;

use super::{Desk, Keyring};

impl Desk {
    pub(super) fn start_bus(&mut self, keyring: Keyring) {
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

    pub(super) fn start_keyring(&mut self, keyring: Keyring) {
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

    pub(super) fn start_accessibility(&mut self) {
        self.service(
            "/usr/libexec/at-spi-bus-launcher",
            &["--launch-immediately"],
        );
        self.owns("org.a11y.Bus");
        // Programs publish what they show only while an accessibility client is listening.
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

    /// Waits until a process on the bus owns this name.
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

    pub(super) fn service(&mut self, program: &str, arguments: &[&str]) {
        let mut command = self.command(program);
        let command = command
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        let child = command.spawn().unwrap_or_else(|e| panic!("{program}: {e}"));
        self.services.push(child);
    }

    /// Starts a service and reads the line that it says when it is ready.
    pub(super) fn service_that_says(&mut self, program: &str, arguments: &[&str]) -> String {
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
}
