//! The schema of the state database.

/// Each entry brings the schema from the version of its index to the next one.
pub(super) const MIGRATIONS: &[&str] = &[
    "CREATE TABLE remembered (
    slot TEXT PRIMARY KEY NOT NULL,
    selector TEXT NOT NULL,
    token BLOB NOT NULL,
    user_key TEXT NOT NULL,
    credential BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;",
    "CREATE TABLE preference (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;",
    "CREATE TABLE attempt (
    slot TEXT NOT NULL,
    name BLOB NOT NULL,
    failures INTEGER NOT NULL,
    locked_for INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    last_sign_in INTEGER,
    PRIMARY KEY (slot, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX attempt_seen ON attempt (slot, seen_at) WHERE last_sign_in IS NULL;",
    "ALTER TABLE remembered ADD COLUMN next BLOB NOT NULL DEFAULT x'';
ALTER TABLE remembered ADD COLUMN device BLOB NOT NULL DEFAULT x'';
ALTER TABLE remembered ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
DELETE FROM remembered;",
    "ALTER TABLE remembered ADD COLUMN device_name TEXT NOT NULL DEFAULT '';
DELETE FROM remembered;
CREATE TABLE event (
    number INTEGER PRIMARY KEY,
    slot TEXT NOT NULL,
    who BLOB NOT NULL,
    word TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX event_of ON event (slot, who);
CREATE TABLE step (
    slot TEXT NOT NULL,
    who BLOB NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (slot, who)
) STRICT, WITHOUT ROWID;
CREATE TABLE code (
    slot TEXT NOT NULL,
    who BLOB NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (slot, who)
) STRICT, WITHOUT ROWID;",
    "CREATE TABLE activity (
    slot TEXT NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    whom TEXT NOT NULL,
    is_done INTEGER NOT NULL,
    detail TEXT NOT NULL,
    link BLOB NOT NULL,
    PRIMARY KEY (slot, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE activity_ends (
    slot TEXT PRIMARY KEY NOT NULL,
    before INTEGER NOT NULL,
    first BLOB NOT NULL,
    last INTEGER NOT NULL,
    link BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE revision (
    slot TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL
) STRICT, WITHOUT ROWID;",
    "DROP INDEX attempt_seen;
CREATE INDEX attempt_never_locked ON attempt (slot, seen_at)
    WHERE last_sign_in IS NULL AND locked_for = 0;
CREATE INDEX attempt_locked ON attempt (slot, seen_at + locked_for)
    WHERE last_sign_in IS NULL AND locked_for > 0;",
    "ALTER TABLE remembered ADD COLUMN locks BLOB NOT NULL DEFAULT x'';",
    // Everything is stored by account from here on.
    "DELETE FROM remembered;
ALTER TABLE activity ADD COLUMN who_id TEXT;
ALTER TABLE activity ADD COLUMN whom_id TEXT;",
    // Attempts and codes were stored under digests without a key, from which names could be guessed (R87).
    "DELETE FROM attempt;
DELETE FROM code;",
    "CREATE TABLE ended (
    slot TEXT NOT NULL,
    credential BLOB NOT NULL,
    PRIMARY KEY (slot, credential)
) STRICT, WITHOUT ROWID;",
    "CREATE TABLE quick_unlock (
    slot TEXT PRIMARY KEY NOT NULL,
    sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;",
    "CREATE TABLE signature (
    slot TEXT NOT NULL,
    number INTEGER NOT NULL,
    account TEXT NOT NULL,
    username TEXT NOT NULL,
    text TEXT NOT NULL,
    bytes BLOB NOT NULL,
    link BLOB NOT NULL,
    PRIMARY KEY (slot, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX signature_of ON signature (slot, account, username);
CREATE TABLE signature_end (
    slot TEXT PRIMARY KEY NOT NULL,
    number INTEGER NOT NULL,
    link BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE signing_key (
    slot TEXT NOT NULL,
    account TEXT NOT NULL,
    public BLOB NOT NULL,
    secret TEXT NOT NULL,
    PRIMARY KEY (slot, account)
) STRICT, WITHOUT ROWID;",
];
