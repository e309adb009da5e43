//! A configuration file on a network share, for which a program behind FUSE stands in: it can be stopped, so that calls hang,
//! and killed, so that they fail.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::domain::problem::Cause;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::service::sign_in::sessions::RefreshError;
use egui_authenticator::service::users::{UserChange, UserError};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::secrets::Desk;

const PATIENCE: Duration = Duration::from_secs(60);
const PASSWORD: &str = "correct horse battery staple";

/// A folder on a share, and its server.
struct Share {
    disk: PathBuf,
    mount: PathBuf,
    server: Child,
}

impl Share {
    fn start(folder: &Path) -> Self {
        let (disk, mount) = (folder.join("disk"), folder.join("mount"));
        for folder in [&disk, &mount] {
            fs::create_dir(folder).expect("made");
        }
        fs::write(disk.join("there"), "").expect("written");
        let server = serve(&disk, &mount);
        Self {
            disk,
            mount,
            server,
        }
    }

    fn signal(&self, name: &str) {
        run("kill", &[name, &self.server.id().to_string()]);
    }

    /// Kills the server. Every call fails from now on.
    fn kill(&mut self) {
        self.server.kill().expect("killed");
        self.server.wait().expect("ended");
    }

    fn unmount(&self) {
        run("umount", &["-l", &self.mount.display().to_string()]);
    }

    fn start_again(&mut self) {
        self.server = serve(&self.disk, &self.mount);
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.server.kill().unwrap_or_default();
        self.server.wait().map(drop).unwrap_or_default();
    }
}

/// Starts a server that keeps nothing, and waits for it.
fn serve(disk: &Path, mount: &Path) -> Child {
    let mut bindfs = Command::new("bindfs");
    bindfs.args(["-f", "-o", "attr_timeout=0,entry_timeout=0"]);
    let server = bindfs.args([disk, mount]).stdin(Stdio::null()).spawn();
    let server = server.expect("bindfs, from the package of this name");
    wait_until(|| mount.join("there").exists());
    server
}

fn run(program: &str, arguments: &[&str]) {
    let status = Command::new(program).args(arguments).status();
    assert!(status.expect("run").success(), "{program} {arguments:?}");
}

fn wait_until(mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "in time");
        thread::sleep(Duration::from_millis(10));
    }
}

/// Runs a worker in a mount namespace of its own.
fn in_a_namespace(worker: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new("unshare");
    command
        .arg("-rm")
        .arg(std::env::current_exe().expect("this"));
    let command = command.args(["worker", worker]).arg(folder.path());
    let output = command.output().expect("unshare");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    print!("{}", String::from_utf8_lossy(&output.stdout));
}

pub fn out_of_reach() {
    in_a_namespace("share that fails");
}

pub fn hangs() {
    in_a_namespace("share that hangs");
}

fn is_outage(error: &StoreError) -> bool {
    matches!(error, StoreError::Unavailable(_))
}

/// The command line says so as well.
fn is_told_by_check(config: &Path, folder: &Path) {
    let mut check = Command::new(env!("CARGO_BIN_EXE_egui-authenticator"));
    check.arg("--config").arg(config).arg("check");
    // Keeps what is recorded out of the home of the user who runs the tests.
    let output = check.env("XDG_DATA_HOME", folder).output().expect("run");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(
        said.contains("is on a network file system (fuse)"),
        "{said}"
    );
    assert!(said.contains("store import"), "{said}");
}

/// An administrator works while the server is killed, the share is unmounted, and both come back.
pub fn works_on_while_it_fails(folder: &Path) {
    let mut share = Share::start(folder);
    // Through a link, which leads nowhere during an outage.
    let link = folder.join("link").display().to_string();
    run("ln", &["-s", &share.mount.display().to_string(), &link]);
    let desk = Desk::over(&Path::new(&link).join("config.yaml"), folder);
    let password = Secret::new(PASSWORD.to_owned());
    let session = desk.session("ada", &password);
    let view = desk.service.sessions().refresh(&session).expect("the view");
    let is_told = |problem: &Cause| matches!(problem, Cause::NetworkFileSystem { kind, .. } if kind == "fuse");
    assert!(view.warnings.iter().any(|problem| is_told(&problem.cause)));
    is_told_by_check(&share.mount.join("config.yaml"), folder);
    let change = || {
        let change = UserChange::default().first_name("Ada Maria");
        let owner = Caller::LocalOwner(Operator::assume());
        desk.service.users().change(owner, "ada", &change)
    };
    let stays_open_and_signs_no_user_in = || {
        match desk.service.sessions().refresh(&session) {
            Err(RefreshError::Store(error)) => assert!(is_outage(&error), "{error}"),
            _ => panic!("read, or ended"),
        }
        assert!(session.has_role("admin"));
        match desk.service.sign_in().with_password("ada", &password) {
            Err(SignInError::Store(error)) => assert!(is_outage(&error), "{error}"),
            _ => panic!("signed in, or refused for another reason"),
        }
        match change() {
            Err(UserError::Store(error)) => assert!(is_outage(&error), "{error}"),
            result => panic!("{result:?}"),
        }
    };
    let locked = desk.service.sessions().lock(&session, LockReason::Locked);
    locked.expect("locked");
    share.kill();
    let unlock = |text: &str| {
        let factors = Secret::new(text.to_owned()).into();
        desk.service.sessions().unlock(&session, &factors)
    };
    assert!(unlock("a guess").is_err());
    let unlocked = unlock(PASSWORD);
    assert!(unlocked.is_ok(), "{:?}", unlocked.err());
    stays_open_and_signs_no_user_in();
    share.unmount();
    stays_open_and_signs_no_user_in();
    // An earlier version of the file, where the share is mounted.
    let beneath = share.mount.join("config.yaml");
    super::changes::write(&beneath, &super::changes::start());
    stays_open_and_signs_no_user_in();
    fs::remove_file(&beneath).expect("removed");
    let left: Vec<_> = share.mount.read_dir().expect("read").flatten().collect();
    assert!(left.is_empty(), "{left:?}");
    desk.clock.advance(16 * 60);
    assert!(!session.has_role("admin"), "after a quarter of an hour");
    share.start_again();
    assert!(desk.service.sessions().refresh(&session).is_ok());
    assert!(session.has_role("admin"), "it is there again");
    change().expect("made");
    let text = fs::read_to_string(share.disk.join("config.yaml")).expect("read");
    assert!(text.contains("Ada Maria"));
    // It cannot be read, as when a ticket has expired.
    let config = share.disk.join("config.yaml");
    fs::rename(&config, share.disk.join("aside")).expect("moved");
    fs::create_dir(&config).expect("made");
    stays_open_and_signs_no_user_in();
}

/// Signs in through the window while no call comes back, and is signed in when they do.
pub fn draws_while_it_hangs(folder: &Path) {
    let share = Share::start(folder);
    let desk = Desk::over(&share.mount.join("config.yaml"), folder);
    let mut window = Harness::builder().build_eframe(|creation| {
        App::with(Authenticator::new(&desk.service, &creation.egui_ctx).expect("threads"))
    });
    let mut slowest = Duration::ZERO;
    let mut draw_until = |window: &mut Harness<'_, App>,
                          is_so: &dyn Fn(&Harness<'_, App>) -> bool| {
        wait_until(|| {
            let begun = Instant::now();
            window.step();
            slowest = slowest.max(begun.elapsed());
            is_so(window)
        });
    };
    let field = |window: &Harness<'_, App>, label| {
        let roles = [Role::TextInput, Role::PasswordInput];
        let mut fields = roles
            .iter()
            .map(|role| window.query_by_role_and_label(*role, label).is_some());
        fields.any(|is_there| is_there)
    };
    draw_until(&mut window, &|window| field(window, "Password"));
    share.signal("-STOP");
    window
        .get_by_role_and_label(Role::TextInput, "Username or e-mail")
        .focus();
    window.step();
    window
        .get_by_role_and_label(Role::TextInput, "Username or e-mail")
        .type_text("ada");
    window.step();
    window
        .get_by_role_and_label(Role::PasswordInput, "Password")
        .focus();
    window.step();
    window
        .get_by_role_and_label(Role::PasswordInput, "Password")
        .type_text(PASSWORD);
    window.step();
    window
        .get_by_role_and_label(Role::Button, "Sign in")
        .click();
    let begun = Instant::now();
    draw_until(&mut window, &|_| begun.elapsed() > Duration::from_secs(3));
    // An administrator is told.
    let is_signed_in = |window: &Harness<'_, App>| {
        let notice = window.query_by_label_contains("is on a network file system (fuse)");
        notice.is_some()
    };
    assert!(!is_signed_in(&window));
    share.signal("-CONT");
    draw_until(&mut window, &is_signed_in);
    println!("the slowest frame took {slowest:?}");
    assert!(slowest < Duration::from_millis(500), "{slowest:?}");
}
