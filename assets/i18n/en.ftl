# Every sentence that people read. Sentence case; no full stop on one-liners.

## The program
app-title = Authenticator
language-choose = Language: { $language }
theme-light = Use light colours
theme-dark = Use dark colours

## Fields and buttons that every form has
field-username = Username
field-email = E-mail
field-password = Password
field-current-password = Current password
field-new-password = New password
field-first-name = First name
field-last-name = Last name
field-full-name = Full name
password-show = Show password
password-hide = Hide password
password-capitals = Only capitals so far. Is Caps Lock on?
password-rule = At least { $min } characters. A few words in a row are easy to remember.
button-cancel = Cancel
button-dismiss = Dismiss
button-more = More
button-retry = Try again
button-close = Close
help-heading = Keys
help-help = Show and hide this list
help-next = Go to the next field; with Shift, to the one before
help-enter = Do what the coloured button says
help-back = Go back, or give up waiting
help-space = Tick a box, press a button
help-lock = Lock this window
help-list = Move in a list; Home, End and the page keys as well
help-zoom = Make everything larger; with − smaller, with 0 as it was
notice-error = Error
notice-warning = Warning
notice-success = Done
notice-info = Note

## While the program starts
start-opening = Opening…

## First run
set-up-heading = Set up { $app }
set-up-intro = There is no one here yet. Create the administrator, who can then let others in.
set-up-button = Create administrator
set-up-busy = Creating…

## Sign in
login-heading = Sign in
login-field = Username or e-mail
login-keep = Keep me signed in on this computer for { $days ->
    [one] { $days } day
   *[other] { $days } days
}
login-keep-hours = Keep me signed in on this computer for { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
login-keep-probing = Asking this computer’s keyring…
login-button = Sign in
login-busy = Signing in…
login-register = Register
login-refused = That username or password is not right. Check Caps Lock and try again.
login-pending = Waiting for approval by an administrator
    .help = Your account is there. Ask an administrator to let you in.
login-missing-name = Enter your username or e-mail
login-missing-password = Enter your password
login-registered = Your account is ready. Sign in as { $username }.
tiles-all = Show everybody
tiles-none = Nobody goes with what is typed.
tiles-more = { $count ->
    [one] And one more. Type a name to find them.
   *[other] And { $count } more. Type a name to find them.
}
logo-picture = Logo
login-registered-waiting = Waiting for approval by an administrator
    .help = When you are let in, sign in as { $username }.
login-locked = Too many attempts
    .help = Try again in { $time }, or ask an administrator.
login-stopped = Too many attempts in a row
    .help = Ask an administrator to unlock this name.
state-unusable = Nobody can sign in, because the state database cannot be used: { $reason }.
    .help = Check the disk and the permissions of the data folder, then try again.
login-reused = Somebody used a copy of your sign-in on this computer, so it was ended
    .help = Sign in again, and change your password if you do not know who it was.
login-expired = That took too long, or your account was changed meanwhile
    .help = Sign in again.
login-recovered = You have a new password
    .help = Sign in with it.
login-username-found = Your username is { $username }
    .help = Sign in with it.
login-forgot-password = Forgot password?
login-forgot-username = Forgot username?
seat-already-in = You are signed in already, on this computer
    .help = Sign out there first.
seat-full = As many people as can be are signed in
    .help = Try again when somebody has signed out.
login-ended = You were signed out, because your account was changed.
    .help = Sign in again. If that does not work, ask your administrator.
vault-absent = Not available: this computer has no keyring that is running
vault-locked = Not available: this computer’s keyring is locked. Unlock it, then try again.
vault-slow = Not available: this computer’s keyring does not answer
vault-failed = Not available: this computer’s keyring refused

## Demonstration
demo-banner = Demonstration. Nothing here is kept.
demo-intro = Choose who to sign in as
demo-person = { $name } · username { $username } · password { $password }
demo-fill = Fill in for { $name }

## Register
register-heading = Create an account
register-intro = For people whose e-mail an administrator has added.
register-intro-approval = An administrator lets you in before you can sign in.
register-intro-open = Make an account of your own.
register-button = Create account
register-busy = Creating…
register-back = Back to sign in
register-not-accepted = We could not register that e-mail. Ask your administrator to add it.
register-username-taken = Someone has that username. Choose another.

## Second step
code-heading = Two-step sign-in
code-field = Code from your authenticator app
code-recovery-field = Recovery code
code-recovery-only = Your password was set anew, so a recovery code is asked for this once.
code-use-recovery = Use a recovery code
code-use-app = Use the authenticator app
code-button = Continue
code-busy = Checking…
code-wrong = That code did not match. Check the clock on your phone and on this computer.
code-recovery-wrong = That code did not match, or was used before.
another-heading = Choose another password
another-intro = An administrator asks you to choose another password before you go on.

## Forgotten
recover-password-heading = Forgot password
recover-password-intro = Enter one of your recovery codes, or the one-time code that an administrator made for you, and choose a new password.
recover-username-heading = Forgot username
recover-username-intro = Enter your e-mail and one of your recovery codes. The code is used up. Without one, ask an administrator.
recover-code = Recovery code or one-time code
recover-password-button = Change password
recover-username-button = Show my username
recover-mail-code = Send me a code by e-mail
recover-mail-username = Send it by e-mail
recover-mailed = If there is such an account, a mail is on its way
    .help = It can take a minute. Look into the spam folder as well.
recover-refused = Name and code do not belong together, or the code was used or is too old
    .help = Check both, or ask an administrator for a one-time code.
mail-code = One-time code for { $app }
    .help = Your one-time code is

        { $code }

    It is good for { $minutes } minutes and works once. If you did not ask for it, ignore this mail: nothing was changed.
mail-username = Your username for { $app }
    .help = Your username is { $username }.

    If you did not ask for it, ignore this mail: nothing was changed.
mail-test = Test mail from { $app }
    .help = Mails arrive.
mail-no-server = The configuration names no mail server.
    .help = Add a “mail” section; config.example.yaml shows how.
mail-failed = The mail was not sent: { $reason }.
    .help = Check the “mail” section of the configuration.

## What can be wrong with a field
error-name-missing = Enter a name
error-email-missing = Enter an e-mail address
error-email-form = Enter an e-mail address like name@example.org
error-field-missing = Fill this in
error-field-long = Use at most { $max } characters
error-field-character = Use one line of text, without special characters
error-username-missing = Enter a username
error-username-long = Use at most { $max } characters
error-username-character = Use only letters, digits and . _ - + @
error-password-missing = Enter a password
error-password-short = Use at least { $min } characters
error-password-long = That password is too long. Use fewer than { $max } characters.
error-password-common = That password is easy to guess. Use a few words in a row that do not belong together.
error-password-own = That password is made of your own or the program’s name. Use other words.
error-password-control = Use only characters that can be seen, without line breaks or tabs
error-code-missing = Enter a code
error-code-mistyped = That is no code: one has 28 letters and digits. Check it for a slip.
error-not-hashed = The password could not be protected, so nothing was saved. Try again.

## People who are added, changed or removed
people-unknown = Nobody has that username or e-mail.
    .help = “egui-authenticator user list” shows everybody.
people-email-taken = { $other } has that e-mail or signs in with it
people-last-administrator = This is the last administrator who can sign in. Nothing was changed.
    .help = Give somebody else the role “admin” first.
people-not-allowed = You may not do that.
    .help = Ask somebody who may do more than you.
people-oneself = You cannot remove or disable yourself.
    .help = Ask another administrator.
people-ask-password = Your password is asked for again.
people-no-password = They have no password that could be reset.
people-nothing = There is nothing to change.
    .help = Name what to change, such as --email or --role.
people-role-missing = A role needs a name. Nothing was changed.

## Signed in
app-greeting = Hello, { $name }
last-sign-in = Last sign-in { $ago }.
ago-now = less than a minute ago
ago-minutes = { $number ->
    [one] { $number } minute
   *[other] { $number } minutes
} ago
ago-hours = { $number ->
    [one] { $number } hour
   *[other] { $number } hours
} ago
ago-days = { $number ->
    [one] { $number } day
   *[other] { $number } days
} ago
last-sign-in-failures = { $when } { $failures ->
    [one] One wrong password was
   *[other] { $failures } wrong passwords were
} tried since.
told-heading = Since you last signed in
told-password-changed = Your password was changed { $ago }.
told-password-set = Your password was set by an administrator { $ago }.
told-password-recovered = Your password was changed with a code { $ago }.
told-reset-started = An administrator made a one-time code for you { $ago }.
told-code-used = A recovery code was used { $ago }.
told-codes-renewed = You got other recovery codes { $ago }.
told-two-step-on = Two-step sign-in was switched on { $ago }.
told-two-step-off = Two-step sign-in was switched off { $ago }.
told-email-changed = Your e-mail address was changed { $ago }.
told-signed-out = You were signed out everywhere { $ago }.
told-token-reused = A copy of your remembered sign-in was used { $ago }.
told-do = If that was not you, change your password and tell an administrator.

## Locked
lock-button = Lock (Ctrl+L)
lock-heading = Locked by { $name }
lock-intro = What was open is kept. Enter your password to go on.
lock-unlock = Unlock
lock-switch = Switch user
lock-wrong = That is not your password. Check Caps Lock and try again.
lock-warning = This window is about to lock
    .help = Locking in { $time }. Press any key to stay.

## The account
account-heading = Your account
account-back = Back
account-cancel = Cancel
account-profile = Name and e-mail
account-profile-change = Change name or e-mail
picture-heading = Picture
picture-intro = For your tile on the sign-in form. Enter your password, so that nobody else can change it.
picture-help = A PNG or JPEG file on this computer, by its whole path; empty for none
picture-wrong = That is not a PNG or JPEG file that can be read
picture-changed = Your picture is saved
account-no-email = no e-mail
account-password = Password
account-two-step = Two-step sign-in
account-two-step-on = On. A code from your authenticator app is asked for after the password.
account-two-step-off = Off. With it, a stolen password is not enough to sign in.
account-two-step-required = Your role requires it.
account-codes = Recovery codes
account-codes-left = { $count ->
    [0] You have none. With one you get back in when you forget your password.
    [one] One code is left.
   *[other] { $count } codes are left.
}
account-devices = Remembered computers
account-devices-none = You are not kept signed in on this computer.
account-device = { $name }
account-device-this = { $name } (this computer)
account-device-used = Since { $since }, last used { $used }.
account-activity = Your activity
account-activity-intro = What you did here, and what others did to your account.
account-activity-button = Show your activity
account-looks = Looks
account-forget = Forget { $name }
account-sign-out-everywhere = Sign out everywhere else
account-confirm-intro = Enter your password, so that nobody else can do this.
account-confirm-button = Confirm
account-busy = One moment…
password-heading = Change password
password-intro = A new password signs you out everywhere else.
password-button = Change password
password-wrong = That is not your current password
password-same = That is the password that you have. Choose another one.
password-changed = You have a new password
    .help = It counts from now on, everywhere.
password-suggest = Suggest a passphrase
strength-label = Strength
strength-very-weak = Very weak: guessed at once
strength-weak = Weak: guessed early
strength-fair = Fair
strength-good = Good
strength-strong = Strong
details-button = Save
details-changed = Your name and e-mail are saved
details-email-taken = That e-mail cannot be used. Choose another, or ask an administrator.
two-step-heading = Set up two-step sign-in
two-step-intro = You need an authenticator app on your phone, such as Aegis, 2FAS or Google Authenticator.
two-step-scan = Scan this picture with the app, or type the key into it. Then enter the code that it shows.
two-step-picture = Picture for the app’s camera. The key below holds the same.
two-step-key = Key
two-step-copy = Copy key
two-step-code = Code from the app
two-step-button = Switch on
two-step-on = Two-step sign-in is on
two-step-off-heading = Switch two-step sign-in off
two-step-off-button = Switch off
two-step-off = Two-step sign-in is off
two-step-required = Two-step sign-in cannot be switched off.
    .help = Your role requires it, or it is off already.
codes-heading = Your recovery codes
codes-intro = Each code gets you back in once if you forget your password or lose your phone. Keep them where nobody else looks. They are not shown again.
codes-copy = Copy
codes-save = Save to a file
codes-print = Print
codes-confirm = I have saved them
codes-go-on = Continue
codes-copied = Copied. Paste them somewhere safe, then copy something else.
codes-saved = Saved in { $path }
codes-printed = Sent to the printer
codes-not-saved = The codes could not be saved: { $reason }.
    .help = Copy them instead.
codes-not-printed = The codes could not be printed: { $reason }.
    .help = Save them to a file and print that.
codes-text = Recovery codes of { $username } for { $app }
    .help = Each code works once. Cross out those that you have used.
codes-renew-heading = Make new recovery codes
codes-renew-intro = The codes that you have stop working.
codes-renew-button = Make new codes
codes-renewed = You have new recovery codes
sign-out-heading = Sign out everywhere else
sign-out-intro = Ends every other sign-in of yours, also those that are kept, on every computer.
sign-out-button = Sign out everywhere else
signed-out-everywhere = You are signed out everywhere else
forget-heading = Forget { $name }
forget-intro = You will no longer be kept signed in there.
forget-button = Forget
forgotten = That computer is forgotten
key-lost = Your recovery codes and two-step sign-in belong to a password that you had before.
    .help = Sign in again with a recovery code, or ask an administrator to reset two-step sign-in.

## Signed in
app-who = { $name } · { $roles }
app-home = Home
app-pages = Pages
app-more = Account and more
app-sign-out = Sign out
app-no-pages-heading = No pages for you yet
app-no-pages = Ask an administrator to open a page to you or to one of your roles.
app-no-pages-admin = Add pages under “views” in { $file }.
app-page-reading = Opening page…
app-page-empty = There is nothing on this page yet
page-closed = The page that you had open is not open to you any more.
    .help = Choose another one, or ask an administrator.
stay = You are still signed in: { $reason }
    .help = Finish that first, or sign out anyway.
stay-anyway = Sign out anyway
unrecorded = What happens here is not being recorded: { $reason }.
    .help = Tell an administrator: the disk may be full, or the data folder not writable.
trouble = { $file } has a mistake in line { $line }, column { $column }, so its last change is not in force.
    .help = What it said before goes on working until it is corrected.
page-not-allowed = This page is not open to you any more. Ask an administrator.
page-unreadable = The text of this page, { $path }, cannot be read: { $reason }.
    .help = Put the file there, or correct the path in { $file }, line { $line }.
launch-start = Start { $title }
launch-open = Open { $title }
launch-started = { $title } was started
launch-not-started = { $title } could not be started: { $reason }.
    .help = Ask an administrator to check its entry in the configuration.
not-remembered = You are signed in, but will not be kept signed in: { $reason }.
    .help = Your password works as always.
not-remembered-account = this account cannot be remembered
not-remembered-state = the state database could not be used
sign-out-failed = You are signed out, but the keyring could not be cleared: { $reason }.
    .help = The token that is left there no longer works.
sign-out-failed-state = You are signed out, but that could not be recorded: { $reason }.
    .help = You may be signed in again at the next start. Sign out again then, or tell an administrator.
warnings-heading = { $count ->
    [one] The configuration has a warning
   *[other] The configuration has { $count } warnings
}

## People
users-heading = People
users-reading = Reading…
users-add = Add someone
users-invite = Invite by e-mail
users-import = Import a list
table-export = Export as CSV
table-saved = Saved in { $path }
users-only-you = Only you so far. Add a user or import a list.
users-no-match = Nobody matches
    .help = Change the search or the filters.
users-count = { $shown } of { $all }
users-search = Search names, usernames and e-mails
users-role = Role
users-any = any
button-filter = Filter
button-filtered = Filter: { $what }
users-column-name = Name
users-column-status = Status
users-column-last = Last sign-in
users-column-two-step = Two-step
users-sort = Sort by { $column }
users-never = never
users-two-step-on = on
users-two-step-off = off
users-must-change = chooses another one at the next sign-in
status-waiting = waiting for approval
status-locked = locked
status-active = active
users-waits = { $name } registered and waits for approval
    .help = { $email }
users-approve = Let { $name } in
users-show = Show { $name }
users-approved = { $name } can sign in now
users-invited = { $count ->
    [0] All of them were on the list already
    [one] One address can register now
   *[other] { $count } addresses can register now
}
users-invited-list = { $count ->
    [one] One address can register
   *[other] { $count } addresses can register
}
users-uninvite = Take { $email } off the list
users-uninvited = { $name } cannot register any more
users-back = Back to the list
users-above-you = You may not change this person: they may do more than you.
users-edit = Edit
users-approve-them = Let in
users-unlock = Unlock
users-reset = Start a reset
users-require-change = Require another password
users-two-step-reset = Switch two-step sign-in off
users-sign-out = Sign out everywhere
users-enable = Enable
users-disable = Disable
users-remove = Delete
users-remove-heading = Delete { $name }
users-remove-intro = This cannot be taken back. To go on, type the username { $name }.
users-code-heading = One-time code for { $name }
users-code-first = Give it to { $name }. With “Forgot password?” on the sign-in form they choose their first password, within 24 hours. It is not shown again.
users-code-reset = Give it to { $name }. With “Forgot password?” on the sign-in form they choose another password, within 15 minutes. Until then their old one works. It is not shown again.
users-add-heading = Add someone
users-add-intro = You get a one-time code for them, with which they choose their own password.
users-add-button = Add
users-edit-heading = Edit { $name }
users-new-role = Another role
users-email-taken = Somebody has that e-mail. Use another one.
users-invite-heading = Invite by e-mail
users-invite-intro = Whoever has one of these addresses can make an account on the sign-in form.
users-invite-field = E-mail addresses
users-invite-help = One a line, or with commas
users-invite-button = Invite
confirm-heading = Your password, please

## Importing a list
import-heading = Import a list
import-intro = A CSV file with a line of names: username, email, first_name, last_name, roles (with semicolons), disabled (yes or no). People who are there are changed, the others are added.
import-file = File
import-drop = Or drop it here
import-choose = Choose…
import-preview = Show what would happen
import-reading = Reading…
import-button = Import
import-busy = Importing…
import-line = Line { $line }
import-bad = { $bad ->
    [one] One row stands in the way
   *[other] { $bad } rows stand in the way
}. Nothing is imported until all are right.
    .help = Correct the file, then show it again.
import-good = { $add } to add, { $update } to change, { $same } stay as they are
import-same = Everybody in this list is as it says already
import-row-add = will be added
import-row-update = will be changed
import-row-same = stays as it is
import-row-taken = { $other } has that username or e-mail, or one that looks like it
import-row-flag = “disabled” must be yes or no
import-done = { $added } added, { $changed } changed
import-codes = One-time codes for those who were added. With “Forgot password?” each chooses their first password, within 24 hours. They are not shown again.
import-empty = There is nobody in this file.
    .help = It needs a line of names and a line for each person.
import-too-many = There are more than { $max } rows.
    .help = Split the file.
import-unknown-column = There is a column “{ $name }”, which is not known.
    .help = Known are { $columns }.
import-no-column = There is no column “{ $name }”.
    .help = The first line must name the columns: { $columns }.
import-passwords = Passwords are not set from here.
    .help = Take the column out: everybody chooses their own.
import-rows = Something changed meanwhile, and a row stands in the way now. Nothing was imported.
    .help = Show the file again.
file-failed = The file cannot be used: { $reason }.
    .help = Check that it is there and that you may use it.

## Activity
activity-heading = Activity
activity-reading = Reading…
activity-period = Period
activity-week = 7 days
activity-month = 30 days
activity-all = everything
activity-kind = Kind
activity-person = Person
activity-none = Nothing recorded in this period
activity-verified = Chain verified up to { $time } UTC
activity-records = Records
activity-days = Per day
activity-people = Per person
activity-day = Day (UTC)
activity-when = Time (UTC)
activity-who = Person
activity-happened = What happened
activity-done = Done
activity-refused = Refused
activity-bars = Bars. The table below says the same.
activity-cut = The latest { $shown } of { $all }. The export has all of them.
activity-file = configuration or command line
activity-who-whom = { $who } for { $whom }
activity-what = { $kind }
activity-what-how = { $kind }: { $detail }
activity-what-refused = { $kind } refused
activity-what-refused-why = { $kind } refused: { $detail }
kind-sign-in = Sign-in
kind-sign-out = Sign-out
kind-lock = Window lock
kind-set-up = Set-up
kind-register = Registration
kind-account = Own account
kind-recovery = Recovery
kind-people = People
kind-page = Page
kind-file = Configuration
kind-keyring = Keyring
detail-password = password
detail-token = kept sign-in
detail-not-approved = not approved
detail-unknown-name = unknown name
detail-no-password = no password
detail-wrong-password = wrong password
detail-wrong-code = wrong code
detail-wrong-code-or-name = wrong code or name
detail-locked = locked
detail-unlocked = unlocked
detail-switched-away = switched away
detail-ended = ended
detail-not-allowed = not allowed
detail-added = added
detail-changed = changed
detail-removed = removed
detail-disabled = disabled
detail-enabled = enabled
detail-approved = approved
detail-invited = invited
detail-uninvited = uninvited
detail-e-mail-not-accepted = e-mail not accepted
detail-imported = imported
detail-changed-by-import = changed by import
detail-waits-for-approval = waits for approval
detail-changed-by-hand = changed by hand
detail-change-required = another password required
detail-password-changed = password changed
detail-password-set = password set
detail-password-recovered = password changed with a code
detail-reset-started = reset started
detail-code-used = recovery code used
detail-codes-renewed = new recovery codes
detail-two-step-on = two-step sign-in on
detail-two-step-off = two-step sign-in off
detail-email-changed = e-mail changed
detail-signed-out-everywhere = signed out everywhere
detail-token-reused = copy of a kept sign-in used

## Settings
settings-heading = Settings
settings-sign-in = Sign-in form
settings-registration = Registration
settings-passwords = Passwords and locks
settings-title = Title
settings-banner = Text on the sign-in form
settings-logo = Logo
settings-logo-help = A PNG or JPEG file; relative paths start from the folder of the configuration
settings-tiles = Show people as tiles on the sign-in form
settings-accent = Colour of buttons and links
settings-accent-help = As in HTML, such as #1d5bb8; empty for ours. It is made readable in light and dark.
settings-accent-wrong = Enter a colour such as #1d5bb8
settings-language = Language of the sign-in form
settings-language-system = the system’s
who-registers = Who can register?
who-registers-intro = You can change this later under Settings.
who-registers-later = Decide later
mode-closed = Nobody
mode-listed = Listed e-mails
mode-approval = Anyone, with approval by an administrator
mode-open = Anyone
settings-domains = Only e-mails of these domains
settings-domains-help = With commas; empty for all. Listed e-mails can always register.
settings-min-length = Fewest characters of a password
settings-min-length-two-step = Fewest characters with two-step sign-in
settings-lockout-after = Wrong passwords before the first lock
settings-lockout-seconds = Seconds that it lasts; each further one doubles it
settings-lockout-max-seconds = Seconds that a lock lasts at most
settings-lockout-stop-after = Wrong passwords before only an administrator can unlock
settings-lock-minutes = Minutes before the window locks; 0 for never
settings-range = Enter a whole number from { $min } to { $max }
settings-missing = Fill this in
settings-page-title = Page title
settings-page-everyone = Open to everyone who is signed in
settings-page-remove = Remove this page
settings-page-keep = Keep this page
settings-page-removed = { $title } (will be removed)
settings-page-new = New page
settings-page-text = Text, in Markdown
settings-roles-help = With commas
settings-preview = Show the change
settings-preview-intro = This is what changes in the configuration. Everything else stays as it is.
settings-line-new = New line { $line }: { $text }
settings-line-gone = Line { $line } goes: { $text }
settings-reset = Start over
settings-saved = The settings are saved
settings-reloaded = The configuration was changed meanwhile
    .help = This is what it says now. Make your changes again.

## The credential file cannot be used
broken-heading = The configuration cannot be used
broken-count = { $count ->
    [one] One thing has to be corrected. Nothing was changed.
   *[other] { $count } things have to be corrected. Nothing was changed.
}
broken-help = Correct the file and save it, then try again.
broken-more = and { $count } more
store-absent = There is no configuration file.
    .help = Restart to set up a new one, or put yours back.
store-exists = There is a configuration file already.
    .help = Restart to use it.
store-unusable = The configuration file has { $count ->
    [one] an error
   *[other] { $count } errors
}. First: { $first }
    .help = Ask an administrator to correct the file.
store-unreadable = The configuration file cannot be read: { $reason }.
    .help = Check that the file is there and that you may read it, then try again.
store-unwritable = The configuration file cannot be saved: { $reason }. Nothing was changed.
    .help = Check the disk and the permissions of the file and its folder, then try again.
store-changed = The configuration file was changed by somebody else at the same moment. Nothing was saved.
    .help = Try again.
store-busy = Another program is writing the configuration file. Nothing was saved.
    .help = Try again in a moment.
store-refused = The configuration file cannot be changed safely at line { $line }, column { $column }. Nothing was saved.
    .help = Ask an administrator to simplify this entry: no anchors, aliases or multi-line text.
place = { $file }, line { $line }, column { $column }

## Problems of the credential file: what is wrong, and what to do
problem-empty = The file is empty
    .help = Copy config.example.yaml, or delete the file and start again to set up a new one.
problem-not-utf8 = The file is not UTF-8 text from here on
    .help = Save it as UTF-8 in your editor.
problem-too-large = The file is larger than { $limit } MiB
    .help = Check that it is the right file.
problem-syntax = Not valid YAML: { $reason }
    .help = Check indentation, quotes and brackets here and in the line before.
problem-several-documents = The file holds more than one YAML document
    .help = Remove everything from this “---” on, or the “---” itself.
problem-duplicate-key = “{ $field }” stands here a second time
    .help = Keep one of them.
problem-wrong-type = { $field } must be { $expected }, but is { $found }
    .help = Correct the value; config.example.yaml shows how.
problem-missing = “{ $key }” is missing in { $field }
    .help = Add it; config.example.yaml shows how.
problem-out-of-range = { $field } must be a whole number from { $min } to { $max }
    .help = Correct the number.
problem-unknown-word = { $field } is “{ $found }”, which is not known
    .help = Use one of: { $known }.
problem-username = { $field }: this username cannot be used
    .help = { $reason }.
problem-email = { $field } is not an e-mail address
    .help = { $reason }.
problem-same-username = { $field } is the same username as “{ $other }” in line { $line }; capitals and width do not count
    .help = Rename or remove one of them.
the-file = The file
problem-looks-like = { $field } looks like that of “{ $other }” in line { $line }, but is written with other letters
    .help = Rename or remove one of them, so that nobody is taken for somebody else.
problem-same-email = { $field } is also the address of “{ $other }” in line { $line }
    .help = Give each person an address of their own.
problem-email-is-username = { $field } is the username of “{ $other }” in line { $line }
    .help = Use another address or rename the other account, so that it is clear who signs in.
problem-no-password = { $field } is missing or empty
    .help = Write a password in plain text in quotes; it is hashed at the next start. Or remove the user.
problem-password-not-text = { $field } is a number or a flag, so its exact text is not known
    .help = Put the password in quotes.
problem-hash-broken = { $field } looks like a hash, but is damaged or of an unknown kind
    .help = Restore it, or make a new one with “egui-authenticator hash”.
problem-hash-cost = { $field } is a bcrypt hash of cost { $cost }, which is outside { $min } to { $max }
    .help = Make a new one with “egui-authenticator hash”.
problem-hash-dear = { $field } is an Argon2 hash that asks for more memory or time than is allowed
    .help = Make a new one with “egui-authenticator hash”.
problem-damaged = { $field } was written by this program and has been damaged
    .help = Put back what stood there (“egui-authenticator backups”), or remove the line if the person is to do without.
problem-plain-password = { $field } is in plain text
    .help = Nothing: it is hashed in place at the next start of the window.
problem-not-a-colour = { $field } is not a colour
    .help = Write it as in HTML, in quotes: "#1D5BB8".
problem-link-scheme = { $field } is not a link that can be opened
    .help = Start it with https://, http://, mailto: or tel:. For files use “file”.
problem-unknown-page = { $field } names “{ $name }”, and there is no such page
    .help = Correct the name, or add the page under “views”.
problem-unknown-role = { $field } names the role “{ $name }”, and this program knows no such role
    .help = Correct the name: { $known }.
problem-power-for-beginners = { $field } would give everybody who registers a role with permissions
    .help = Take that role out; give it to people one by one.
problem-no-administrator-left = { $field }: nobody who can sign in has the role “admin” any more
    .help = Give it back to somebody. What the file said before goes on working until then.
problem-nobody-may-open = { $field } names neither roles nor users, so nobody can open it
    .help = Add “roles” or “users”; users: ["*"] opens it to everyone who is signed in.
problem-file-missing = { $field }: there is no file { $path }
    .help = Put the file there or correct the path. Relative paths start from the folder of this file.
problem-exactly-one-of = { $field } needs exactly one of { $keys }
    .help = Add one of them, or remove what is too many.
problem-unknown-icon = { $field }: there is no icon “{ $name }”
    .help = Choose one from the list in config.example.yaml.
problem-text-for-list = { $field } is a single text and is read as a list of one
    .help = Put it in brackets: [value].
problem-likely-typo = “{ $found }” is not known
    .help = Did you mean “{ $meant }”?
problem-no-administrator = Nobody who can sign in has the role “admin”
    .help = Add it to the roles of someone you trust.
problem-open-to-others = Other users of this computer may be able to read or change the file (mode { $mode })
    .help = Allow only yourself: chmod 600.
shape-text = text
shape-number = a number
shape-flag = true or false
shape-nothing = empty
shape-list = a list
shape-mapping = a mapping
severity-error = error
severity-warning = warning

## The command line
cli-check-good = { $file } can be used
cli-check-warnings = { $file } can be used. { $warnings ->
    [one] One warning.
   *[other] { $warnings } warnings.
}
cli-check-bad = { $file } cannot be used: { $errors ->
    [one] one error
   *[other] { $errors } errors
}, { $warnings ->
    [one] one warning
   *[other] { $warnings } warnings
}
cli-user-added = { $name } was added
cli-user-changed = { $name } was changed
cli-user-password = { $name } has a new password
cli-user-renamed = They are { $name } now
cli-user-unlocked = { $name } can try again
cli-user-now-disabled = { $name } cannot sign in any more
cli-user-enabled = { $name } can sign in again
cli-user-two-step-off = { $name } signs in without a second step until they set it up again
cli-user-require-change = { $name } chooses another password at the next sign-in
cli-user-signed-out = { $name } is signed out everywhere
cli-invite-none = No e-mail address may register.
cli-sessions-none = Nobody is signed in on this computer.
cli-session-open = window open
cli-session-kept = kept on { $device } until { $until }
cli-sessions-ended = { $count ->
    [0] Nobody was signed in
    [one] One person is signed out everywhere
   *[other] { $count } people are signed out everywhere
}
cli-mail-sent = The mail server took a mail to { $to }
cli-user-deleted = { $name } was removed
cli-user-roles = Roles
cli-user-state = State
cli-user-disabled = disabled
cli-user-no-password = no password
cli-backups-none = Nothing is kept yet. A copy is kept before each change.
cli-backups-line = { $number }  { $time }  { $size } bytes
cli-backups-line-broken = { $number }  { $time }  { $size } bytes  (cannot be used)
cli-backups-unknown = There is no backup { $number }.
    .help = “egui-authenticator backups” lists those that there are.
cli-backups-restored = Backup { $number } is in place. What was there before is kept as well.
activity-empty = Nothing is recorded.
activity-whole = Every record up to { $time } is as it was written.
activity-broken = Record { $number } is missing or was changed.
    .help = Compare with a backup of the state database; records before it are as they were written.
activity-pruned = { $count ->
    [one] { $count } record was forgotten.
   *[other] { $count } records were forgotten.
}
cli-hash-prompt = Password
cli-hash-repeat = Password again
cli-hash-differs = The two passwords are not the same. Nothing was hashed.
cli-hash-empty = There is no password to hash.
    .help = Type one at the prompt, or give one a line on standard input.
cli-hash-input = The passwords cannot be read: { $reason }
cli-hash-line = Line { $line }: { $reason }
cli-hash-progress = hashed
cli-no-folder = This system names no folder for configuration files.
    .help = Name the file with --config PATH.
cli-demo-failed = The demonstration cannot be prepared: { $reason }
window-no-display = There is no display to open a window on.
    .help = Start it from a desktop session, or use the command line: egui-authenticator --help.
window-no-graphics = No OpenGL driver was found.
    .help = Install one. On Debian and Ubuntu: apt install libgl1-mesa-dri libegl1.
window-no-library = A system library is missing: { $reason }.
    .help = On Debian and Ubuntu: apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libegl1 libgl1-mesa-dri.
window-failed = The window cannot be opened: { $reason }.
    .help = Check the graphics driver, or use the command line: egui-authenticator --help.
