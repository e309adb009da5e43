# Every text in the window, on the command line and in e-mails. Sentence case; no full stop on one-liners.

## Program
app-title = Authenticator
language-choose = Language: { $language }
theme-light = Use light theme
theme-dark = Use dark theme
theme-system = Use system theme
theme-name-system = System
theme-name-light = Light
theme-name-dark = Dark
theme-choose = Theme: { $theme }

## Fields and buttons that many forms use
field-username = Username
field-email = E-mail
field-password = Password
field-current-password = Current password
field-new-password = New password
field-first-name = First name
field-last-name = Last name
field-valid-from = Valid from
field-valid-until = Valid until
field-hours = Hours
field-full-name = Full name
password-show = Show password
password-hide = Hide password
password-capitals = You have typed only capital letters. Is Caps Lock on?
password-rule = Use at least { $min } characters. A few unrelated words are easy to remember.
button-cancel = Cancel
button-dismiss = Dismiss
button-undo = Undo
button-more = More
button-retry = Try again
button-close = Close
help-heading = Keyboard shortcuts
help-help = Show or hide this list
help-next = Move to the next field (with Shift: to the previous field)
help-enter = Activate the main button
help-back = Go back or cancel
help-space = Select a checkbox or press a button
help-clear = Clear this form
help-lock = Lock this window
help-list = Move through a list (also Home, End, Page Up, Page Down)
help-scroll = Scroll by a page
help-zoom = Zoom in (− zooms out, 0 resets)
help-search = Move to the search field
help-pages = Open a page by its position in the navigation
key-control = Ctrl
notice-error = Error
notice-warning = Warning
notice-success = Done
notice-info = Note

## Start of the program
start-opening = Opening…

## First run
set-up-heading = Set up { $app }
set-up-intro = There are no users yet. Create the first administrator, who can then add other users.
set-up-button = Create administrator
button-creating = Creating…
steps-at = Step { $now } of { $count }: { $name }
steps-you = You
steps-register = Who can register

## Sign in
sign-in-heading = Sign in
sign-in-field = Username or e-mail
sign-in-keep = Keep me signed in on this computer for { $days ->
    [one] { $days } day
   *[other] { $days } days
}
sign-in-keep-hours = Keep me signed in on this computer for { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
sign-in-keep-probing = Checking this computer’s keyring…
sign-in-button = Sign in
sign-in-busy = Signing in…
sign-in-register = Register
sign-in-refused = Incorrect username or password. Check Caps Lock and try again.
sign-in-delaying = Incorrect username or password
    .help = After many failed attempts, each new one is delayed by up to 5 seconds. Check Caps Lock and try again.
sign-in-published = This password is from a published example, so it is not secret
    .help = Ask an administrator to set a different one (“{ PROGRAM() } user passwd”), then sign in with it.
sign-in-pending = Your account is waiting for approval
    .help = You can sign in once an administrator approves it.
access-not-yet = You can sign in from { $date }
    .help = Ask an administrator if you need access earlier.
access-expired = Your access ended on { $date }
    .help = Ask an administrator to extend it.
access-outside-hours = You cannot sign in at this time
    .help = You can sign in again on { $date } at { $time }.
access-ends = Your access is about to end
    .help = This window locks in { $time }. Your open work is kept.
outage-locks = The user accounts cannot be reached
    .help = This window locks in { $time }. Your open work is kept.
session-ends = Enter your password soon
    .help = This window locks in { $time }, after the longest time that a session lasts. Your open work is kept.
sign-in-missing-name = Enter your username or e-mail
sign-in-missing-password = Enter your password
sign-in-registered = Your account is ready. Sign in as { $username }.
tiles-heading = Who is it?
tiles-intro = Pick a picture, or just start typing.
tiles-type = Type a name
tiles-all = Show all users
tiles-more = { $count ->
    [one] 1 more user. Type a name to search.
   *[other] { $count } more users. Type a name to search.
}
logo-picture = Logo
sign-in-registered-waiting = Your account is waiting for approval
    .help = Once an administrator approves it, sign in as { $username }.
sign-in-locked = Too many attempts
    .help = Try again in { $time }, or ask an administrator.
sign-in-stopped = Too many attempts in a row
    .help = Ask an administrator to unlock this username.
state-unusable = Sign-in is not available because the state database cannot be used: { $reason }
    .help = Check the disk and the permissions of the data folder, then try again.
state-busy = another program is using it
    .help = Try again in a moment.
state-full = the disk is full
    .help = Free some disk space, then try again.
state-newer = a newer version of this program created it
    .help = Use the newer version.
state-damaged = it is damaged ({ $reason })
state-denied = access is denied ({ $reason })
sign-in-reused = Your remembered sign-in was ended because a copy of it was used
    .help = Sign in again. If that was not you, change your password.
sign-in-outdated = Your password is no longer valid, because it was replaced or ended before an earlier version of the configuration file was restored
    .help = Ask an administrator to end all your credentials and create a reset code for you.
sign-in-second-factor = You cannot use two-step sign-in on this computer yet
    .help = Sign in once with a code on a trusted computer. After that, you can also sign in here.
sign-in-set-up-second-factor = Your account requires two-step sign-in, which cannot be set up on this computer
    .help = Sign in on a trusted computer and set it up there.
sign-in-expired = This sign-in took too long, or your account was changed
    .help = Sign in again.
sign-in-recovered = Your password was changed
    .help = Sign in with your new password.
sign-in-username-found = Your username is { $username }
    .help = Sign in with it.
sign-in-forgot-password = Forgot password?
sign-in-forgot-username = Forgot username?
sign-in-have-code = I have a code
session-limit-user = You are already signed in on this computer
    .help = Sign out in the other window first.
session-limit-reached = The sign-in limit has been reached
    .help = Try again after another user signs out.
form-cleared = This form was cleared
    .help = Forms are cleared when they are not used for a while. Start again.
codes-hidden = Your recovery codes were hidden
    .help = Recovery codes are hidden when the window is not used for a while. Sign in and create new ones in your account.
sign-in-was-locked = The window was locked
    .help = Enter your password to continue.
sign-in-ended = You were signed out because your account was changed
    .help = Sign in again. If that does not work, ask an administrator.
sign-in-ended-by-server = You were signed out because your account was changed or the server ended your session
    .help = Sign in again. If that does not work, ask an administrator.
sign-in-restored = The backup was restored
    .help = Sign in again.
keyring-absent = No keyring is running on this computer
keyring-locked = This computer’s keyring is locked. Unlock it, then try again.
keyring-slow = This computer’s keyring is not responding
keyring-failed = This computer’s keyring reported an error

## Demo
demo-banner = Demo. Nothing is saved.
demo-intro = Sign in with one click as
demo-user = Username { $username } · password { $password }
demo-sign-in = { $name } ({ $roles })

## Register
register-heading = Create an account
register-intro = You can register if an administrator has allowed your e-mail address.
register-intro-approval = An administrator must approve your account before you can sign in.
register-intro-open = Anyone can create an account.
register-button = Create account
register-back = Back to sign in
register-not-accepted = This e-mail address cannot be registered. Ask an administrator to allow it.
register-proof-heading = Check your e-mail
register-proof-intro = If { $email } can be registered, a code was sent to it. It is valid for { $minutes } minutes.
register-code = Code from the e-mail
register-code-mistyped = That is not a valid code. A code has 8 letters and digits.
register-code-wrong = { $left ->
    [one] Incorrect code. You have { $left } try left.
   *[other] Incorrect code. You have { $left } tries left.
}
register-code-expired = The code is no longer valid
    .help = It has expired, or was entered incorrectly too often. Request another one.
register-code-sent = Another code was sent
    .help = The previous one is no longer valid.
register-code-too-soon = A code was sent a short while ago
    .help = Wait a little, then request another one. Check the spam folder too.
register-resend = Send another code
register-edit = Change details
register-no-mail = Registration is not possible at the moment
    .help = A code has to be sent to your e-mail address, and no mail server is set up. Ask an administrator.
register-username-taken = That username is taken. Choose another.
register-too-many-waiting = Too many accounts are waiting for approval
    .help = Ask an administrator to approve or refuse some, then try again.
register-too-many-here = Too many registrations on this computer
    .help = Try again in an hour, or ask an administrator to add you.

## Second step
code-heading = Two-step sign-in
code-field = Code from your authenticator app
code-recovery-field = Recovery code
code-reset-field = Reset code from an administrator
code-recovery-only = Your password was reset, so a recovery code is required this time.
code-after-recovery = Your password was set with a recovery code. A second recovery code is not accepted now. If you have lost your phone, ask an administrator for a reset code.
code-use-recovery = Use a recovery code
code-use-reset = Use a reset code
code-use-app = Use the authenticator app
button-continue = Continue
code-busy = Checking…
code-wrong = Incorrect code. Check the clocks on your phone and on this computer.
code-recovery-wrong = That code is incorrect or was already used
new-password-heading = Choose a new password
new-password-intro = An administrator requires you to choose a new password before you continue.

## Forgotten password or username
recover-password-heading = Forgot password
recover-password-intro = Enter one of your recovery codes or the reset code from an administrator, and choose a new password.
recover-first-heading = Set your first password
recover-first-intro = Enter your username or e-mail and the code that an administrator gave you, and choose a password. Then sign in with it.
recover-username-heading = Forgot username
recover-username-intro = To see your username anyway, enter your e-mail and one of your recovery codes. The code cannot be used again. If you have no code, ask an administrator.
recover-username-email = You can sign in with your e-mail address
    .help = Go back and enter it instead of your username. You do not need a code for that.
recover-code = Recovery code or reset code
recover-first-code = Code from an administrator
recover-first-button = Set password
recover-username-button = Show my username
recover-mail-code = Send me a code by e-mail
recover-mail-username = Send it by e-mail
recover-mailed = If this account exists, an e-mail is on its way
    .help = It can take a minute. Check your spam folder too.
recover-refused = The name and code do not match, or the code was used or has expired
    .help = Check both, or ask an administrator for a reset code.
recover-too-many-here = Too many codes were tried on this computer
    .help = Try again in an hour, or use a trusted computer.
mail-code = Reset code for { $app }
    .help = Your reset code is

        { $code }

    It is valid for { $minutes } minutes and works once. If you did not request it, ignore this e-mail. Nothing was changed.
mail-first-code = Your account for { $app }
    .help = An account was created for you. Your username is { $username }.

    On the sign-in screen, choose “I have a code”, and set your password with this code:

        { $code }

    It is valid for { $hours } hours and works once. If you did not expect this e-mail, ignore it.
mail-username = Your username for { $app }
    .help = Your username is { $username }.

    If you did not request it, ignore this e-mail. Nothing was changed.
mail-proof = Your registration with { $app }
    .help = To register, enter this code:

        { $code }

    It is valid for { $minutes } minutes and works once. If you did not register, ignore this e-mail. No account is created without the code.
mail-has-account = Your account with { $app }
    .help = Someone has tried to register with this e-mail address, but you have an account already. Your username is { $username }.

    If it was you, sign in, or choose “Forgot password?” on the sign-in screen. Otherwise ignore this e-mail. Nothing was changed.
mail-test = Test e-mail from { $app }
    .help = E-mail works.
mail-no-server = No mail server is configured
    .help = Add a “mail” section to the configuration file; config.example.yaml shows how.
mail-failed = The e-mail was not sent: { $reason }
    .help = Check the “mail” section of the configuration file.

## Errors of a field
error-name-missing = Enter a name
error-email-missing = Enter an e-mail address
error-email-form = Enter an e-mail address like name@example.org
error-field-missing = Enter a value
error-field-long = Use at most { $max } characters
error-field-character = Use one line of text, without special characters
error-value-refused = This value is not accepted
error-username-missing = Enter a username
error-date = Write the date as year-month-day, such as 2026-12-01
error-hours = Write days and times, such as mon-fri 08:00-18:00, sat 09:00-13:00
error-username-character = Use only letters, digits and . _ - + @
error-password-missing = Enter a password
error-password-short = Use at least { $min } characters
error-password-long = That password is too long. Use fewer than { $max } characters.
error-password-shared = That password is too long for Streamlit-Authenticator, which uses this file too. Use at most { $max } letters; accents and emoji count as several.
error-password-common = That password is easy to guess. Use a few unrelated words.
error-password-own = That password is too similar to your name, your e-mail address or the name of this program. Use other words.
error-password-control = Use only visible characters, without line breaks or tabs
error-code-missing = Enter a code
error-code-mistyped = That is not a valid code. A code has 28 letters and digits. Check what you typed.
error-not-hashed = The password could not be protected, so nothing was saved. Try again.
error-internal = Something went wrong in the program, and this was not finished. Try again.

## Errors when users are added, changed or deleted
user-unknown = No user has that username or e-mail
    .help = “{ PROGRAM() } user list” shows all users.
user-email-taken = { $other } already uses that e-mail
user-last-administrator = This is the last administrator who can sign in. Nothing was changed.
    .help = Give another user the role “admin” first.
user-not-allowed = You do not have permission to do that
    .help = Ask a user with more permissions.
user-unconfirmed = The role gives permissions, and this was not confirmed. No users were changed.
user-too-many = At most { $most } users can be changed at once on this computer. Select fewer, or use a trusted computer.
user-too-many-changes = You have made too many changes in the last hour. Try again later, or use a trusted computer.
user-too-many-emails = At most { $most } addresses can be allowed at once on this computer. Enter fewer, or use a trusted computer.
user-yourself = You cannot delete or disable yourself
    .help = Ask another administrator.
user-not-approved = Not done: a second person has to approve this
    .help = Try again, and ask a user who can approve it.
user-reauthenticate = Enter your password again
user-no-password = This user has no password to reset
user-entry-mistake = The entry of this user in the configuration file has an error
    .help = Correct it in the file first. “{ PROGRAM() } check” shows the line.
user-role-in-use = The role “{ $role }” is still in use. Users: { $users }, pages: { $pages }, other settings: { $settings }.
    .help = Remove it there first.
user-role-taken = A role named “{ $role }” already exists
user-new-users-permission = Every user who registers would get a permission. Nothing was changed.
    .help = Remove the role from the roles of new users first.
restore-gives-permissions = This backup would give permissions to { $names }. Nothing was restored.
    .help = If these users may have them, confirm with --give-permissions.
restore-owner-settings = This backup would change settings that only the owner of the configuration file may change: { $settings }
    .help = Restore it on the command line.
restore-no-administrator = With this backup, no administrator could sign in
    .help = Choose another backup, or restore this one on the command line.
user-name-shared = An earlier account had this username too, so it is unclear which one to erase
    .help = Use the account ID instead of the username: “{ PROGRAM() } user erase ID --yes”. The current account is { $account }. Earlier: { $earlier }.
user-not-erased = The account was deleted, but its name is still in the audit log: { $reason }
    .help = To try again, run “{ PROGRAM() } user erase”.
user-nothing-to-change = There is nothing to change
user-role-missing = A role needs a name. Nothing was changed.

## Signed in
app-greeting = Hello, { $name }
welcome-heading = Welcome
last-sign-in = Last sign-in: { $when }
last-sign-in-quiet = Last sign-in: { $when }. No failed attempts since.
last-sign-in-first = This is your first sign-in on this computer.
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
last-sign-in-failures = { $failures ->
    [one] 1 wrong password
   *[other] { $failures } wrong passwords
} since your last sign-in
last-sign-in-own-failures = { $failures ->
    [one] 1 wrong password
   *[other] { $failures } wrong passwords
} right before this sign-in
security-heading = Since you last signed in
security-password-changed = Your password was changed { $ago }.
security-password-set = An administrator changed your password { $ago }.
security-password-recovered = Your password was changed with a code { $ago }.
security-reset-started = An administrator created a reset code for you { $ago }.
security-code-used = A recovery code was used { $ago }.
security-codes-renewed = Your recovery codes were replaced { $ago }.
security-codes-ended = Your recovery codes stopped working { $ago }. Create new ones in your account.
security-credentials-ended = An administrator ended your password, sessions, recovery codes and two-step sign-in { $ago }.
security-two-step-on = Two-step sign-in was turned on { $ago }.
security-two-step-off = Two-step sign-in was turned off { $ago }.
security-email-changed = Your e-mail address was changed { $ago }.
security-signed-out = You were signed out everywhere { $ago }.
security-token-reused = A copy of your remembered sign-in was used { $ago }.
security-pin-set = A PIN was set for your account on this computer { $ago }.
security-pin-changed = The PIN of your account on this computer was changed { $ago }.
security-pin-removed = The PIN of your account on this computer was removed { $ago }.
security-badge-set = A badge was set for your account on this computer { $ago }.
security-badge-removed = The badge of your account on this computer was removed { $ago }.
security-pin-spent = A wrong PIN was entered for you five times { $ago }.
security-badge-shown = Your badge was scanned outside the sign-in form { $ago }. It will unlock again after you enter your password.
security-advice = If that was not you, change your password and tell an administrator.

## Locked
lock-button = Lock ({ $keys })
lock-heading = Locked by { $name }
lock-intro = Your work is still open. Enter your password to continue.
lock-since = Locked at { $time }. Your work is still open.
sign-in-parked-count = { $count ->
    [one] 1 session is parked
   *[other] { $count } sessions are parked
}
sign-in-parked = Parked sessions: { $users }
parked-user = { $name } (since { $time })
parked-more = { $count } more
parked-ended = Your parked session has ended
    .help = What was open in it was closed, and unsaved changes are lost.
lock-typing = The window locked while you were typing. Stop for 2 seconds or click the field, then enter your password.
lock-unlock = Unlock
lock-switch = Switch user
lock-use-password = Use password instead
lock-codes = Codes are open in this window. Enter your password to see them.
lock-use-pin = Use PIN instead
lock-wrong = Incorrect password. Check Caps Lock and try again.
lock-busy = Locking…
lock-unmarked = This lock could not be saved
    .help = If the program is closed, it may reopen without asking for a password. Unlock the window and sign out before you leave.
lock-outage = No connection to the user accounts
    .help = You can unlock with your password. Accounts and settings cannot be changed until the connection is back.
lock-outage-closed = No connection to the user accounts
    .help = You can unlock this window when the connection is back. The program tries again by itself.
lock-outage-tries = Too many wrong passwords
    .help = Wait until the connection to the user accounts is back, then enter your password.
lock-warning = This window is about to lock
    .help = Locking in { $time }. Press any key to stay.

## Badge
badge-title = Badge
badge-heading = Set badge
badge-change = Change badge
badge-intro = A badge says who you are on this computer, so that you only enter your PIN or password.
badge-set-button = Save badge
badge-off-heading = Remove the badge
badge-off-button = Remove badge
badge-set = Your badge was saved
badge-removed = Your badge was removed
badge-not-set = None. With a badge you do not have to type or choose your name.
badge-ready = Set on this computer.
badge-scan-first = Hold the badge to the reader.
badge-scan-again = Hold the same badge to the reader again.
badge-scans-differ = The two scans differ. Hold the badge to the reader to start again.
badge-scanned = The badge was scanned twice.
badge-unknown = This badge is not known here
    .help = Sign in with your name, or ask an administrator to set up this badge.
badge-not-enough = A badge is not enough here
    .help = Fill in the form.
badge-taken = This badge belongs to another user
    .help = Use another badge, or have it removed from that user first.
badge-of-another = This badge belongs to another user
    .help = Lock the window or switch users, then scan your badge.
badge-too-many = Too many unknown badges
    .help = Wait a few seconds, or enter your PIN or password.
badge-too-many-here = Too many unknown badges on this computer
    .help = Enter your PIN or password. Badges work again within an hour.

## PIN
pin-title = PIN
pin-field = PIN
pin-new = New PIN
pin-help = 4 to 8 digits. No dates, years or patterns such as 1234.
pin-delete = Delete the last digit
pin-heading = Set a PIN
pin-change = Change PIN
pin-intro = A PIN unlocks this window on this computer until your next full sign-in is due. Enter your password to confirm that it is you.
pin-set-button = Save PIN
pin-off-heading = Remove the PIN
pin-off-button = Remove PIN
pin-set = Your PIN was saved
pin-removed = Your PIN was removed
pin-not-set = None. With a PIN you unlock this window without your password.
pin-ready = Set. It unlocks this window on this computer.
pin-missing = Enter your PIN
pin-length = A PIN has 4 to 8 digits
pin-common = Too easy to guess. Choose digits that are no date, year or pattern.
pin-own = Part of your name, address or details. Choose other digits.
pin-wrong = { $left ->
    [one] Incorrect PIN. 1 try is left.
   *[other] Incorrect PIN. { $left } tries are left.
}
pin-off = PINs are turned off
    .help = Enter your password to continue.
pin-role = Your role does not allow a PIN
    .help = Enter your password to continue.
pin-none = You have no PIN on this computer
    .help = Enter your password. You can set a PIN in your account.
pin-spent = Too many wrong PINs
    .help = Enter your password. Your PIN works again after that.
pin-expired = Your PIN needs your password first
    .help = The last full sign-in was too long ago. Your PIN works again after you sign in with your password.
pin-restarted = Your PIN needs your password after a restart
    .help = The computer was restarted. Your PIN works again after you sign in with your password.

## Account
account-heading = Your account
account-back = Back
account-profile = Name and e-mail
account-profile-change = Edit profile
picture-heading = Picture
picture-intro = Your tile on the sign-in screen shows this picture. Enter your password to confirm that it is you.
picture-help = The full path of a PNG or JPEG file on this computer. Leave empty for no picture.
picture-wrong = That file is not a readable PNG or JPEG picture
picture-changed = Your picture was saved
account-no-email = No e-mail
account-sign-in = Signing in
account-two-step = Two-step sign-in
account-two-step-on = On. You enter a code from your authenticator app after your password.
account-two-step-off = Off. Turn it on so that a stolen password is not enough to sign in.
account-two-step-required = Your role requires it.
account-codes = Recovery codes
account-codes-left = { $count ->
    [0] You have none. A recovery code lets you back in if you forget your password.
    [one] 1 code is left.
   *[other] { $count } codes are left.
}
account-codes-few = Only a few are left. Create new ones.
account-devices = Remembered computers
account-devices-none = No computers are remembered.
account-device = { $name }
account-device-this = { $name } (this computer)
account-device-used = Remembered { $since }, last used { $used }.
account-activity = Your activity
account-data = Your data
account-data-intro = A file with your details, your remembered computers, and your activity on this computer. It contains no passwords or codes.
account-data-save = Save my data
account-computer = This computer
account-computer-restricted = Restricted computer
account-computer-restricted-intro = The server checks everything that is done here. Some actions are possible only on a trusted computer.
account-computer-trusted = Trusted computer
account-computer-trusted-intro = It can read and change all users and settings.
account-computer-connected = Connected to { $location }
account-computer-away = No connection to { $location }
account-appearance = Appearance
account-motion = Animate menus and dialogs
account-theme = Theme
account-theme-intro = Follow the system, or always use light or dark
account-language = Language
account-language-intro = Applies to all users on this computer
account-forget = Forget { $name }
account-confirm-intro = Enter your password to confirm that it is you.
account-confirm-button = Confirm
account-busy = One moment…
password-heading = Change password
password-intro = A new password signs you out everywhere else.
password-button = Change password
password-wrong = That is not your current password
password-same = That is already your password. Choose another one.
password-changed = Your password was changed
    .help = Use the new password from now on.
password-suggest = Suggest a passphrase
strength-label = Strength
strength-very-weak = Very weak – very easy to guess
strength-weak = Weak – easy to guess
strength-fair = Fair
strength-good = Good
strength-strong = Strong
details-button = Save
details-changed = Your name and e-mail were saved
details-email-taken = That e-mail cannot be used. Choose another, or ask an administrator.
two-step-heading = Set up two-step sign-in
two-step-intro = You need an authenticator app on your phone, such as Aegis, 2FAS or Google Authenticator.
two-step-effect = Your recovery codes are replaced, and remembered computers ask for your password again
    .help = You get new codes at the end. Your earlier codes no longer work then.
two-step-move-heading = Use another phone
two-step-move-intro = Your current phone keeps working until you enter the first code from the new one.
two-step-scan = Scan the QR code with the app, or type the key into it. Then enter the code that the app shows.
two-step-picture = QR code for the app. It contains the key that is shown below.
two-step-key = Key
two-step-copy = Copy key
two-step-code = Code from the app
two-step-button = Turn on
two-step-on = Two-step sign-in is on
two-step-off-heading = Turn off two-step sign-in
two-step-off-button = Turn off
two-step-off = Two-step sign-in is off
two-step-required = Two-step sign-in cannot be turned off
    .help = Your role requires it, or it is already off.
codes-heading = Your recovery codes
codes-intro = Each code lets you back in once if you forget your password or lose your phone. Keep them in a safe place. They are not shown again.
codes-copy = Copy
codes-copied = Copied
codes-save = Save to a file
codes-print = Print
codes-confirm = I have saved them
clipboard-copied = Copied. The clipboard will be cleared in { $seconds } seconds.
clipboard-failed = The text could not be copied: { $reason }
codes-saved = Saved to { $path }
codes-printed = Sent to the printer
codes-not-saved = The codes could not be saved: { $reason }
    .help = Copy them instead.
codes-not-printed = The codes could not be printed: { $reason }
    .help = Save them to a file and print that.
codes-text = Recovery codes for { $username } in { $app }
    .help = Each code works once. Cross out the codes that you have used.
codes-renew-heading = Create new recovery codes
codes-renew-intro = Your current codes stop working.
codes-renew-button = Create new codes
codes-renewed = You have new recovery codes
sign-out-heading = Sign out everywhere else
sign-out-intro = Ends all your other sessions on every computer, including remembered sign-ins.
sign-out-button = Sign out everywhere else
signed-out-everywhere = You were signed out everywhere else
forget-heading = Forget { $name }
forget-intro = You will no longer stay signed in on that computer.
forget-button = Forget
forget-done = You will no longer stay signed in on that computer
key-lost = Your recovery codes and two-step sign-in belong to an earlier password
    .help = Sign in again with a recovery code, or ask an administrator to turn off two-step sign-in.

## Signed in
app-user = { $name } · { $roles }
app-home = Home
app-pages = Pages
app-lock = Lock
app-waiting = { $count ->
    [one] One user waits for approval
   *[other] { $count } users wait for approval
}
app-manage = Manage
app-account-menu = Account menu: { $user }
app-sign-out = Sign out
palette-open = Search…
palette-heading = Go to
palette-search = Search pages, users and actions
search-none = No matches
palette-page = Page
palette-user = User
palette-action = Action
app-no-pages-heading = No pages yet
app-no-pages = Ask an administrator to give you or one of your roles access to a page.
app-no-pages-admin = Pages that you can open appear here. In the settings, choose who can open each page.
steps-heading = First steps
steps-intro = { $done } of { $count } done
steps-hide = Hide
steps-show = Show first steps
steps-done = Done
step-users = Add the users who work here
step-users-help = One by one, or a whole list from a CSV file
step-users-go = Add users
step-look = Choose a title and a colour
step-look-help = What users see on the sign-in screen
step-look-go = Choose
step-page = Make a page
step-page-help = Notes for the team, or programs and links to start
step-page-go = Make a page
step-registration = Decide who can register
step-registration-help = Invited e-mail addresses, anyone, or no one
step-registration-go = Decide
step-administrator = Add a second administrator
step-administrator-help = Can help you if you lose your password
step-administrator-go = Add administrator
page-for-everyone = For everyone
page-for-roles = For { $roles }
page-users = { $count ->
    [one] 1 user
   *[other] { $count } users
}
page-text = A page to read
page-items = { $count ->
    [one] 1 item
   *[other] { $count } items
}
app-page-reading = Opening page…
app-page-empty = This page is empty
page-contents = On this page
page-copy-code = Copy code
page-task-done = Done
page-task-open = Not done
page-closed = You no longer have access to the page you had open
    .help = Choose another page, or ask an administrator.
exit-refused = You are still signed in: { $reason }
    .help = Finish that first, or sign out anyway.
app-changing = A change is not finished yet
    .help = Stay on this page: the result is shown only here.
exit-anyway = Sign out anyway
exit-not-finished = the app has not finished its work.
activity-unrecorded = Activity is not being recorded: { $reason }
    .help = Tell an administrator. The disk may be full, or the data folder read-only.
file-error = { $file } has an error on line { $line }, column { $column }, so its last change has no effect
    .help = The previous configuration stays in use until the error is fixed.
page-not-allowed = You no longer have access to this page. Ask an administrator.
page-approval = A second person has to approve opening this page
    .help = It is hidden again when you leave it, when the window is locked, or when the approval expires.
page-approval-ask = Ask a second person
page-approval-left = Hidden again in { $time }
page-unreadable = The text of this page, { $path }, cannot be read: { $reason }
    .help = Put the file there, or correct the path in { $file }, line { $line }.
page-too-long = This page is too long: { $path }, line { $line }
    .help = Split it into several pages.
page-too-deep = This page has too many levels: { $path }, line { $line }
    .help = Use fewer levels of lists and quotes.
page-link = This page has a link that cannot be opened: { $path }, line { $line }
    .help = Start links with https://, http://, mailto: or tel:.
page-picture = This page has a picture that cannot be shown: { $path }, line { $line }
    .help = Put the picture in the folder of the page, and write its path from there without “..”.
launch-start = Start { $title }
launch-open = Open { $title }
launch-started = { $title } was started
launch-not-started = { $title } could not be started: { $reason }
    .help = Ask an administrator to check its entry in the configuration file.
launch-changed = Nothing was started: “{ $title }” is there now
    .help = The page has changed since you asked. Try again.
launch-option = { $title } was not started: the value of “{ $value }” begins with “{ $sign }”, so the program could mistake it for an option
    .help = Ask an administrator to write text in front of the placeholder, such as --user={ "{" }username{ "}" }, or to change the value.
launch-unsafe = { $title } was not started: the value of “{ $value }” contains a character that programs can misread, such as a line break or a full-width quotation mark
    .help = Ask an administrator to correct the value.
launch-placeholder = { $title } was not started: “{ $found }” is an unknown placeholder
    .help = Ask an administrator to correct the page.
launch-shell = { $title } was not started: { $program } runs text as commands, so a username could be run as a command
    .help = Ask an administrator to remove the placeholder. The program can read the environment variables.
launch-batch-file = { $title } was not started: batch files (.bat, .cmd) run in a shell
    .help = Ask an administrator to name the program itself.
remember-failed = You are signed in, but this computer cannot keep you signed in: { $reason }
    .help = Next time, sign in with your password.
remember-failed-account = this account cannot be remembered
remember-failed-state = the state database could not be used
sign-out-failed = You are signed out, but the keyring could not be cleared: { $reason }
    .help = The remembered sign-in in it no longer works.
sign-out-failed-state = You are signed out, but that could not be recorded: { $reason }
    .help = You may be signed in again at the next start. If so, sign out again or tell an administrator.
warnings-heading = { $count ->
    [one] The configuration file has 1 warning
   *[other] The configuration file has { $count } warnings
}

## Users
users-heading = Users
loading = Loading…
users-add = Add user
users-invite = Allow e-mail addresses
users-import = Import users
table-export = Export as CSV
table-saved = Saved to { $path }
users-only-you = Only you so far. Add or import users.
users-no-match = No matches
    .help = Change the search or the filters.
users-count = { $shown } of { $all }
users-search = Search names and e-mails
users-role = Role
users-any = Any
users-open = Open
users-actions = Actions for { $name }
users-tab-everyone = Everyone
users-tab-waiting = Waiting for approval
users-tab-waiting-short = Waiting
users-tab-allowed = Allowed addresses
users-tab-allowed-short = Allowed
users-waiting-intro = These users registered and cannot sign in until you approve them. If you refuse one, they can register again.
users-waiting-none = No users are waiting for approval
users-allowed-none = No addresses are allowed at the moment
users-refuse-button = Refuse
users-refuse = Refuse { $name }
users-remove-address = Remove
users-you = you
users-status-must-change = Must change password
button-filter = Filter
button-filtered = Filter: { $what }
users-column-name = Name
users-column-status = Status
users-column-last = Last sign-in
users-parked = Parked since
users-quick = Quick unlock
users-parked-list = Parked sessions:
users-column-two-step = Two-step
users-sort = Sort by { $column }
users-ascending = Ascending
users-descending = Descending
users-never = Never
users-two-step-on = On
users-two-step-off = Off
users-waiting-without-email = The address given at registration belongs to another account. Approve only if you know who registered.
users-must-change = Must be changed at the next sign-in
users-password-changed = Changed { $ago }
users-codes = Recovery codes
users-codes-left = { $count } left
users-recent = Recent activity
status-waiting = Waiting for approval
status-locked = Locked
status-locked-for = Locked, { $minutes } min left
status-locked-hours = Locked, { $hours } h left
status-active = Active
status-not-signed-in-yet = Has not signed in yet
status-not-yet = Access starts later
status-from = From { $date }
status-outside-hours = Outside hours
status-expired = Expired
users-code = Code
users-code-until = Valid until { $time }
users-code-expired = Expired
users-new-code = New code
users-date-help = Year-month-day, such as 2026-12-01; empty for no limit
users-hours-help = Such as mon-fri 08:00-18:00; empty for any time
status-entry-mistake = Error in the file
users-approve = Approve { $name }
users-show = Show { $name }
users-approved = { $name } can sign in now
users-invited = { $count ->
    [0] These addresses were already allowed
    [one] 1 address can register now
   *[other] { $count } addresses can register now
}
users-uninvite = Remove { $email }
users-uninvited = { $name } can no longer register
users-place = { $place } of { $count }
users-previous = Previous user
users-next = Next user
users-back = Back to the list
users-above-you = You cannot edit this user because they have permissions that you do not have
users-edit = Edit
users-approve-button = Approve
users-approve-as = Approve as…
users-approve-with-role = Approve { $name } with a role
users-rename = Rename
users-rename-heading = Rename { $name }
users-rename-intro = The user signs in with the new username from now on. E-mail address and password stay the same. Open windows of the user are signed out.
users-rename-field = New username
users-unlock = Unlock
users-reset = Create reset code
users-require-change = Require new password
users-two-step-reset = Turn off two-step sign-in
users-remove-pin = Remove PIN
users-set-badge = Set badge
users-remove-badge = Remove badge
users-badge-heading = Set the badge of { $name }
users-badge-intro = The badge says who is there on this computer. It does not unlock the window until { $name } sets it in their own account.
users-sign-out = Sign out everywhere
users-end-parked = End parked session
users-end-credentials = End all credentials
users-enable = Enable
users-disable = Disable
users-remove = Delete
users-end-heading = End all credentials of { $name }
users-end-intro = This ends the password, sessions, recovery codes and two-step sign-in of { $name }. To sign in again, they need a reset code from an administrator. To confirm, type the username { $name }.
users-parked-heading = End the parked session of { $name }?
users-parked-intro = What { $name } has open in this window is closed, and unsaved changes are lost. To confirm, type the username { $name }.
users-parked-confirm = End the session of { $name }
users-remove-heading = Delete { $name }?
users-remove-confirm = Delete { $name }
users-end-confirm = End credentials of { $name }
users-remove-hint = Is this user only away for a while?
users-disable-instead = Disable instead
users-remove-intro = This cannot be undone. To confirm, type the username { $name }.
users-erase = Also replace the name in the audit log
code-valid-hours = { $count ->
    [one] Valid for 1 more hour
   *[other] Valid for { $count } more hours
}
code-valid-minutes = { $count ->
    [one] Valid for 1 more minute
   *[other] Valid for { $count } more minutes
}
code-valid-seconds = { $count ->
    [one] Valid for 1 more second
   *[other] Valid for { $count } more seconds
}
code-expired = This code has expired. Create a new one.
users-code-heading = Reset code for { $name }
users-code-first = Give this code to { $name }. With “I have a code” on the sign-in screen, they can set their first password within 24 hours. The code is not shown again.
users-code-reset = Give this code to { $name }. With “Forgot password?” on the sign-in screen, they can set a new password within 15 minutes. Until then, the old password works. The code is not shown again.
users-code-send = Send by e-mail
users-code-send-to = The code can be sent to { $email }.
users-code-sending = Sending…
users-code-sent = The code was sent to { $email }
users-code-no-server = The code cannot be sent by e-mail, because no mail server is configured.
users-code-no-address = This user has no e-mail address of their own, so the code cannot be sent
    .help = Give the code to the user in another way.
users-code-outdated = This code is no longer valid, so it was not sent
    .help = Create a new code.
users-add-heading = Add user
users-add-intro = You get a reset code. With it, the user sets their own password.
users-add-button = Add
users-edit-heading = Edit { $name }
users-reloaded = This user was changed meanwhile
    .help = The form shows the current values. Make your changes again.
users-new-role = New role
users-email-taken = Another user has that e-mail. Use another one.
users-invite-heading = Allow e-mail addresses
users-invite-intro = These addresses can be used to create an account on the sign-in screen. No e-mail is sent.
users-invite-field = E-mail addresses
users-invite-help = One per line, or separated by commas
users-invite-button = Allow
users-select = Select users
users-select-all = Select all { $count } shown
users-select-loaded = Select all { $count } loaded
users-select-end = Done
users-selected = { $count } selected
users-selected-hidden = { $count } selected, { $hidden } not shown
bulk-actions = Actions
bulk-disable = Disable…
bulk-enable = Enable…
bulk-give-role = Give a role…
bulk-take-role = Remove a role…
bulk-new-code = Create reset codes…
bulk-disable-count = { $count ->
    [one] Disable 1 user
   *[other] Disable { $count } users
}
bulk-enable-count = { $count ->
    [one] Enable 1 user
   *[other] Enable { $count } users
}
bulk-give-role-count = { $count ->
    [one] Give 1 user a role
   *[other] Give { $count } users a role
}
bulk-take-role-count = { $count ->
    [one] Remove a role from 1 user
   *[other] Remove a role from { $count } users
}
bulk-new-code-count = { $count ->
    [one] Create 1 reset code
   *[other] Create { $count } reset codes
}
bulk-disable-intro = They can no longer sign in, and their sessions end.
bulk-new-code-intro = Each user can set a new password with their code within 15 minutes, or their first password within 24 hours. Until a code is used or replaced, old passwords work, but recovery codes set no new one.
bulk-no-roles = There is no role to choose
bulk-unchanged = { $count ->
    [one] 1 other selected user is that way already
   *[other] { $count } other selected users are that way already
}
bulk-left-out = { $count ->
    [one] 1 user is left out
   *[other] { $count } users are left out
}
bulk-give-this-role = { $count ->
    [one] Give 1 user the role “{ $role }”
   *[other] Give { $count } users the role “{ $role }”
}
bulk-take-this-role = { $count ->
    [one] Remove the role “{ $role }” from 1 user
   *[other] Remove the role “{ $role }” from { $count } users
}
bulk-gives-permissions = This role gives permissions in the program itself
bulk-enables-permissions = Users with permissions in the program itself are among them
bulk-confirm = { $count ->
    [one] I have checked this user
   *[other] I have checked these { $count } users
}
bulk-hidden = { $count ->
    [one] 1 of these users is hidden by the search or the filters
   *[other] { $count } of these users are hidden by the search or the filters
}
bulk-left-own = Your own account
bulk-left-permissions = Has permissions that you do not have
bulk-too-late = It was too late to cancel. { $done }.
bulk-busy = Changing users…
bulk-cancelled = Cancelled. No users were changed.
bulk-disabled = { $count ->
    [one] 1 user was disabled
   *[other] { $count } users were disabled
}
bulk-enabled = { $count ->
    [one] 1 user was enabled
   *[other] { $count } users were enabled
}
bulk-role-given = { $count ->
    [one] 1 user got the role “{ $role }”
   *[other] { $count } users got the role “{ $role }”
}
bulk-role-taken = { $count ->
    [one] 1 user no longer has the role “{ $role }”
   *[other] { $count } users no longer have the role “{ $role }”
}
bulk-codes-created = { $count ->
    [one] 1 reset code was created
   *[other] { $count } reset codes were created
}
bulk-codes = With “I have a code” on the sign-in screen, users can set a new password within 15 minutes, or their first password within 24 hours. The codes are not shown again.
bulk-refused = { $count ->
    [one] 1 user was not changed
   *[other] { $count } users were not changed
}
confirm-heading = Confirm with your password
confirm-remembered = You will not be asked again for { $minutes } minutes.
approval-heading = Needs approval
approval-asked-by = Asked by
approval-recorded = Both names are recorded. { $name } stays signed in.
approval-reason = Reason
approval-approver = Username or e-mail of the approver
approval-password = Password of the approver
approval-pin = PIN of the approver
approval-button = Approve
approval-same-person = Another person has to approve this
    .help = Ask a user who can approve it to fill in this form.
approval-not-allowed = This user cannot approve this
    .help = Ask a user with a role that can.
approval-not-ready = This user has to sign in first
    .help = The account needs a new password or two-step sign-in before it can approve.
approval-pin-refused = The name or the PIN is wrong, or the PIN cannot be used now
    .help = Check both, or use the password of the approver.
approval-own-pin = Your own PIN cannot approve this
    .help = Enter your password.
approval-give-permissions = Give permissions
approval-delete-user = Delete users
approval-two-step-off = Turn off two-step sign-in
approval-export = Export the audit log
approval-number = Backup
approval-kept = Kept on
approval-also = Also
approval-removed = Deletes
approval-permissions = Gives permissions to
approval-since = Since
approval-page = Page
approval-argument = Argument
approval-link = Link
signatures-heading = Signatures
signatures-save = Select a signature to save it as a page that can be printed and verified.
signatures-unchanged = All signatures are as they were signed
    .help = Verified: { $time }
signatures-export = Save signature { $number } as a page
signatures-verify = Verify
signatures-unverified = Not verified since the list changed
    .help = Select “Verify”.
signing-heading = Sign with your password
signing-meaning = Meaning
signing-reviewed = Reviewed
signing-approved = Approved
signing-responsible = Responsible
signing-signer = Signer
signing-recorded = Your signature is kept with your name and the time. It cannot be removed.
signing-name = Your username
signing-missing-name = Enter your username
signing-wrong-name = This is not your username
signing-button = Sign
signing-not-allowed = You cannot sign
    .help = Ask an administrator for a role that can.
confirm-action = { $action }: { $name }

## Import
import-heading = Import users
import-intro = A CSV file with a header row: username, email, first_name, last_name, roles (separated by semicolons), disabled (yes or no). Existing users are updated, new users are added.
import-times = Also valid_from and valid_until (year-month-day) and hours (such as mon-fri 08:00-18:00). An empty cell changes nothing.
import-file = File
import-drop = Or drop it here
import-choose = Choose…
import-template = Save a template
import-preview = Preview
import-reading = Reading…
import-button = Import
import-busy = Importing…
import-line = Line { $line }
import-invalid = { $bad ->
    [one] 1 row has an error. Fix it to import.
   *[other] { $bad } rows have errors. Fix them to import.
}
    .help = Edit the file, then preview it again.
import-good = { $add } to add, { $update } to update, { $same } unchanged
import-same = No changes to import
import-row-add = Will be added
import-row-update = Will be updated
import-row-same = Unchanged
import-row-taken = { $other } has that username or e-mail, or one that looks like it
import-row-cells = The row has more or fewer cells than the header row
import-row-flag = “disabled” must be yes or no
import-done = { $added } added, { $changed } updated
import-codes = Reset codes for the new users. With “I have a code” on the sign-in screen, they can set their first password within 24 hours. The codes are not shown again.
import-empty = This file contains no users
    .help = It needs a header row and a row for each user.
import-too-many = The file has more than { $max } rows
    .help = Split the file.
import-unknown-column = The column “{ $name }” is unknown
    .help = Use these columns: { $columns }.
import-duplicate-column = The column “{ $name }” appears more than once
    .help = Keep only one of them.
import-no-column = The column “{ $name }” is missing
    .help = The first row must contain the column names: { $columns }.
import-passwords = Passwords cannot be imported
    .help = Remove the column. Users set their own passwords.
import-outdated = The users have changed since the preview. Nothing was imported.
    .help = Preview the file again.
import-value = { $label }: { $new }
import-value-change = { $label }: { $new } (before: { $old })
import-gives-permissions = { $change } – gives permissions
import-has-permissions = { $change } – user with permissions
import-marked = { $count ->
    [one] 1 row gives permissions or changes the e-mail address of a user with permissions
   *[other] { $count } rows give permissions or change the e-mail addresses of users with permissions
}
import-confirm = { $count ->
    [one] I have checked this row
   *[other] I have checked these { $count } rows
}
import-unconfirmed = Rows that give permissions are not confirmed. Nothing was imported.
    .help = Check the preview, then confirm these rows. On the command line, use --give-permissions.
file-failed = The file cannot be used: { $reason }
    .help = Check that the file exists and that you have access to it.
file-dialog-none = This desktop has no dialog to choose a file
    .help = Type the full path of the file into the field.

## Activity
activity-heading = Activity
activity-period = Period
activity-week = 7 days
activity-month = 30 days
activity-all = All
activity-kind = Type
activity-user = User
activity-none = Nothing recorded in this period
activity-verified = Records verified up to { $time }
activity-records = Timeline
activity-days = By day
activity-users = By user
activity-day = Day
activity-done = Done
activity-refused = Refused
activity-refused-only = Refused only
activity-bars = Bar chart: records per day. The table under “By day” shows the same numbers.
activity-truncated = The latest { $shown } of { $all }. The export contains all of them.
activity-counts = { $done } done · { $refused } refused
activity-counts-done = { $done } done
activity-owner = The owner of the file
activity-unknown = An unknown user
activity-accounts = accounts
activity-line = { $text } ({ $detail })
activity-signed-in = { $who } signed in
activity-sign-in-refused = { $who } could not sign in
activity-signed-out = { $who } signed out
activity-session-ended = The session of { $who } had already ended
activity-sign-out-refused = { $who } could not sign out
activity-lock = { $who } used the window lock
activity-lock-refused = { $who } could not use the window lock
activity-set-up-refused = { $who } could not set up the program
activity-page = { $who } opened a page
activity-launched = { $who } started a program or opened a file or link
activity-keyring = { $who } used the keyring
activity-approval = { $whom } approved an action of { $who }
activity-signed = { $who } signed
activity-kiosk-left = { $who } left kiosk mode
activity-signing-key-made = { $who } has a new key for signing
activity-signing-key-ended = The key with which { $whom } signed has ended
activity-locked = { $who } locked the window
activity-unlocked = { $who } unlocked the window
activity-unlocked-pin = { $who } unlocked the window with a PIN
activity-unlocked-badge = { $who } unlocked the window with a badge
activity-unlocked-offline = { $who } unlocked the window while the user accounts could not be reached
activity-badge-elsewhere = The badge of { $whom } was scanned in the session of { $who }
activity-switched = { $who } switched user
activity-set-up = { $who } set up the program
activity-registered = { $who } registered
activity-register-code = A code for a registration was requested
activity-register-refused = { $who } could not register
activity-account = { $who } changed their account
activity-account-refused = { $who } could not re-authenticate
activity-token-reused = A copy of the remembered sign-in of { $who } was used
activity-recovered = { $who } recovered their account
activity-code-created = { $event }; code created by { $who }, { $time }
activity-code-created-by-owner = { $event }; code created by the owner of the file, { $time }
activity-recovery-refused = { $who } could not recover their account
activity-imported = { $who } imported { $whom }
activity-edited = The configuration was edited outside the program
activity-many-failures = Many sign-ins failed. Further attempts are delayed.
activity-added = { $who } added { $whom }
activity-removed = { $who } deleted { $whom }
activity-invited = { $who } allowed the address { $whom }
activity-uninvited = { $who } no longer allows the address { $whom }
activity-approved = { $who } approved { $whom }
activity-disabled = { $who } disabled { $whom }
activity-enabled = { $who } enabled { $whom }
activity-user-unlocked = { $who } unlocked { $whom }
activity-changed = { $who } changed the account of { $whom }
activity-erased = { $who } erased the names of account { $whom }
activity-change-refused = { $who } could not make changes to { $whom }
activity-page-refused = { $who } could not open a page
activity-launch-refused = { $who } could not start a program or open a file or link
activity-file = { $who } changed the configuration
activity-file-refused = { $who } could not change the configuration
activity-file-failed = The configuration could not be changed to end the sessions of { $who }
activity-keyring-refused = { $who } could not use the keyring
activity-approval-refused = An action of { $who } was not approved by { $whom }
activity-signature-refused = { $who } could not sign
activity-kiosk-refused = { $who } could not leave kiosk mode
activity-store = { $who } changed the server
activity-store-refused = { $who } could not change the server
activity-store-imported = { $who } imported users and settings into the server
activity-store-migrated = { $who } updated the tables of the server
activity-computer-added = { $who } added the computer { $whom }
activity-computer-revoked = { $who } revoked the access of the computer { $whom }
date-today = Today, { $date }
date-yesterday = Yesterday, { $date }
date-today-short = Today
date-long = { $weekday } { $day } { $month }
date-full = { $weekday } { $day } { $month } { $year }
date-short = { $day } { $month-short }
date-weekday-day = { $weekday-short } { $day }
date-time = { $date }, { $time }
date-weekday = { $number ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[other] Sunday
}
date-weekday-short = { $number ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[other] Sun
}
date-month = { $number ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
}
date-month-short = { $number ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[other] Dec
}
kind-sign-in = Sign-in
kind-sign-out = Sign-out
kind-lock = Window lock
kind-set-up = Set-up
kind-register = Registration
kind-account = Own account
kind-recovery = Recovery
kind-users = Users
kind-page = Page
kind-file = Configuration
kind-keyring = Keyring
kind-approval = Approval
kind-signature = Signature
kind-kiosk = Kiosk mode
kind-store = Server
detail-password = password
detail-token = remembered sign-in
detail-not-approved = not approved
detail-session-limit = session limit reached
detail-many-failures = many failed attempts; each further one is delayed
detail-published-password = published password
detail-unknown-name = unknown name
detail-no-password = no password
detail-entry-mistake = error in the entry of the user
detail-wrong-password = wrong password
detail-wrong-password-in-an-outage = wrong password while the user accounts could not be reached
detail-wrong-code = wrong code
detail-wrong-signer = wrong username of the signer
detail-wrong-code-or-name = wrong code or name
detail-locked = locked
detail-unlocked = unlocked
detail-unlocked-in-an-outage = unlocked while the user accounts could not be reached
detail-switched-away = switched user
detail-parked-ended = parked session ended
detail-ended = ended
detail-not-allowed = not allowed
detail-same-person = same person
detail-added = added
detail-changed = changed
detail-removed = deleted
detail-disabled = disabled
detail-enabled = enabled
detail-approved = approved
detail-approved-with-pin = approved with a PIN
detail-invited = e-mail allowed
detail-uninvited = e-mail no longer allowed
detail-e-mail-not-accepted = e-mail not accepted
detail-e-mail-has-account = e-mail address already in use
detail-imported = imported
detail-changed-by-import = updated by import
detail-waits-for-approval = waiting for approval
detail-e-mail-code-requested = code requested for an e-mail address
detail-changed-by-hand = edited outside the program
detail-code-mailed = code sent by e-mail
detail-change-required = new password required
detail-password-changed = password changed
detail-password-set = password set
detail-password-recovered = password changed with a code
detail-reset-started = reset code created
detail-code-used = recovery code used
detail-codes-renewed = new recovery codes
detail-codes-ended = recovery codes ended
detail-credentials-ended = all credentials ended
detail-two-step-on = two-step sign-in turned on
detail-two-step-off = two-step sign-in turned off
detail-email-changed = e-mail changed
detail-signed-out-everywhere = signed out everywhere
detail-token-reused = copy of a remembered sign-in used
detail-password-and-second-factor = password and second factor
detail-details-changed = own details changed
detail-computer-forgotten = computer removed
detail-no-keyring-service = no keyring
detail-the-keyring-is-locked = keyring locked
detail-the-keyring-did-not-answer = keyring not responding
detail-the-keyring-refused = keyring error
detail-with-code = { $event }, code of record { $number }
detail-roles = roles: { $roles }
detail-outside-access-times = not at this time
detail-access-times-changed = access times changed
detail-outdated = password no longer valid
detail-pin = with the PIN
detail-pin-set = PIN set
detail-pin-changed = PIN changed
detail-pin-removed = PIN removed
detail-no-pin = no valid PIN
detail-wrong-pin = wrong PIN
detail-pin-spent = too many wrong PINs
detail-pin-told = five wrong PINs
detail-badge-shown = badge scanned in another session
detail-pin-ended = PIN ended with an earlier password, code or role
detail-signing-key-made = new key for signing
detail-signing-key-ended = key for signing ended
detail-badge = with the badge
detail-unknown-badge = unknown badge
detail-badge-elsewhere = badge scanned outside the sign-in form
detail-badge-set = badge set
detail-badge-removed = badge removed
detail-restored = backup { $number } restored
detail-signed = signature { $number }
detail-launched = { $item }, session { $session }
detail-approval = { $action } ({ $text }), data { $digest }
detail-approval-refused = { $action } ({ $text }), data { $digest }: { $reason }
detail-renamed-from = renamed from { $name }
detail-erased = the previous chain ended with { $link }
detail-settings = settings: { $settings }
detail-registration = registration: { $policy }
detail-page = page { $page }
detail-page-new = new page { $page }
detail-page-removed = page { $page } removed
detail-page-order = order of pages
detail-role = role { $role }
detail-role-removed = role { $role } removed
detail-role-renamed = role { $role } renamed to { $new }

## Settings
settings-heading = Settings
settings-sign-in = Sign-in screen
settings-search = Search settings
settings-no-match = No matches
    .help = Change the search.
settings-section = Section
settings-section-changed = { $title }, { $count } changed
settings-changed = changed
settings-keep-editing = Keep editing
settings-sign-in-intro = What users see before they sign in
settings-registration-intro = Who can create an account
settings-registration-undecided = Not decided yet. Until then, only e-mail addresses that you allow can register.
settings-passwords = Passwords
settings-passwords-intro = Requirements for new passwords
settings-lockouts = Failed attempts
settings-lockouts-intro = What happens after wrong passwords
settings-locking = Locking
settings-locking-intro = When the window locks and copied secrets are cleared
settings-pages-intro = What users find in the navigation
settings-unsaved = { $count ->
    [one] 1 unsaved change
   *[other] { $count } unsaved changes
}
settings-discard = { $count ->
    [one] Discard 1 change?
   *[other] Discard { $count } changes?
}
settings-discard-button = Discard changes
settings-discard-text = What you typed about pages and roles will be lost.
settings-registration = Registration
settings-title = Title
settings-banner = Text on the sign-in screen
settings-logo = Logo
settings-logo-help = A PNG or JPEG file. Relative paths start from the folder of the configuration file.
settings-tiles = Show users as tiles on the sign-in screen
settings-accent = Accent colour
settings-accent-help = As in HTML, such as #1d5bb8. Leave empty for the default. It is adjusted to be readable in both themes.
settings-accent-wrong = Enter a colour such as #1d5bb8
settings-accent-weak-light = In the light theme, this colour is hard to see (contrast { $ratio } to 1). Buttons get an edge, and text a darker shade.
settings-accent-weak-dark = In the dark theme, this colour is hard to see (contrast { $ratio } to 1). Buttons get an edge, and text a lighter shade.
settings-picture = Preview
settings-picture-form = Preview of the sign-in screen
colour-blue = Blue
colour-green = Green
colour-teal = Teal
colour-violet = Violet
colour-pink = Pink
colour-rust = Rust
colour-brown = Brown
colour-graphite = Graphite
settings-language = Default language
settings-language-system = System default
registration-policy-heading = Who can register?
registration-policy-intro = You can change this later under Settings.
registration-policy-later = Decide later
registration-closed = No one
registration-listed = Allowed e-mail addresses
registration-approval = Anyone, with approval by an administrator
registration-open = Anyone
registration-closed-help = Administrators add all users
registration-listed-help = One account for each allowed address
registration-approval-help = New users wait until an administrator approves them
registration-open-help = Users need no approval
settings-domains = Only e-mail addresses of these domains
settings-domains-help = Separated by commas. Leave empty for all. Allowed e-mail addresses can always register.
settings-two-step = Two-step sign-in
settings-two-step-intro = Who needs a code from an authenticator app
settings-two-step-required = Required for users with these roles
settings-two-step-reauthenticate = Code with every password for these roles
settings-two-step-reauthenticate-help = Also to unlock the window and for sensitive changes
settings-signatures-allowed = Roles that may sign
settings-all-users = All users
settings-registration-roles = Roles of new users
settings-registration-roles-help = Roles with permissions are not accepted
settings-verify-email = Prove e-mail addresses with a code
settings-verify-email-help = Users who register get a code by e-mail. Without a mail server, no one can register.
settings-sessions = Sessions
settings-sessions-intro = How long users stay signed in, and how many at once
settings-min-length = Minimum password length
settings-min-length-two-step = Minimum password length with two-step sign-in
settings-lockout-after = Wrong passwords before the first lockout
settings-lockout-seconds = First lockout in seconds (doubles each time)
settings-lockout-max-seconds = Longest lockout in seconds
settings-lockout-stop-after = Wrong passwords before an administrator must unlock
settings-lockout-all-names = Wrong passwords for all usernames in 10 minutes before every sign-in is delayed
settings-lock-minutes = Auto-lock after minutes (0 for never)
settings-clipboard-seconds = Clear copied secrets after seconds
settings-quick-pin = Users can unlock with a PIN
settings-quick-pin-help = Only on a computer where they have signed in with their password, and only while its keyring works
settings-quick-hours = Hours after a full sign-in for which a PIN unlocks
settings-quick-until-reboot = A restart of the computer asks for the password
settings-quick-badge = Badges
settings-badge-off = Off
settings-badge-names = Only say who is there
settings-badge-enough = Also unlock for some time after a full sign-in
settings-quick-badge-prefix = What each badge number begins with
settings-quick-badge-prefix-help = Without it, any 8 or more characters that a reader types are taken for a badge where the window asks who is there
settings-quick-badge-minutes = Minutes after a full sign-in for which a badge unlocks
settings-hash = Hash algorithm for new passwords
settings-hash-cost = bcrypt cost
settings-remember-days = Days that users can stay signed in
settings-remember-days-help = Up to 30 days. 0 removes the checkbox from the sign-in screen.
settings-single-session = One session for each user
settings-max-users = Maximum number of users with a session
settings-max-users-help = Leave empty for no limit
settings-max-hours = Hours until the password is needed again
settings-max-hours-help = Also to a user who is working, and at the next start. Leave empty for no limit.
settings-parked-max = Parked sessions in a window
settings-parked-max-help = What users leave open when another user signs in. If there are more, the one that was parked first ends. Leave empty for no limit.
settings-parked-hours = Hours until a parked session ends
settings-parked-hours-help = Leave empty for no limit.
settings-origin-app = Set by the app
settings-origin-computer = Set in the configuration file of this computer
settings-origin-program = Default
settings-origin-store = Set here
settings-origin-back = Use the default
settings-origin-back-of = Use the default for { $setting }
settings-only-administrators = Only administrators can change this, because a low limit keeps other users out
settings-activity-days = Days that activity is kept
settings-activity-records = Maximum number of activity records
settings-updates-manifest = Address of the update manifest
settings-updates-key = Key of the update manifest
settings-range = Enter a whole number from { $min } to { $max }
settings-days = Enter a number of days from 0 to { $max }
settings-page-title = Page title
settings-page-everyone = Open to all users
settings-page-remove = Remove this page
settings-page-keep = Keep this page
settings-page-removed = { $title } (will be removed)
settings-page-new = New page
settings-page-text = Text (Markdown)
settings-page-none = No pages yet
    .help = Add a page with text, or one that starts programs.
settings-page-add = Add page
settings-page-up = Move { $title } up
settings-page-down = Move { $title } down
settings-page-edit-named = Edit { $title }
settings-page-id = ID
settings-page-id-help = Leave empty to make one from the title. It cannot be changed later, because roles and the audit log refer to it.
settings-page-id-of = ID: { $id }. It cannot be changed, because roles and the audit log refer to it.
settings-page-id-taken = Another page has this ID
settings-page-icon = Icon
settings-page-icon-of = Icon: { $name }
settings-page-no-icon = No icon
settings-page-access = Who can open it
settings-page-users = Usernames
settings-page-closed = No user can open it yet
settings-page-content = Content
settings-page-kind-text = Text
settings-page-kind-file = Text file
settings-page-kind-launch = Launch items
settings-page-file = Path of a Markdown file
settings-page-file-help = Relative paths start from the folder of the configuration file.
settings-page-item-add = Add item
settings-page-no-items = Add at least one item
settings-page-item = Item { $number }
settings-page-item-remove = Remove { $title }
settings-page-description = Description
settings-page-opens = Opens
settings-page-link = Link
settings-page-link-wrong = Enter a link that starts with https://, http://, mailto: or tel:
settings-page-item-file = File
settings-page-program = Program
settings-page-program-help = Name or path. It is started directly, never through a shell.
settings-page-arguments = Arguments, one per line
settings-page-placeholder = Unknown placeholder. Write { "{{" } and { "}}" } for braces.
settings-found = Search results
settings-mail = Mail server
settings-mail-intro = Sends reset codes and forgotten usernames
settings-mail-administrators = Only administrators can change the mail server, because it gets their reset codes
settings-mail-server = Server
settings-mail-server-help = Host name, such as mail.example.org. Leave empty if there is none.
settings-mail-encryption = Encryption
settings-mail-starttls = STARTTLS
settings-mail-tls = TLS
settings-mail-no-encryption = None
settings-mail-not-encrypted = Without encryption, the server must be on this computer
settings-mail-port = Port
settings-mail-port-help = Leave empty for the usual one: 587 with STARTTLS, 465 with TLS, 25 without encryption
settings-mail-username = Username on the server
settings-mail-username-help = Leave empty if the server needs no sign-in
settings-mail-password = Password for the server
settings-mail-password-help = Leave empty to keep the current one. The configuration file stores it in plain text.
settings-mail-from = Sender address
settings-mail-test = Send a test
settings-mail-test-help = To your own e-mail address, through the server as it is saved
settings-mail-sending = Waiting for the mail server…
settings-mail-sent = The mail server has accepted the test e-mail
settings-backups = Backups
settings-backups-intro = Earlier versions of the configuration file. One is kept before each change.
settings-backups-file = Users and settings are in { $location }.
settings-backups-administrators = Only administrators can restore backups, because that can change every user and role
settings-backups-show = Show backups
settings-backups-none = No backups yet
    .help = A backup is kept before each change.
settings-backups-users = { $count ->
    [one] { $count } user
   *[other] { $count } users
}
settings-backups-unusable = Cannot be restored
settings-backups-before = Before: { $change }
settings-backups-preview = Preview
settings-backups-preview-named = Preview backup: { $time }
settings-computers = Computers
settings-computers-intro = The computers that share these users and settings.
settings-computers-store = Users and settings are on { $location }.
settings-computers-contact = Last contact { $ago } ({ $time })
settings-computers-never = No contact yet
settings-computers-closed = Revoked
settings-computers-restricted = Restricted: it cannot read password hashes or change settings
settings-computers-trusted = Trusted: it can read and change everything
settings-computers-version = Version { $version }
settings-computers-show = Show computers
settings-restore = Restore backup
settings-restore-intro = The backup takes the place of the configuration file, which is backed up first. Users keep their current passwords. All users are signed out, and so are you.
settings-restore-unsaved = Your unsaved changes will be lost
settings-restore-same = The backup has the same users and settings. Keys that this program does not use can be different.
settings-restore-added = Users who come back
settings-restore-removed = Users who are deleted
settings-restore-changed = Users who are changed
settings-restore-without-password = Users without a password. They choose one with a reset code of an administrator, or with a code by e-mail.
settings-restore-allowed = E-mail addresses that can register again
settings-restore-not-allowed = E-mail addresses that can no longer register
settings-restore-roles = Users with other roles
settings-restore-permissions = These users get permissions that they do not have now: { $names }
settings-restore-settings = Settings that change
settings-restore-change = { $label }: { $new } (now: { $old })
settings-restore-button = Restore
value-on = on
value-off = off
settings-roles = Roles
settings-roles-intro = What users with a role may do, and which pages they can open
settings-role-none = No roles yet
settings-role-add = Add role
settings-role-new = New role
settings-role-name = Role name
settings-role-name-help = Users and pages keep the role under its new name. Remembered sign-ins of its users end.
settings-role-taken = Another role has this name
settings-role-permissions = Permissions
settings-role-no-permissions = No permissions
settings-role-all = All permissions
settings-role-limit = You can only give permissions that you have yourself
settings-role-pages = Can also open these pages
settings-role-pages-of = Pages: { $pages }
settings-role-approvals = Can approve: { $actions }
settings-role-remove = Remove this role
settings-role-keep = Keep this role
permission-manage-users = Manage users
permission-manage-users-help = Add, change and delete users, and approve registrations
permission-see-activity = See activity
permission-see-activity-help = Read and export what all users did
permission-edit-settings = Edit settings
permission-edit-settings-help = Change settings, pages and roles
settings-roles-help = Separated by commas. Put a name that has a comma in quotation marks.
settings-preview = Review changes
settings-preview-intro = These lines of the configuration file change. Everything else stays as it is.
settings-preview-launches = These items start or open:
settings-line-new = New line { $line }: { $text }
settings-line-removed = Removed line { $line }: { $text }
settings-reset = Discard
settings-saved = The settings were saved
settings-reloaded = The configuration file has changed in the meantime
    .help = The form shows the current settings. Make your changes again.

## The configuration file cannot be used
broken-heading = The configuration file cannot be used
broken-count = { $count ->
    [one] Fix 1 error to continue. Nothing was changed.
   *[other] Fix { $count } errors to continue. Nothing was changed.
}
broken-help = Correct the file and save it, then try again.
broken-more = and { $count } more
broken-unavailable = No connection to the user accounts
broken-restricted = The users are not set up yet
broken-no-administrator = There is no administrator yet
    .help = Create the first administrator on a trusted computer, then try again here.
broken-retrying = The program tries again by itself.
store-absent = There is no configuration file
    .help = Restart to create a new one, or restore yours.
store-vanished = The configuration file has disappeared
    .help = Put it back, or restore a backup: “{ PROGRAM() } backups” lists them, and “{ PROGRAM() } backups restore NUMBER” restores one. To start over, choose another location with --config.
store-exists = A configuration file already exists
    .help = Restart to use it.
store-no-users = There are no user accounts yet
    .help = Set up the program in a window without --kiosk, or import users. This window then continues by itself.
store-unusable = The configuration file has { $count ->
    [one] 1 error
   *[other] { $count } errors
}. First: { $first }
    .help = Ask an administrator to correct the file.
store-closing = The entry of a user has an error, so nothing was restored: { $first }
    .help = Restore another backup, or correct the entry in the configuration file first.
store-unreadable = The configuration file cannot be read: { $reason }
    .help = Check that the file exists and that you have permission to read it, then try again.
store-unavailable = The user accounts cannot be reached: { $reason }
    .help = Check the network connection, then try again.
store-certificate = The certificate of the server was refused: { $reason }
    .help = Ask the administrator of the server.
store-certificate-issuer = The certificate of the server was refused: this computer does not know the authority that issued it.
    .help = If it is your own authority, add “?sslrootcert=FILE” with its file to the address. Otherwise, ask the administrator of the server.
store-certificate-name = The certificate of the server was refused: it is for another name.
    .help = Check the name in the address, or ask the administrator of the server.
store-certificate-expired = The certificate of the server was refused: it has expired.
    .help = Check the clock of this computer, or ask the administrator of the server.
store-outage = No connection to the user accounts: { $reason }
    .help = Accounts and settings cannot be changed for now. The program tries again by itself.
store-unwritable = The configuration file cannot be saved: { $reason }. Nothing was changed.
    .help = Check the disk and the permissions of the file and its folder, then try again.
store-changed = Another user or program changed the configuration file at the same time. Nothing was saved.
    .help = Try again.
store-busy = Another program is writing to the configuration file. Nothing was saved.
    .help = Try again in a moment.
store-too-large = The configuration file would become larger than { $limit } MiB. Nothing was saved.
    .help = Ask an administrator to delete users that are no longer needed.
store-refused = The configuration file cannot be changed safely at line { $line }, column { $column }. Nothing was saved.
    .help = Ask an administrator to simplify this entry: no anchors, aliases or multi-line text.
store-restricted = This can only be done on a trusted computer
    .help = This computer is restricted: some actions are not permitted on it.
store-too-many = Too many attempts on this computer
    .help = Try again in an hour, or use a trusted computer.
position = { $file }, line { $line }, column { $column }

## Problems in the configuration file: what is wrong, and what to do
problem-empty = The file is empty
    .help = Restore a backup (“{ PROGRAM() } backups”), or add at least one user; config.example.yaml shows how.
problem-not-utf8 = The text is not valid UTF-8 from here on
    .help = Save the file as UTF-8 in your editor.
problem-too-large = The file is larger than { $limit } MiB
    .help = Check that it is the right file.
problem-syntax = Not valid YAML: { $reason }
    .help = Check indentation, quotes and brackets on this line and the line before.
problem-several-documents = The file contains more than one YAML document
    .help = Remove the “---” and everything after it, or the “---” only.
problem-duplicate-key = “{ $field }” appears more than once
    .help = Keep one of them.
problem-wrong-type = { $field } must be { $expected }, but is { $found }
    .help = Correct the value; config.example.yaml shows how.
problem-missing = “{ $key }” is missing in { $field }
    .help = Add it; config.example.yaml shows how.
problem-out-of-range = { $field } must be a whole number from { $min } to { $max }
    .help = Correct the number.
problem-unknown-word = { $field } has the unknown value “{ $found }”
    .help = Use one of: { $known }.
problem-username = { $field } is not a valid username
    .help = { $reason }.
problem-email = { $field } is not a valid e-mail address
    .help = { $reason }.
problem-access-times = { $field } is not a valid date or time
    .help = { $reason }.
problem-name = { $field } is too long or contains invisible characters
    .help = { $reason }.
problem-role = { $field } names a role that is ignored
    .help = { $reason }.
problem-same-username = { $field } is the same username as “{ $other }” on line { $line }. Case and character width are ignored.
    .help = Rename or remove one of them.
whole-file = The file
problem-looks-like = { $field } looks like “{ $other }” on line { $line }, but contains different characters
    .help = Rename or remove one of them, so that users cannot be confused.
problem-email-looks-like = { $field } looks like the address of “{ $other }” on line { $line }, but contains different characters
    .help = Correct one of the two addresses.
problem-same-email = { $field } is also the address of “{ $other }” on line { $line }
    .help = Give each user a different address.
problem-email-is-username = { $field } is the username of “{ $other }” on line { $line }
    .help = Use another address or rename the other user, so that it is clear who signs in.
problem-newer-format = The file was made by a newer version of this program
    .help = Install the newer version, or restore a backup made by this version.
problem-store-address = { $field } cannot be used: { $reason }
    .help = Write the address as “postgresql://USER@HOST/DATABASE”. The manual lists the options.
problem-store-password = { $field } contains a password
    .help = Users who can read the file can use the server with it. Keep the password in the keyring or in a password file instead.
problem-on-server = { $field } cannot be used together with “store”
    .help = The users, roles, pages and shared settings are on the server. Move them there with “{ PROGRAM() } store import FILE”, or remove them from this file.
problem-store-not-connected = The users are on a server, and the program is not connected to it
    .help = Restart the program. A program without support for PostgreSQL cannot use this file.
problem-store-changed = The file no longer names the server that the program is connected to
    .help = The program keeps this connection. Restart it to use the file as it is now.
problem-store-restriction = { $field } is no longer as it was when the program was started
    .help = The program keeps this connection. Restart it to use the file as it is now.
problem-list-layout = { $field } is a list: this is the layout of versions before 0.2
    .help = Convert the file with “{ PROGRAM() } convert”. The old file is kept.
problem-account-id = { $field } is not an account ID and is ignored
    .help = Remove the line. The program then identifies the user by the username.
problem-same-account-id = { $field } is also the account ID of “{ $other }” on line { $line }, so both are ignored
    .help = Remove the line from the copied entry, so that the two accounts can be told apart.
problem-ignored = Until then, the value is not used.
problem-address-unused = Until then, the address is not used: sign in with the username. No codes are mailed.
problem-closes-user = Until then, the user cannot sign in. Other users are not affected.
problem-closes-both = Until then, neither of the two can sign in. Other users are not affected.
problem-no-password = { $field } is missing or empty
    .help = Enter a password in plain text, in quotes. It is hashed as soon as the window reads the file. Or remove the user.
problem-password-not-text = { $field } is a number or true/false, so its exact text is not known
    .help = Put the password in quotes.
problem-hash-broken = { $field } looks like a hash, but is damaged or of an unknown type
    .help = Restore it, or create a new one with “{ PROGRAM() } hash”.
problem-hash-cost = { $field } is a bcrypt hash of cost { $cost }, which is outside { $min } to { $max }
    .help = Create a new one with “{ PROGRAM() } hash”.
problem-hash-expensive = { $field } is an Argon2 hash that needs more memory or time than is allowed
    .help = Create a new one with “{ PROGRAM() } hash”.
problem-password-not-shared = { $field } is too long for Streamlit-Authenticator, which uses this file too
    .help = Use at most { $max } letters; accents and emoji count as several. If only this program uses the file, remove “logged_in” and “failed_login_attempts” from all users.
problem-hash-not-shared = { $field } is a hash that Streamlit-Authenticator, which uses this file too, cannot read. It then fails for every user.
    .help = Set a password of at most 71 letters (“{ PROGRAM() } user passwd”). If only this program uses the file, remove “logged_in” and “failed_login_attempts” from all users.
problem-password-long = { $field } is longer than a password can be
    .help = Use at most { $max } characters.
problem-damaged = { $field } was written by this program and is damaged
    .help = Restore the earlier value (“{ PROGRAM() } backups”), or remove the line if the user does not need it.
problem-published-password = { $field } is a password from a published example. No user can sign in with it.
    .help = Enter a different password.
problem-plain-password = { $field } is in plain text
    .help = You do not need to do anything. It is hashed as soon as the window reads the file.
problem-mail-not-encrypted = { $field } is “none”, but the mail server is on another computer
    .help = Use “tls” or “starttls”. Without encryption, other people could read the codes.
problem-not-a-colour = { $field } is not a colour
    .help = Write it as in HTML, in quotes: "#1D5BB8".
problem-manifest-address = { $field } is not an address that can be asked
    .help = Write an address that begins with “https://”. “http://” is enough only for this computer.
problem-manifest-key = { $field } is not a public key for Ed25519
    .help = Write the line between the first and the last one that “openssl pkey -pubout” prints.
problem-link-scheme = { $field } is not a link that can be opened
    .help = Start it with https://, http://, mailto: or tel:. For files, use “file”.
problem-placeholder = { $field } has the unknown placeholder “{ $found }”
    .help = In arguments, use username, name, email, roles or session in braces. For a brace itself, write it twice.
problem-shell-placeholder = { $field } passes a placeholder to { $program }, which runs text as commands
    .help = Remove the placeholder, and read the environment variable instead, such as EGUI_AUTHENTICATOR_USERNAME.
problem-batch-file = { $field } is a batch file, which is not started
    .help = Name the program itself, because a batch file runs in a shell.
problem-unknown-page = { $field } names the page “{ $name }”, which does not exist
    .help = Correct the name, or add the page under “views”.
problem-unknown-role = { $field } names the role “{ $name }”, which does not exist in this program
    .help = Use one of: { $known }.
problem-permission-for-new-users = { $field } would give permissions to every user who registers
    .help = Remove that role. Assign it to single users instead.
problem-proof-without-mail = { $field } is on, but there is no mail server, so that no one can register
    .help = Add a “mail” section, or switch it off.
problem-no-administrator-left = { $field }: no user with the role “admin” can sign in any longer
    .help = Give the role to a user who can sign in. The previous configuration stays in use until then.
problem-page-without-access = { $field } has neither “roles” nor “users”, so no user can open it
    .help = Add “roles” or “users”; users: ["*"] opens it to all signed-in users.
problem-action-name = { $field }: an action cannot have this name
    .help = Use at most { $max } lower-case letters, digits, dots, hyphens and underscores.
problem-too-many-approvals = { $field }: there are more than { $max } actions
    .help = Remove actions that are not used.
problem-approval-without-role = { $field } has no “roles”, so no user can approve it
    .help = Add the roles whose users can approve it.
problem-approvers-not-approved = { $field } does not name users.give_permissions
    .help = Without it, an administrator can give any account a role that approves, and so approve alone. Add users.give_permissions.
problem-pin-for-built-in = { $field }: a PIN cannot approve an action of the program itself
    .help = Remove this line. The approver enters the password.
problem-unknown-approval = { $field } needs the name of an action under “approvals”, not “{ $name }”
    .help = Name an action that is listed under “approvals” and is not one of the program itself.
problem-file-missing = { $field }: the file { $path } does not exist
    .help = Put the file there or correct the path. Relative paths start from the folder of this file.
problem-exactly-one-of = { $field } needs exactly one of { $keys }
    .help = Keep or add exactly one.
problem-unknown-icon = { $field }: the icon “{ $name }” does not exist
    .help = Choose one from the list in config.example.yaml.
problem-text-for-list = { $field } is a single value and is read as a list with one item
    .help = Put it in brackets: [value].
problem-likely-typo = “{ $found }” is an unknown key
    .help = Did you mean “{ $meant }”?
problem-no-administrator = No user who can sign in has the role “admin”
    .help = Give it to a user you trust: “{ PROGRAM() } user set NAME --role admin”. Repeat --role for each role that the user keeps.
problem-open-to-others = Other users of this computer may be able to read or change the file (mode { $mode })
    .help = Restrict access to yourself: chmod 600.
problem-open-to-others-windows = Other users of this computer may be able to read or change the file
    .help = In its properties, under Security, Advanced, disable inheritance and remove all users but yourself and SYSTEM.
problem-days-out-of-range = { $field } must be a number from 0 to { $max }; { $used } is used
    .help = Correct the number.
problem-readable-by-others = Other users of this computer can read { $field } (mode { $mode })
    .help = Restrict access to the owner: chmod go-rwx.
problem-readable-by-others-windows = Other users of this computer can read { $field }
    .help = In its properties, under Security, Advanced, disable inheritance and remove all users but yourself and SYSTEM.
problem-writable-by-others = Other users of this computer can change { $field } (mode { $mode })
    .help = Restrict access: chmod go-w. Then check that nothing was changed.
problem-writable-by-others-windows = Other users of this computer can change { $field }
    .help = In its properties, under Security, Advanced, disable inheritance and remove all users but yourself and SYSTEM. Then check that nothing was changed.
problem-foreign-owner = { $field } belongs to another user (ID { $owner })
    .help = Give it to the owner of the configuration file: chown.
problem-network-file-system = { $field } is on a network file system ({ $kind })
    .help = If two computers save at the same time there, a change can be lost, and other computers may see a change only after a minute. Each computer counts failed sign-ins by itself. Keep the file on a disk of this computer, or share the users over PostgreSQL: “{ PROGRAM() } store import FILE”.
problem-state-on-network = { $field } is on a network file system ({ $kind })
    .help = This database relies on file locks, which may not work there: if two computers use it at the same time, failed sign-ins and activity can be lost, and the database can be damaged. Keep it on a disk of this computer; on Linux, XDG_DATA_HOME names the folder.
type-text = text
type-number = a number
type-flag = true or false
type-nothing = empty
type-list = a list
type-mapping = a mapping
severity-error = error
severity-warning = warning

## Command line
cli-check-good = { $file } is valid
cli-check-server = { $server } can be reached
cli-check-warnings = { $file } is valid. { $warnings ->
    [one] 1 warning.
   *[other] { $warnings } warnings.
}
cli-check-unsafe = { $file } is not safe from other users of this computer: { $errors ->
    [one] 1 error
   *[other] { $errors } errors
}, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
}
cli-check-bad = { $file } cannot be used: { $errors ->
    [one] 1 error
   *[other] { $errors } errors
}, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
}
cli-convert-done = { $users ->
    [one] 1 user was converted
   *[other] { $users } users were converted
}. The new file is { $file }, the old one is { $old }.
cli-convert-plain = { $old } contains passwords in plain text. Delete it when the new file works.
cli-convert-other = The file does not have the layout of versions before 0.2. Nothing was converted.
    .help = “{ PROGRAM() } check” says whether it can be used as it is.
cli-convert-length = Line { $line }: “{ $list }” has { $found } values for { $expected } usernames. Nothing was converted.
    .help = Each list must have one value for each username, in the same order.
cli-convert-value = Line { $line }, column { $column }: this value cannot be moved. Nothing was converted.
    .help = Write it as text, without anchor, alias or list.
cli-convert-exists = { $file } already exists. Nothing was converted.
    .help = Move it away, or choose another name with --to.
cli-store-no-address = No server was given, and the configuration file names none.
    .help = Add its address, such as postgresql://till1@db.shop/auth.
cli-restricted = This computer is restricted: its login cannot run this command.
    .help = Run the command on a trusted computer, such as that of an administrator.
cli-store-address = The address cannot be used: { $reason }
cli-store-denied = The server does not permit this: { $reason }
cli-store-refused = The server refused this: { $reason }
cli-store-unprepared = The tables of the server are missing or out of date.
    .help = Run “{ PROGRAM() } store migrate” on a trusted computer.
cli-store-newer = A newer version of this program has changed the tables of the server.
    .help = Update the program on this computer.
cli-store-not-computer = This login is not that of a computer, or has more permissions than one. A computer may have left code in the tables, which would run with these permissions.
    .help = Use the login of a trusted computer.
cli-store-name = “{ $name }” cannot be used as a name.
    .help = Use up to 40 small letters (a–z), digits and underscores, beginning with a letter and not with “auth_” or “pg_”.
cli-store-created = The database { $database } was created.
cli-store-next = Add the computer of an administrator with “{ PROGRAM() } store add-computer --trusted”, and the others without “--trusted”.
cli-store-exists = The database { $database } already exists. Its permissions were updated.
cli-store-others = The database { $database } was not changed, because other logins can use it or another login created it.
    .help = Choose another name with --database.
cli-store-roles-exist = This server already has a database of this program. The computers of that database can use this one too.
cli-store-may-log = The server may log hashes and keys. Ask a superuser to set log_parameter_max_length = 0.
cli-store-migrated = The tables were updated from version { $from } to { $to }.
cli-store-would-migrate = The tables would be updated from version { $from } to { $to }.
cli-store-current = The tables are up to date (version { $to }).
cli-store-would-functions = These functions would be created or replaced: { $names }
cli-store-did-functions = These functions were created or replaced: { $names }
cli-store-check-server = PostgreSQL { $value }
cli-store-check-latency = Round trip: { $value } ms
cli-store-check-clock = The clocks of the server and of this computer differ by { $value } s.
cli-store-check-tls = The connection is encrypted ({ $value }), and the certificate was checked.
cli-store-check-certificate = Days until the certificate of the server expires: { $value }
cli-store-check-no-tls = The connection is not encrypted; the server is on this computer.
cli-store-check-tables = The tables are up to date (version { $value }).
cli-store-check-old = The tables are out of date (version { $value }).
    .help = Run “{ PROGRAM() } store migrate”.
cli-store-check-not-computer = This login is not that of a computer, or has more permissions than one, so the tables were not checked.
    .help = Use the login of a computer.
cli-store-check-members = These logins can read and change everything in the tables: { $value }
cli-store-check-open = Every login of the server can connect to the database.
    .help = Run “{ PROGRAM() } store init” again.
cli-store-check-others = Logins other than the owner have permissions on the tables ({ $value }).
    .help = Revoke them with the login of a trusted computer.
cli-store-check-enrollers = These logins can create roles through auth_enroller: { $value }
    .help = Revoke auth_enroller from them.
cli-store-check-no-codes = Computers cannot join with a code.
    .help = Run “{ PROGRAM() } store init” again.
cli-store-check-logged = The server logs the values of statements, which contain hashes and keys.
    .help = Set log_parameter_max_length = 0 in postgresql.conf.
cli-store-imported = { $users ->
    [one] 1 user was imported
   *[other] { $users } users were imported
}, with the settings.
cli-store-exported = { $users ->
    [one] 1 user was exported
   *[other] { $users } users were exported
} to { $file }, with the settings.
cli-store-settings-none = The server has no settings of its own. The defaults apply.
cli-store-settings-same = The server has these settings already. Nothing was changed.
cli-store-settings-changed = The settings were changed. They take effect on all computers.
cli-store-settings-would-change = Nothing was changed. To make these changes, run the command again without --dry-run.
cli-store-setting-unknown = “{ $path }” is not a setting that --set and --unset can change.
    .help = “{ PROGRAM() } store settings” prints the settings. To change other sections, edit them in a file and use --from.
cli-store-settings-foreign = These entries of the file are not settings of the server: { $names }. Nothing was changed.
    .help = Remove them from the file.
cli-store-settings-bad = { $file } has errors. Nothing was changed.
    .help = Correct them in the file, and repeat the command.
cli-store-settings-layout = The sections of the file cannot be merged with the settings on the server. Nothing was changed.
    .help = Write them as “{ PROGRAM() } store settings” prints them: one below the other, and not indented.
cli-store-settings-unwritable = The server has a setting that cannot be written in a file as it is. Nothing was changed.
cli-store-to-write =
    { $file } was not changed. Replace its content with these lines:
    store:
    { "  " }postgres: "{ $address }"
cli-store-written = { $file } now names the server. The earlier version is in its backups.
cli-store-to-write-restricted =
    { $file } already existed and was not changed. Replace its content with these lines:
    store:
    { "  " }postgres: "{ $address }"
    { "  " }restricted: true
cli-store-unknown = These entries are neither users nor settings, and the server does not keep them: { $names }. Nothing was imported.
    .help = To leave them out, add --drop-unknown.
cli-store-plain = The passwords of these users are in plain text: { $names }. Nothing was imported.
    .help = Start the program with this file once: it hashes them.
cli-store-closed = The entries of these users have errors: { $names }. Nothing was imported.
    .help = “{ PROGRAM() } check { $file }” shows the lines.
cli-store-unusable = { $file } has errors. Nothing was imported.
    .help = “{ PROGRAM() } check { $file }” shows them.
cli-store-of-server = { $file } has no users: it names the server that has them.
cli-store-full = The server has users already. Nothing was imported.
    .help = Import into a new database.
cli-store-full-of-one = The server already has one user, { $name }, perhaps the administrator created when a window was opened. Nothing was imported.
    .help = To import the file in place of this user, add --replace. The users and settings on the server are saved to a file first.
cli-store-replaced = What the server had before was saved to { $file }.
cli-store-not-exported = A value cannot be written in a configuration file as it is. Nothing was exported.
    .help = “{ PROGRAM() } user list” shows users whose entries have errors.
cli-store-added =
    The computer { $name } was added. Run this command on it, and enter the code within { $minutes } minutes:
    { PROGRAM() } store join { $address }
    Code: { $code }
cli-store-add-certificates = Add “?sslrootcert=FILE” to this address, with the file of the certification authority on that computer, in quotes.
cli-store-add-authority = If the certificate of the server is not from a public authority, add “?sslrootcert=FILE” to this address, with the file of the certification authority on that computer, in quotes.
cli-store-added-restricted = It will be restricted: users can work on it, but it cannot read password hashes or change settings.
cli-store-added-trusted = It will be trusted: it can read all password hashes and change everything.
cli-store-none-trusted = There is no trusted computer yet. Add one with --trusted: users are imported, added and changed there.
cli-store-not-noted = This computer may not have joined: { $reason }
    .help = Run “{ PROGRAM() } store check”. If the password is refused, get a new code.
cli-store-no-host = The address uses a socket of this computer, which other computers cannot use.
    .help = Add the name of the server with --host.
cli-store-code = Code
cli-store-mistyped = That is not a valid code.
    .help = “{ PROGRAM() } store add-computer” has printed it: 28 letters and digits.
cli-store-code-refused = The code is wrong, was used or has expired.
    .help = Add the computer again with “{ PROGRAM() } store add-computer”.
cli-store-joined = This computer has joined { $address }.
cli-store-joined-restricted = It is restricted: users can sign in and work here, and administrators can manage users. For settings and backups, use a trusted computer.
cli-store-joined-trusted = It is trusted: it can read all password hashes and change everything.
cli-store-no-users = There are no users on the server yet. Import them on a trusted computer, or open the window there and set up the first administrator.
cli-store-in-keyring = Its password is in the keyring.
cli-store-in-file = There is no keyring, so its password is in { $file }, which only you can read.
cli-store-config-written = { $file } now names the server.
cli-store-config-kept = { $file } already existed and was not changed. If it has users, move them with “{ PROGRAM() } store import { $file } { $address } --write”.
cli-store-no-computers = There are no computers.
cli-store-active = active
cli-store-waiting = has not joined
cli-store-restricted = restricted
cli-store-trusted = trusted
cli-store-shut-out = revoked
cli-store-added-at = added { $time }
cli-store-joined-at = joined { $time }
cli-store-seen-at = last contact { $time }
cli-store-revoked = The computer { $name } was revoked, and its connections have ended. It may have copied password hashes, so all users should choose new passwords.
cli-store-revoked-restricted = The computer { $name } was revoked. It could not read password hashes. If its program may have been replaced, users who have signed in there should choose new passwords.
cli-store-not-kept = This computer has joined, but its password could not be saved: { $reason }
    .help = Run “{ PROGRAM() } store revoke-computer” and then “{ PROGRAM() } store add-computer” to get a new code.
cli-store-not-used = This computer has joined but cannot connect, perhaps because another password is used instead of its own: { $reason }
    .help = Look for another password in PGPASSWORD, in the file that PGPASSFILE names, in the service file and in ~/.pgpass.
cli-store-config-names = { $file } already names a server and was not changed.
cli-store-config-restricted = { $file } already names a server and was not changed. Add “restricted: true” to its section “store”, because this computer is restricted.
cli-store-config-trusted = { $file } already names a server and was not changed. Remove “restricted: true” from its section “store”, because this computer is trusted.
cli-store-keyring = The code was not used.
    .help = Make sure that the keyring is unlocked, then run the command again.
cli-store-password = A password must not be in the address: other programs can read it there.
    .help = Put it in a password file, such as ~/.pgpass.
cli-store-no-database = The database { $database } was not set up for computers.
    .help = Name it with --database, or run “{ PROGRAM() } store init”.
cli-store-joined-before = { $name } has already joined, or is not the login of a computer.
    .help = To let it join again, run “{ PROGRAM() } store revoke-computer” first.
cli-store-not-ended = { $name } can no longer connect, but its existing connections have not ended.
    .help = Run the command again, or restart the server.
cli-store-not-written = The file could not be replaced, but the import is done.
cli-store-check-none = There are no tables of this program in the database { $value }.
    .help = Check the name of the database in the address.
cli-store-check-code = The database has triggers, functions or other objects that this program does not create ({ $value }).
    .help = A computer may have left them to act with the permissions of other computers. Export the users, check them, and import them into a new database.
cli-store-check-restricted = This login is restricted: it can call { $value } functions, and read no table.
cli-store-check-readable = This login should be restricted, but has more permissions: { $value }
    .help = Run “{ PROGRAM() } store check” on a trusted computer.
cli-store-check-missing = This login cannot call these functions, which the program needs: { $value }
    .help = Run “{ PROGRAM() } store migrate” on a trusted computer.
cli-store-check-unmarked = This login is restricted, but the configuration file does not say so.
    .help = Add “restricted: true” to its section “store”.
cli-store-check-unrestricted = The configuration file says that this computer is restricted, but its login is not.
    .help = Revoke the computer with “{ PROGRAM() } store revoke-computer”, and add it again without --trusted. If it is meant to be trusted, remove “restricted: true” from the file.
cli-store-check-callers = These logins are restricted: they can call functions, but not read the tables: { $value }
cli-store-check-functions = Restricted computers can call { $value } functions, which are those of this version.
cli-store-check-functions-old = These functions are missing, or are not those of this version: { $value }
    .help = Run “{ PROGRAM() } store migrate”.
cli-store-check-functions-open = These functions have another owner, other permissions or other options than they should: { $value }
    .help = Run “{ PROGRAM() } store migrate”. If they are still listed then, export the users, check them, and import them into a new database.
cli-store-check-no-restricted = Restricted computers cannot be added.
    .help = Run “{ PROGRAM() } store init” again, and then “{ PROGRAM() } store migrate”.
cli-user-added = { $name } was added
cli-user-changed = { $name } was changed
cli-user-password = { $name } has a new password
cli-user-renamed = The new username is { $name }
cli-user-unlocked = { $name } was unlocked
cli-user-now-disabled = { $name } can no longer sign in
cli-user-enabled = { $name } can sign in again
cli-user-two-step-off = Two-step sign-in is off for { $name } until they set it up again
cli-user-two-step-was-off = Two-step sign-in of { $name } is already off. Nothing was changed.
cli-user-pin-removed = The PIN of { $name } on this computer was removed
cli-user-no-pin = { $name } has no PIN on this computer. Nothing was changed.
cli-user-badge-removed = The badge of { $name } on this computer was removed
cli-user-no-badge = { $name } has no badge on this computer. Nothing was changed.
users-badge-set = The badge of { $name } on this computer was set
cli-user-require-change = { $name } must choose a new password at the next sign-in
cli-user-signed-out = { $name } was signed out everywhere
users-parked-ended = The parked session of { $name } was ended
cli-user-credentials-ended = All credentials of { $name } were ended
    .help = Create a reset code to let them back in.
cli-invite-none = No e-mail addresses are allowed to register
cli-invite-unknown = { $email } is not on the list of allowed addresses
    .help = “{ PROGRAM() } invite list” lists the addresses.
cli-sessions-none = No users are signed in on this computer
cli-session-open = window open
cli-session-kept = stays signed in on { $device } until { $until }
cli-sessions-ended = { $count ->
    [0] No users were signed in
    [one] 1 user was signed out everywhere
   *[other] { $count } users were signed out everywhere
}
cli-autostart-on = The window opens when you sign in to the desktop.
cli-autostart-off = The window does not open when you sign in to the desktop.
cli-autostart-failed = Opening the window at sign-in could not be changed: { $reason }
    .help = Check the permissions of the desktop’s settings, or use the settings of the desktop.
cli-mail-sent = The mail server accepted an e-mail to { $to }
cli-user-deleted = { $name } was deleted
cli-user-erased = { $name } was deleted, and the name was replaced in the audit log
cli-user-roles = Roles
cli-user-disabled = Disabled
cli-user-no-password = No password
cli-backups-none = There are no backups yet. A backup is created before each change.
cli-backups-server = The users are on a server, which has no backups of this kind
    .help = Back up its database with pg_dump. The manual describes how.
cli-backups-line = { $number }  { $time }  { $size } bytes
cli-backups-line-broken = { $number }  { $time }  { $size } bytes  (cannot be used)
cli-backups-unknown = There is no backup { $number }
    .help = “{ PROGRAM() } backups” lists the backups.
cli-backups-restored = Backup { $number } was restored, and all sessions have ended. Users keep their current passwords and codes. The previous file was backed up too.
cli-backups-restored-alone = Backup { $number } was restored, and all sessions have ended. The previous file could not be read, so passwords and codes come from the backup, except those that this computer knows to be revoked.
cli-backups-returned = Without a password until they get a reset code (“user reset”): { $names }
cli-backups-permissions = With permissions that they did not have before: { $names }
signatures-none = There are no signatures
cli-signatures-whole = All signatures are as they were signed. The last one is { $number } with link { $link }.
signatures-unrecorded = Not in the audit log: the last { $count }
    .help = The next signature records them as well. More than one was not added by this program, or the audit log could not be written.
signatures-broken = Signature { $number } is missing or was changed
    .help = Compare with a backup of the state database, or with the exported pages. The signatures before it are unchanged.
cli-signature-absent = There is no signature { $number }
    .help = “{ PROGRAM() } signature list” shows all signatures.
cli-signature-exported = Signature { $number } was written to { $file }
cli-signature-invalid = This is not the page of a signature, or it was changed
    .help = Export it again. A page is valid only exactly as it was exported.
cli-signature-valid = Signed by { $name } ({ $username }) at { $time }: { $meaning }, “{ $text }”
cli-signature-content = The content is what was signed
cli-signature-content-differs = The content is not what was signed. Signed was SHA-256 { $digest }.
cli-signature-content-unknown = The content was not compared. Signed was SHA-256 { $digest }.
cli-signature-key = The key is that of the signer
cli-signature-key-differs = The signer has another key: { $key }
cli-signature-key-unknown = Key of the signer: { $key }
cli-signature-recorded = This computer has recorded it as signature { $number }
cli-signature-other = This computer has recorded another signature { $number }
    .help = One of the two is forged, or they are from different computers or configuration files.
cli-signature-damaged = What this computer has recorded as signature { $number } has since been changed
    .help = “{ PROGRAM() } signature check” names the first one that has been changed.
cli-signature-unrecorded = This computer has no signature { $number }
    .help = Verify it where it was signed, or compare the key with one that you know from the signer (--key).
activity-empty = Nothing is recorded
activity-intact = All records up to { $time } are unchanged
activity-broken = Record { $number } is missing or was changed
    .help = Compare with a backup of the state database. The records before it are unchanged.
activity-pruned = { $count ->
    [one] 1 record was deleted
   *[other] { $count } records were deleted
}
cli-hash-repeat = Repeat password
cli-hash-differs = The passwords do not match. Nothing was hashed.
cli-hash-empty = There is no password to hash
    .help = Type one at the prompt, or provide one per line on standard input.
cli-hash-input = The passwords cannot be read: { $reason }
cli-hash-line = Line { $line }: { $reason }
cli-hash-progress = hashed
cli-no-folder = This system has no folder for configuration files
    .help = Specify the file with --config PATH.
cli-demo-failed = The demo could not be prepared: { $reason }
cli-log-failed = The log file { $file } cannot be written: { $reason }
window-no-display = There is no display to open a window on
    .help = Start it from a desktop session, or use the command line: egui-authenticator --help.
window-no-graphics = No OpenGL driver was found
    .help = Install one. On Debian and Ubuntu: apt install libgl1-mesa-dri libegl1.
window-no-library = A system library is missing: { $reason }
    .help = On Debian and Ubuntu: apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libegl1 libgl1-mesa-dri.
window-failed = The window could not be opened: { $reason }
    .help = Check the graphics driver, or use the command line: egui-authenticator --help.
window-shown = The window is open already and was brought to the front
window-unanswered = Another window has this configuration file open and does not answer
    .help = Close it, or end its process, and start again.
kiosk-heading = Leave kiosk mode
kiosk-help = To close this window, enter the name and the password of an administrator.
kiosk-button = Leave
kiosk-refused = not allowed in kiosk mode
kiosk-link = Links do not open in kiosk mode
kiosk-no-dialog = The dialog to choose a file does not open in kiosk mode
    .help = Type the full path of the file into the field.
kiosk-window-open = This configuration file is already open in another window
    .help = Close it, and start the kiosk again.
kiosk-no-file = There is no configuration file { $file }
    .help = Check the path, or set up the program in a window first, without --kiosk.
kiosk-no-users = There are no users on { $server } yet
    .help = Set up the program in a window first, without --kiosk.
kiosk-away = { $server } has not answered yet, so it is not known whether an administrator can leave the kiosk. The kiosk opens and keeps trying.
kiosk-no-administrator = The kiosk cannot be left: no administrator in { $file } can sign in
    .help = Give the role admin to a user who can sign in.

## Newer versions

update-asking = Checking for a newer version…
update-newer = Version { $version } of egui-authenticator is available. This is version { $own }.
    .help = Its publisher writes: “{ $notes }”
update-newest = This is the newest version, { $own }
update-older = This version, { $own }, is newer than the last published one, { $version }
update-unknown = It is not known whether there is a newer version
update-unknown-newer = It is not known whether there is an even newer version
update-expired = { $unknown }: the update manifest expired on { $date }
    .help = Ask its publisher for a new one.
update-unreachable = { $unknown }: the server did not answer
    .help = It is asked again after a day. If this stays so, check updates.manifest in the configuration file.
update-refused = { $unknown }: the server has no update manifest at this address
    .help = Check updates.manifest in the configuration file. It must not lead to another address.
update-malformed = { $unknown }: the server sent something other than an update manifest
    .help = Check updates.manifest in the configuration file.
update-signature = The update manifest is not signed with the key in the configuration file
    .help = Do not trust it. Ask its publisher whether the key has changed.
update-rollback = The server sent an older update manifest than before, which was ignored
    .help = If this stays so, ask its publisher.
update-contradiction = The server sent another update manifest with the same number, which was ignored
    .help = If this stays so, ask its publisher.

## Users on a server, in place of the messages about the configuration file

sign-in-outdated-on-server = Your password is no longer valid, because it was replaced or ended before an earlier state of the server was restored
    .help = Ask an administrator to end all your credentials and create a reset code for you.
mail-no-server-on-server = No mail server is configured
    .help = Add it in the settings, under E-mail.
mail-failed-on-server = The e-mail was not sent: { $reason }
    .help = Check the mail server in the settings.
user-entry-mistake-on-server = The entry of this user on the server is damaged
    .help = Ask the owner of the server to correct it, or restore it from a backup.
status-entry-mistake-on-server = Damaged entry
launch-not-started-on-server = { $title } could not be started: { $reason }
    .help = Ask an administrator to check its entry on the page in the settings.
warnings-heading-on-server = { $count ->
    [one] 1 warning
   *[other] { $count } warnings
}
activity-owner-on-server = The owner, on the command line
activity-code-created-by-owner-on-server = { $event }; code created by the owner on the command line, { $time }
page-unreadable-on-server = The text of this page, { $path }, cannot be read: { $reason }
    .help = Put the file there on each computer, or correct the path in the settings.
set-up-intro-on-server = The server has no users yet. Create the first administrator. If you already have a configuration file with users, import it instead: “{ PROGRAM() } store import FILE --write”.
settings-mail-password-help-on-server = Leave empty to keep the current one. The server stores it in plain text.
settings-preview-intro-on-server = These settings change. Everything else stays as it is.
settings-reloaded-on-server = The settings have changed in the meantime
    .help = The form shows the current settings. Make your changes again.
broken-heading-on-server = The user accounts cannot be used
store-absent-on-server = There are no user accounts on the server
    .help = Restart to create the first administrator, or import a configuration file with “{ PROGRAM() } store import”.
store-vanished-on-server = The user accounts have disappeared from the server
    .help = Restore a backup of the database. To start over, use a new database.
store-exists-on-server = The server has user accounts already
    .help = Restart to use them.
store-unusable-on-server = The users and settings on the server cannot be used ({ $count ->
    [one] 1 error
   *[other] { $count } errors
}). The first: { $first }
    .help = Ask an administrator to correct it.
store-closing-on-server = The entry of a user is damaged, so nothing was restored: { $first }
    .help = Correct it on the server first.
store-unreadable-on-server = The user accounts cannot be read from the server: { $reason }
    .help = Run “{ PROGRAM() } store check” to find out why, then try again.
store-unwritable-on-server = The server cannot save the change: { $reason }. Nothing was changed.
    .help = Run “{ PROGRAM() } store check” and check the free space on the server’s disk, then try again.
store-changed-on-server = Another user or program made a change at the same time. Nothing was saved.
    .help = Try again.
store-busy-on-server = Another computer is saving a change. Nothing was saved.
    .help = Try again in a moment.
store-too-large-on-server = The user accounts would take more than { $limit } MiB. Nothing was saved.
    .help = Ask an administrator to delete users that are no longer needed.
store-refused-on-server = This change would also change other entries on the server. Nothing was saved.
    .help = Ask an administrator whether an entry on the server is damaged: “{ PROGRAM() } check” names it.
update-unreachable-on-server = { $unknown }: the server of the publisher did not answer
    .help = It is asked again after a day. If this stays so, check updates.manifest with “{ PROGRAM() } store settings”.
update-refused-on-server = { $unknown }: the server of the publisher has no update manifest at this address
    .help = Check updates.manifest with “{ PROGRAM() } store settings”. It must not lead to another address.
update-malformed-on-server = { $unknown }: the server of the publisher sent something other than an update manifest
    .help = Check updates.manifest with “{ PROGRAM() } store settings”.
update-signature-on-server = The update manifest is not signed with the key in the settings
    .help = Do not trust it. Ask its publisher whether the key has changed.
cli-signature-other-on-server = The server has recorded another signature { $number }
    .help = One of the two is forged, or they are from different databases.
