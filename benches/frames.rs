//! The longest frame while the file is read, a password is checked and another program changes the file, and while the
//! list of users is scrolled, searched and sorted: `logic` and `ui` together, without painting. With one user and with
//! 10 000.
//!
//! `cargo bench --bench frames`. The check of the password (bcrypt, cost 12) runs on the worker.

use std::thread::sleep;
use std::time::{Duration, Instant};

use egui::accesskit::{Action, ActionRequest, NodeId, TreeId, TreeUpdate};
use egui::{Event, Key, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, Vec2, pos2, vec2};
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::users::UserChange;
use egui_authenticator::wiring::Paths;

const HASH: &str = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
/// Stands for the only text field, which has no label of its own.
const FIELD: &str = "a text field";
/// How often another program changes the file.
const CHANGES: usize = 5;
/// The sizes of the window: the usual one, with 13 rows of the list, and a 4K screen with 45.
const SCREENS: [Vec2; 2] = [vec2(1_280.0, 800.0), vec2(3_840.0, 2_160.0)];
/// The longest acceptable frame.
const BUDGET: Duration = Duration::from_millis(4);

fn config(users: usize) -> String {
    let mut text = "views:\n  one:\n    roles: [admin]\n    kind: markdown\n    text: Hello\ncredentials:\n  usernames:\n    ada:\n      password: twelve quiet lamps burn\n      roles: [admin]\n".to_owned();
    for n in 1..users {
        text.push_str(&format!(
            "    user{n}:\n      email: user{n}@example.org\n      name: User {n}\n      password: {HASH}\n      roles: [till]\n"
        ));
    }
    text
}

fn main() {
    for users in [1, 10_000] {
        for screen in SCREENS {
            measure(users, screen);
        }
    }
}

/// A window without a screen.
struct Window {
    ctx: egui::Context,
    screen: Vec2,
    authenticator: Authenticator,
    start: Instant,
    frames: Vec<Duration>,
    tree: Option<TreeUpdate>,
}

impl Window {
    fn over(service: &egui_authenticator::service::Service, screen: Vec2) -> Self {
        let ctx = egui::Context::default();
        ctx.enable_accesskit();
        let authenticator = Authenticator::new(service, &ctx).expect("started");
        Self {
            ctx,
            screen,
            authenticator,
            start: Instant::now(),
            frames: Vec::new(),
            tree: None,
        }
    }

    fn frame(&mut self, events: Vec<Event>) {
        let input = RawInput {
            time: Some(self.start.elapsed().as_secs_f64()),
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.screen)),
            events,
            ..RawInput::default()
        };
        let before = Instant::now();
        let mut output = self.ctx.run_ui(input, |ui| {
            self.authenticator.logic(ui.ctx());
            self.authenticator.show_pages(ui);
        });
        self.frames.push(before.elapsed());
        output.textures_delta.clear();
        if let Some(tree) = output.platform_output.accesskit_update.take() {
            self.tree = Some(tree);
        }
        sleep(Duration::from_millis(8));
    }

    /// Draws frames until there is an element with this label.
    fn wait_for(&mut self, name: &str) -> NodeId {
        let before = Instant::now();
        loop {
            let nodes = self.tree.as_ref().map(|tree| tree.nodes.as_slice());
            let mut nodes = nodes.unwrap_or_default().iter();
            let is_wanted = |node: &egui::accesskit::Node| match name {
                FIELD => node.role() == egui::accesskit::Role::TextInput,
                name => node.label() == Some(name),
            };
            let found = nodes.find(|(_, node)| is_wanted(node));
            if let Some((id, _)) = found {
                return *id;
            }
            assert!(before.elapsed() < Duration::from_secs(20), "no {name}");
            self.frame(vec![]);
        }
    }

    fn act(&mut self, name: &str, action: Action) {
        let target_node = self.wait_for(name);
        let request = ActionRequest {
            action,
            target_tree: TreeId::ROOT,
            target_node,
            data: None,
        };
        self.frame(vec![Event::AccessKitActionRequest(request)]);
    }

    /// Returns the longest and the median frame since the last call, and the number of frames.
    fn measured(&mut self) -> (Duration, Duration, usize) {
        let mut frames = std::mem::take(&mut self.frames);
        frames.sort();
        let longest = frames.last().copied().unwrap_or_default();
        (longest, frames[frames.len() / 2], frames.len())
    }

    fn report(&mut self, what: &str) {
        let (longest, median, count) = self.measured();
        let verdict = if longest > BUDGET { "TOO LONG: " } else { "" };
        println!("  {what}: {verdict}longest frame {longest:?} of {count}, median {median:?}");
    }
}

fn key(key: Key) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

fn measure(users: usize, screen: Vec2) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("config.yaml");
    std::fs::write(&file, config(users)).expect("written");
    let service = Paths::for_config(file.clone()).throwaway_service();
    let mut window = Window::over(&service, screen);
    println!("{users} users, {} by {} points", screen.x, screen.y);
    for _ in 0..200 {
        window.frame(vec![]);
    }
    window.report("at the start");
    window.frame(vec![Event::Text("ada".to_owned())]);
    window.frame(vec![key(Key::Tab)]);
    window.frame(vec![Event::Text("twelve quiet lamps burn".to_owned())]);
    window.frame(vec![key(Key::Enter)]);
    window.wait_for("Users");
    window.report("while signing in");
    let other = std::thread::spawn(move || {
        let service = Paths::for_config(file).throwaway_service();
        for n in 0..CHANGES {
            let change = UserChange::default().first_name(format!("Ada {n}"));
            let changed =
                service
                    .users()
                    .change(Caller::LocalOwner(Operator::assume()), "ada", &change);
            changed.expect("changed");
            sleep(Duration::from_millis(400));
        }
    });
    while !other.is_finished() {
        window.frame(vec![]);
    }
    window.report("while another program makes changes");
    window.act("Users", Action::Click);
    window.wait_for("Sort by Name");
    window.report("while the users are listed");
    window.frame(vec![Event::PointerMoved(pos2(600.0, 500.0))]);
    for _ in 0..300 {
        window.frame(vec![Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -120.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        }]);
    }
    window.report("while the list is scrolled");
    window.act(FIELD, Action::Focus);
    for letter in "user 99".chars() {
        window.frame(vec![Event::Text(letter.to_string())]);
        window.frame(vec![]);
    }
    for _ in 0.."user 99".len() {
        window.frame(vec![key(Key::Backspace)]);
        window.frame(vec![]);
    }
    window.report("while it is searched");
    for column in ["Status", "Last sign-in", "Name"] {
        window.act(&format!("Sort by {column}"), Action::Click);
        window.frame(vec![]);
    }
    window.report("while it is sorted");
}
