-- What a second person is asked to approve at a restricted computer, and what was approved. A row is kept for half an hour.
CREATE TABLE auth_inner.approval (
    -- The digest of what the computer has chosen, which is also that of the answer with the password, and proves the approval.
    ticket bytea PRIMARY KEY CHECK (octet_length(ticket) = 32),
    login text COLLATE "C" NOT NULL,
    -- The id of the session that asks, and its account.
    session bytea NOT NULL CHECK (octet_length(session) = 32),
    asker bytea NOT NULL CHECK (octet_length(asker) = 16),
    at bigint NOT NULL,
    -- What the action is of: `app`, `users`, `page` or `item`.
    kind text COLLATE "C" NOT NULL,
    action text COLLATE "C" NOT NULL,
    title text NOT NULL,
    reason text NOT NULL,
    -- The digest of everything that the action depends on.
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    -- The page and its state, of a page or an item.
    page text,
    page_state bytea,
    -- Whether the computer says that the password is a published one, which approves nothing.
    is_published boolean NOT NULL,
    -- Who has approved it, the digest of this account, and until when it can be used; NULL until it is approved.
    approver bytea,
    approver_state bytea,
    good_until bigint,
    is_spent boolean NOT NULL DEFAULT false
);
-- Whether an answer is one of an approver, so that it begins no session.
ALTER TABLE auth_inner.guess ADD COLUMN for_approval boolean NOT NULL DEFAULT false;
CREATE INDEX guess_for ON auth_inner.guess (coalesce(after_ticket, ticket)) WHERE for_approval;
CREATE INDEX approval_at ON auth_inner.approval (at);
