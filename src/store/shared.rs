//! Users and settings of a server, as one computer has them: with the settings of its own configuration file in place of those
//! of the server.

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use crate::domain::credential::StoredHash;
use crate::domain::page::{PageContent, Target};
use crate::domain::problem::{Cause, Effect, Position, Problem};
use crate::domain::settings::Settings;
use crate::domain::store_settings::StoreProblem;
use crate::domain::user::{NewUser, User};
use crate::service::or_log::OrLog as _;
use crate::service::ports::{
    Applied, Changed, CredentialStore, Edit, EditPreview, Revision, Snapshot, StoreError, Users,
    Watch,
};
use crate::store::yaml::YamlStore;

/// Stands for the revision of a file that cannot be read.
const NO_FILE: Revision = Revision([u8::MAX; 32]);

/// The users of a server, and the configuration file of this computer, which names the server.
///
/// Snapshots have the revision of the server, which means the same on every computer.
pub(crate) struct SharedStore {
    server: Arc<dyn CredentialStore>,
    file: Arc<YamlStore>,
    last: Mutex<Last>,
    /// Whether the server has answered. Until then there is no watch, which would double the wait for a server that is away.
    has_answered: AtomicBool,
}

/// What was read last.
struct Last {
    file: Arc<Snapshot>,
    revision: Revision,
    /// What was read of the server and of the file, and both together.
    joined: Option<[Arc<Snapshot>; 3]>,
    /// The snapshots that use cases still decide on, with those of the server. The server makes a change that was decided on an
    /// earlier one only as long as that is in use.
    in_use: Vec<(Weak<Snapshot>, Arc<Snapshot>)>,
}

impl SharedStore {
    /// Joins a server with the file that names it.
    ///
    /// # Errors
    /// [`StoreError`] if the file cannot be read.
    pub(crate) fn new(
        server: Arc<dyn CredentialStore>,
        file: YamlStore,
    ) -> Result<Self, StoreError> {
        let last = Last {
            revision: revision_of(&file),
            file: file.read()?,
            joined: None,
            in_use: Vec::new(),
        };
        Ok(Self {
            server,
            file: Arc::new(file),
            last: Mutex::new(last),
            has_answered: AtomicBool::new(false),
        })
    }

    fn last(&self) -> MutexGuard<'_, Last> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in the file. What it said last stays in force while it has errors or is gone.
    fn read_file(&self) {
        // Before the file is read, so that a change in between shows the next time.
        let revision = revision_of(&self.file);
        let read = self.file.read();
        let mut last = self.last();
        last.revision = revision;
        last.file = read.unwrap_or_else(|_| {
            Arc::new(Snapshot {
                problems: [gone()].into(),
                ..Snapshot::clone(&last.file)
            })
        });
    }
}

impl CredentialStore for SharedStore {
    /// The file, if it has problems, because their positions are those of the file.
    fn location(&self) -> String {
        if self.last().file.problems.is_empty() {
            self.server.location()
        } else {
            self.file.location()
        }
    }

    /// That of the file, as without a server.
    fn folder(&self) -> PathBuf {
        self.file.own_folder().to_owned()
    }

    fn is_on_server(&self) -> bool {
        true
    }

    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        self.read_file();
        let of_server = self.server.read()?;
        self.has_answered.store(true, Ordering::Release);
        let mut last = self.last();
        let of_file = Arc::clone(&last.file);
        if let Some([server, file, joined]) = &last.joined
            && Arc::ptr_eq(server, &of_server)
            && Arc::ptr_eq(file, &of_file)
        {
            return Ok(Arc::clone(joined));
        }
        let joined = Arc::new(join(&of_server, &of_file, self.file.own_folder()));
        last.in_use.retain(|(used, _)| used.strong_count() > 0);
        let used = (Arc::downgrade(&joined), Arc::clone(&of_server));
        last.in_use.push(used);
        last.joined = Some([of_server, of_file, Arc::clone(&joined)]);
        Ok(joined)
    }

    fn settings_first(&self) -> Result<Option<(Revision, Arc<Settings>)>, StoreError> {
        self.read_file();
        let of_file = Arc::clone(&self.last().file);
        if !of_file.problems.is_empty() {
            // They are told with what is read.
            return Ok(None);
        }
        let known = self.server.settings_first()?;
        self.has_answered.store(true, Ordering::Release);
        let joined = |settings: &Settings| joined(settings, &of_file, self.file.own_folder());
        Ok(known.map(|(revision, settings)| (revision, joined(&settings).into())))
    }

    fn preview(&self, change: &Edit) -> Result<EditPreview, StoreError> {
        self.server.preview(change)
    }

    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        self.server.apply(change, expected)
    }

    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        self.server.create(first, hash)
    }

    /// That of the server, or another one if the file has changed since it was read.
    fn revision(&self) -> Result<Revision, StoreError> {
        let of_server = self.server.revision()?;
        let of_file = revision_of(&self.file);
        Ok(if of_file == self.last().revision {
            of_server
        } else {
            let both = of_server.0.iter().zip(of_file.0);
            let mut bytes = [0; 32];
            for (byte, (server, file)) in bytes.iter_mut().zip(both) {
                *byte = server ^ file;
            }
            Revision(bytes)
        })
    }

    fn poll_every(&self) -> Duration {
        self.server.poll_every()
    }

    fn watch(&self, changed: Changed) -> Option<Watch> {
        if !self.has_answered.load(Ordering::Acquire) {
            return None;
        }
        let of_server = self.server.watch(Arc::clone(&changed))?;
        let (guard, ended) = mpsc::channel::<Infallible>();
        let (file, mut known) = (Arc::clone(&self.file), self.last().revision);
        let look = move || {
            while ended.recv_timeout(file.poll_every()) == Err(RecvTimeoutError::Timeout) {
                let now = revision_of(&file);
                if now != known {
                    known = now;
                    changed();
                }
            }
        };
        let thread = thread::Builder::new().name("configuration-file".to_owned());
        let started = thread.spawn(look).or_log("watch the configuration file");
        started.map(|_| Watch::new((of_server, guard)))
    }
}

fn revision_of(file: &YamlStore) -> Revision {
    file.revision().unwrap_or(NO_FILE)
}

/// The problem of a file that cannot be read any more.
fn gone() -> Problem {
    Problem {
        position: Position::START,
        field: String::new(),
        cause: Cause::Store(StoreProblem::Changed),
        effect: Effect::File,
        excerpt: None,
    }
}

/// Joins what was read of the server and of the file. Relative paths start from the folder of the file, as without a server.
fn join(server: &Snapshot, file: &Snapshot, folder: &Path) -> Snapshot {
    let problems = file.problems.iter().chain(server.problems.iter());
    Snapshot {
        settings: Arc::new(joined(&server.settings, file, folder)),
        users: with_pictures(&server.users, folder),
        problems: problems.cloned().collect(),
        ..server.clone()
    }
}

/// Returns the settings of the server with those of the file.
fn joined(server: &Settings, file: &Snapshot, folder: &Path) -> Settings {
    let mut settings = server.on_computer(&file.settings);
    let of_pages = settings
        .views
        .iter_mut()
        .flat_map(|page| paths_of(&mut page.content));
    for path in of_pages.chain(&mut settings.logo) {
        *path = folder.join(&*path);
    }
    settings
}

/// Returns the users with the whole paths of their pictures. The window stores only such, so that hardly any user is copied.
fn with_pictures(users: &Arc<Users>, folder: &Path) -> Arc<Users> {
    let is_relative = |user: &User| user.picture.as_ref().is_some_and(|path| path.is_relative());
    if !users.iter().any(is_relative) {
        return Arc::clone(users);
    }
    let users = users.iter().cloned().map(|mut user| {
        user.picture = user.picture.map(|path| folder.join(path));
        user
    });
    Arc::new(users.collect())
}

fn paths_of(content: &mut PageContent) -> Vec<&mut PathBuf> {
    match content {
        PageContent::Markdown(_) => Vec::new(),
        PageContent::MarkdownFile(path) => vec![path],
        PageContent::Launch(items) => {
            let targets = items.iter_mut().map(|item| &mut item.target);
            let paths = targets.filter_map(|target| match target {
                Target::File(path) => Some(path),
                _ => None,
            });
            paths.collect()
        }
    }
}
