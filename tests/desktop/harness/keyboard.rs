//! What a user does at the desktop, with keys and through the accessibility bus, and what they read and hear.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::Desk;

/// How many stops Tab makes at most on the way to anything.
const MOST_STOPS: usize = 60;

/// The entries of the account menu, which is opened for them.
const MENU: [&str; 4] = ["Sign out", "Your account", "Lock", "Switch user"];

impl Desk {
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

    /// The left and upper edge of the window, its width and its height, in pixels.
    pub fn place(&self) -> [i64; 4] {
        let corner = ["Absolute upper-left X", "Absolute upper-left Y"];
        self.measures([corner[0], corner[1], "Width", "Height"])
    }

    fn measures<const N: usize>(&self, names: [&str; N]) -> [i64; N] {
        let window = self.window().expect("a window");
        // xdotool counts the frame twice.
        let text = self.output("xwininfo", &["-id", &window]);
        names.map(|name| {
            let mut lines = text.lines().filter_map(|line| line.trim().split_once(':'));
            let found = lines.find(|(key, _)| *key == name);
            found.expect(name).1.trim().parse().expect("a number")
        })
    }

    /// Waits until the window has this size and begins at the corner of the screen.
    pub fn waits_for_size(&self, (width, height): (u32, u32)) {
        self.wait("the size of the window", |desk| {
            let expected = [0, 0, i64::from(width), i64::from(height)];
            (desk.place() == expected).then_some(())
        });
    }

    /// Waits until all of the window is on a screen of this size.
    pub fn waits_to_be_inside(&self, (width, height): (u32, u32)) {
        self.wait("the window to be inside the screen", |desk| {
            let [left, top, across, down] = desk.place();
            let is_inside = left + across <= width.into() && top + down <= height.into();
            (left >= 0 && top >= 0 && is_inside).then_some(())
        });
    }

    /// Waits until the window of another program is above this one.
    pub fn waits_for_another_window_on_top(&self) {
        let own = self.app.as_ref().map_or(0, Child::id).to_string();
        self.wait("another window on top", |desk| {
            let windows = desk.output("xprop", &["-root", "_NET_CLIENT_LIST_STACKING"]);
            let (_, top) = windows.trim().rsplit_once(' ')?;
            let owner = desk.output("xdotool", &["getwindowpid", top]);
            let owner = owner.trim();
            (!owner.is_empty() && owner != own).then_some(())
        });
    }

    pub fn minimizes(&self) {
        let window = self.window().expect("a window");
        self.run("xdotool", &["windowminimize", &window]);
        self.wait("the window to be minimized", |desk| {
            desk.window().is_none().then_some(())
        });
    }

    pub fn waits_to_be_visible(&self) {
        self.wait("a visible window", Self::window);
    }

    /// What has the focus: role, name and states.
    pub fn focused(&self) -> String {
        let tree = self.tree();
        let focused = tree.lines().find(|line| line.ends_with("focused"));
        focused.unwrap_or("nothing").to_owned()
    }

    /// Waits until something else has the focus than this.
    pub fn waits_to_move_from(&self, focused: &str) {
        self.wait("the focus to move", |desk| {
            (desk.focused() != focused).then_some(())
        });
    }

    /// Presses Tab until something of this role whose name begins like this has the focus.
    pub fn tabs_to(&self, role: &str, name: &str) {
        let mut visited = Vec::new();
        for _ in 0..MOST_STOPS {
            let focused = self.focused();
            if focused.starts_with(&format!("{role}|{name}")) {
                return;
            }
            visited.push(focused);
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

    /// Presses something whose name begins like this, through the accessibility bus.
    pub fn presses(&self, name: &str) {
        self.wait(name, |desk| {
            let is_pressed = desk.client(&["press", name]).contains("pressed");
            if !is_pressed && MENU.contains(&name) {
                desk.client(&["press", "Account menu"]);
            }
            is_pressed.then_some(())
        });
    }

    /// Chooses an entry of the account menu with the keyboard.
    pub fn chooses_with_keys(&self, entry: &str) {
        self.tabs_to_and("push button", "Account menu", "Return");
        self.tabs_to_and("push button", entry, "Return");
    }

    /// Waits until the page greets a user.
    pub fn waits_to_greet(&self, name: &str) {
        self.waits_for("", &format!("|Hello, {name}|"));
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

    /// Waits until the first text of this role has this in it.
    pub fn waits_to_read_in(&self, role: &str, part: &str) {
        self.wait(&format!("{role} with {part}"), |desk| {
            let text = desk.client(&["text", role]);
            text.contains(part).then_some(())
        });
    }

    /// What an accessibility client sees: role, name and states, a line each.
    pub fn tree(&self) -> String {
        self.client(&["tree"])
    }

    /// Waits until everything that can be used is whole inside the window, as an accessibility client sees it.
    pub fn waits_to_show_all(&self) {
        // What is measured from is the frame around the window.
        let frame = ["Relative upper-left X", "Relative upper-left Y"];
        self.wait("all of the form in the window", |desk| {
            let measures = desk.measures([frame[0], frame[1], "Width", "Height"]);
            let [left, top, width, height] = measures.map(|number| number.to_string());
            let cut_off = desk.client(&["cut-off", &left, &top, &width, &height]);
            // The scroll bar of a window that was smaller disappears a little later.
            let is_all = cut_off.trim().is_empty() && !desk.tree().contains("scroll bar");
            is_all.then_some(())
        });
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
}
