# Jeder Satz, den Menschen lesen. Kein Punkt nach einzelnen Zeilen.

## Das Programm
app-title = Authenticator
language-choose = Sprache: { $language }
theme-light = Helle Farben
theme-dark = Dunkle Farben

## Felder und Knöpfe aller Formulare
field-username = Benutzername
field-email = E-Mail
field-password = Passwort
field-current-password = Jetziges Passwort
field-new-password = Neues Passwort
field-first-name = Vorname
field-last-name = Nachname
field-full-name = Vor- und Nachname
password-show = Passwort zeigen
password-hide = Passwort verbergen
password-capitals = Bisher nur Großbuchstaben. Ist die Feststelltaste an?
password-rule = Mindestens { $min } Zeichen. Ein paar Wörter hintereinander merken sich leicht.
button-cancel = Abbrechen
button-dismiss = Schließen
button-more = Mehr
button-retry = Noch einmal versuchen
button-close = Schließen
help-heading = Tasten
help-help = Diese Liste zeigen und verbergen
help-next = Zum nächsten Feld; mit der Umschalttaste zum vorigen
help-enter = Tun, was auf dem farbigen Knopf steht
help-back = Zurückgehen oder das Warten aufgeben
help-space = Kästchen ankreuzen, Knopf drücken
help-lock = Dieses Fenster sperren
help-list = In einer Liste bewegen; auch Pos1, Ende und die Bildtasten
help-zoom = Alles vergrößern; mit − kleiner, mit 0 wie zuvor
notice-error = Fehler
notice-warning = Warnung
notice-success = Erledigt
notice-info = Hinweis

## Während das Programm startet
start-opening = Wird geöffnet…

## Der erste Start
set-up-heading = { $app } einrichten
set-up-intro = Hier ist noch niemand. Legen Sie die Verwaltung an, die dann andere hereinlässt.
set-up-button = Verwaltung anlegen
set-up-busy = Wird angelegt…

## Anmelden
login-heading = Anmelden
login-field = Benutzername oder E-Mail
login-keep = Auf diesem Computer { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} angemeldet bleiben
login-keep-hours = Auf diesem Computer { $hours ->
    [one] { $hours } Stunde
   *[other] { $hours } Stunden
} angemeldet bleiben
login-keep-probing = Der Schlüsselbund dieses Computers wird gefragt…
login-button = Anmelden
login-busy = Anmeldung läuft…
login-register = Registrieren
login-refused = Benutzername oder Passwort stimmt nicht. Prüfen Sie die Feststelltaste und versuchen Sie es noch einmal.
login-pending = Wartet auf Freigabe durch die Verwaltung
    .do = Ihr Konto ist da. Bitten Sie die Verwaltung, Sie hereinzulassen.
login-missing-name = Geben Sie Benutzername oder E-Mail ein
login-missing-password = Geben Sie Ihr Passwort ein
login-registered = Ihr Konto ist fertig. Melden Sie sich als { $username } an.
tiles-all = Alle zeigen
tiles-none = Niemand passt zu dem, was eingegeben ist.
tiles-more = { $count ->
    [one] Und noch jemand. Geben Sie einen Namen ein.
   *[other] Und { $count } weitere. Geben Sie einen Namen ein.
}
logo-picture = Logo
login-registered-waiting = Wartet auf Freigabe durch die Verwaltung
    .do = Wenn Sie hereingelassen sind, melden Sie sich als { $username } an.
login-locked = Zu viele Versuche
    .do = Versuchen Sie es in { $time } noch einmal, oder fragen Sie die Verwaltung.
login-stopped = Zu viele Versuche hintereinander
    .do = Bitten Sie die Verwaltung, diesen Namen freizugeben.
state-unusable = Niemand kann sich anmelden, weil die Zustandsdatenbank nicht benutzt werden kann: { $reason }.
    .do = Prüfen Sie die Festplatte und die Rechte des Datenordners, und versuchen Sie es noch einmal.
login-reused = Jemand hat eine Kopie Ihrer Anmeldung auf diesem Computer benutzt; sie wurde beendet
    .do = Melden Sie sich wieder an, und ändern Sie Ihr Passwort, wenn Sie nicht wissen, wer es war.
login-expired = Das hat zu lange gedauert, oder Ihr Konto wurde inzwischen geändert
    .do = Melden Sie sich wieder an.
login-recovered = Sie haben ein neues Passwort
    .do = Melden Sie sich damit an.
login-username-found = Ihr Benutzername ist { $username }
    .do = Melden Sie sich damit an.
login-forgot-password = Passwort vergessen?
login-forgot-username = Benutzername vergessen?
seat-already-in = Sie sind auf diesem Computer schon angemeldet
    .do = Melden Sie sich dort zuerst ab.
seat-full = Es sind so viele angemeldet, wie sein dürfen
    .do = Versuchen Sie es wieder, wenn sich jemand abgemeldet hat.
login-ended = Sie wurden abgemeldet, weil Ihr Konto geändert wurde.
    .do = Melden Sie sich wieder an. Geht das nicht, fragen Sie die Verwaltung.
vault-absent = Nicht möglich: auf diesem Computer läuft kein Schlüsselbund
vault-locked = Nicht möglich: der Schlüsselbund dieses Computers ist gesperrt. Entsperren Sie ihn, und versuchen Sie es noch einmal.
vault-slow = Nicht möglich: der Schlüsselbund dieses Computers antwortet nicht
vault-failed = Nicht möglich: der Schlüsselbund dieses Computers hat abgelehnt

## Vorführung
demo-banner = Vorführung. Nichts wird behalten.
demo-intro = Wählen Sie, als wer Sie sich anmelden
demo-person = { $name } · Benutzername { $username } · Passwort { $password }
demo-fill = Für { $name } ausfüllen

## Registrieren
register-heading = Konto anlegen
register-intro = Für alle, deren E-Mail die Verwaltung eingetragen hat.
register-intro-approval = Die Verwaltung lässt Sie herein, bevor Sie sich anmelden können.
register-intro-open = Legen Sie sich ein eigenes Konto an.
register-button = Konto anlegen
register-busy = Wird angelegt…
register-back = Zurück zur Anmeldung
register-not-accepted = Diese E-Mail konnte nicht registriert werden. Bitten Sie die Verwaltung, sie einzutragen.
register-username-taken = Diesen Benutzernamen hat schon jemand. Wählen Sie einen anderen.

## Zweiter Schritt
code-heading = Anmeldung in zwei Schritten
code-field = Code aus Ihrer Authenticator-App
code-recovery-field = Notfallcode
code-recovery-only = Ihr Passwort wurde neu gesetzt, darum wird diesmal nach einem Notfallcode gefragt.
code-use-recovery = Notfallcode benutzen
code-use-app = Authenticator-App benutzen
code-button = Weiter
code-busy = Wird geprüft…
code-wrong = Der Code passt nicht. Prüfen Sie die Uhr des Telefons und dieses Computers.
code-recovery-wrong = Der Code passt nicht, oder er wurde schon benutzt.
another-heading = Anderes Passwort wählen
another-intro = Die Verwaltung bittet Sie, ein anderes Passwort zu wählen, bevor es weitergeht.

## Vergessen
recover-password-heading = Passwort vergessen
recover-password-intro = Geben Sie einen Ihrer Notfallcodes ein oder den Einmalcode, den die Verwaltung für Sie gemacht hat, und wählen Sie ein neues Passwort.
recover-username-heading = Benutzername vergessen
recover-username-intro = Geben Sie Ihre E-Mail und einen Ihrer Notfallcodes ein. Der Code ist dann verbraucht. Haben Sie keinen, fragen Sie die Verwaltung.
recover-code = Notfallcode oder Einmalcode
recover-password-button = Passwort ändern
recover-username-button = Meinen Benutzernamen zeigen
recover-mail-code = Einen Code per E-Mail schicken
recover-mail-username = Per E-Mail schicken
recover-mailed = Gibt es ein solches Konto, ist eine E-Mail unterwegs
    .do = Es kann eine Minute dauern. Sehen Sie auch im Spam-Ordner nach.
recover-refused = Name und Code gehören nicht zusammen, oder der Code ist verbraucht oder zu alt
    .do = Prüfen Sie beides, oder bitten Sie die Verwaltung um einen Einmalcode.
mail-code = Einmalcode für { $app }
    .do = Ihr Einmalcode ist

        { $code }

    Er gilt { $minutes } Minuten und einmal. Haben Sie nicht danach gefragt, vergessen Sie diese E-Mail: nichts wurde geändert.
mail-username = Ihr Benutzername für { $app }
    .do = Ihr Benutzername ist { $username }.

    Haben Sie nicht danach gefragt, vergessen Sie diese E-Mail: nichts wurde geändert.
mail-test = Probemail von { $app }
    .do = E-Mails kommen an.
mail-no-server = Die Konfiguration nennt keinen Mailserver.
    .do = Fügen Sie einen Abschnitt „mail“ hinzu; config.example.yaml zeigt, wie.
mail-failed = Die E-Mail wurde nicht verschickt: { $reason }.
    .do = Prüfen Sie den Abschnitt „mail“ der Konfiguration.

## Was an einem Feld falsch sein kann
error-name-missing = Geben Sie einen Namen ein
error-email-missing = Geben Sie eine E-Mail-Adresse ein
error-email-form = Geben Sie eine E-Mail-Adresse wie name@example.org ein
error-field-missing = Füllen Sie das aus
error-field-long = Höchstens { $max } Zeichen
error-field-character = Eine Zeile Text, ohne Sonderzeichen
error-username-missing = Geben Sie einen Benutzernamen ein
error-username-long = Höchstens { $max } Zeichen
error-username-character = Nur Buchstaben, Ziffern und . _ - + @
error-password-missing = Geben Sie ein Passwort ein
error-password-short = Mindestens { $min } Zeichen
error-password-long = Dieses Passwort ist zu lang. Nehmen Sie weniger als { $max } Zeichen.
error-password-common = Dieses Passwort ist leicht zu erraten. Nehmen Sie ein paar Wörter, die nicht zusammengehören.
error-password-own = Dieses Passwort besteht aus Ihrem Namen oder dem des Programms. Nehmen Sie andere Wörter.
error-password-control = Nur Zeichen, die man sieht, ohne Zeilenumbruch und Tabulator
error-code-missing = Geben Sie einen Code ein
error-code-mistyped = Das ist kein Code: er hat 28 Buchstaben und Ziffern. Suchen Sie nach einem Tippfehler.
error-not-hashed = Das Passwort konnte nicht geschützt werden, darum wurde nichts gespeichert. Versuchen Sie es noch einmal.

## Leute, die hinzukommen, geändert oder entfernt werden
people-unknown = Niemand hat diesen Benutzernamen oder diese E-Mail.
    .do = „egui-authenticator user list“ zeigt alle.
people-email-taken = { $other } hat diese E-Mail oder meldet sich damit an
people-last-administrator = Das ist die letzte Verwaltung, die sich anmelden kann. Nichts wurde geändert.
    .do = Geben Sie zuerst jemand anderem die Rolle „admin“.
people-not-allowed = Das dürfen Sie nicht.
    .do = Fragen Sie jemanden, der mehr darf als Sie.
people-oneself = Sie können sich nicht selbst entfernen oder ausschließen.
    .do = Fragen Sie jemand anderen aus der Verwaltung.
people-ask-password = Ihr Passwort wird noch einmal gebraucht.
people-no-password = Es gibt kein Passwort, das zurückgesetzt werden könnte.
people-nothing = Es gibt nichts zu ändern.
    .do = Nennen Sie, was zu ändern ist, etwa --email oder --role.
people-role-missing = Eine Rolle braucht einen Namen. Nichts wurde geändert.

## Angemeldet
app-greeting = Hallo, { $name }
last-sign-in = Letzte Anmeldung { $ago }.
ago-now = gerade eben
ago-minutes = vor { $number ->
    [one] { $number } Minute
   *[other] { $number } Minuten
}
ago-hours = vor { $number ->
    [one] { $number } Stunde
   *[other] { $number } Stunden
}
ago-days = vor { $number ->
    [one] { $number } Tag
   *[other] { $number } Tagen
}
last-sign-in-failures = { $when } { $failures ->
    [one] Ein falsches Passwort wurde
   *[other] { $failures } falsche Passwörter wurden
} seither versucht.
told-heading = Seit Ihrer letzten Anmeldung
told-password-changed = Ihr Passwort wurde { $ago } geändert.
told-password-set = Ihr Passwort wurde { $ago } von der Verwaltung gesetzt.
told-password-recovered = Ihr Passwort wurde { $ago } mit einem Code geändert.
told-reset-started = Die Verwaltung hat { $ago } einen Einmalcode für Sie gemacht.
told-code-used = Ein Notfallcode wurde { $ago } benutzt.
told-codes-renewed = Sie haben { $ago } andere Notfallcodes bekommen.
told-two-step-on = Die Anmeldung in zwei Schritten wurde { $ago } eingeschaltet.
told-two-step-off = Die Anmeldung in zwei Schritten wurde { $ago } ausgeschaltet.
told-email-changed = Ihre E-Mail-Adresse wurde { $ago } geändert.
told-signed-out = Sie wurden { $ago } überall abgemeldet.
told-token-reused = Eine Kopie Ihrer behaltenen Anmeldung wurde { $ago } benutzt.
told-do = Waren Sie das nicht, ändern Sie Ihr Passwort und sagen Sie es der Verwaltung.

## Gesperrt
lock-button = Sperren (Strg+L)
lock-heading = Gesperrt von { $name }
lock-intro = Was offen war, bleibt. Geben Sie Ihr Passwort ein, um weiterzumachen.
lock-unlock = Entsperren
lock-switch = Person wechseln
lock-wrong = Das ist nicht Ihr Passwort. Prüfen Sie die Feststelltaste und versuchen Sie es noch einmal.
lock-warning = Dieses Fenster wird gleich gesperrt
    .do = Gesperrt in { $time }. Drücken Sie eine Taste, um zu bleiben.

## Das Konto
account-heading = Ihr Konto
account-back = Zurück
account-cancel = Abbrechen
account-profile = Name und E-Mail
account-profile-change = Name oder E-Mail ändern
picture-heading = Bild
picture-intro = Für Ihre Kachel bei der Anmeldung. Geben Sie Ihr Passwort ein, damit niemand sonst es ändern kann.
picture-help = Eine PNG- oder JPEG-Datei auf diesem Computer, mit ganzem Pfad; leer für keines
picture-wrong = Das ist keine PNG- oder JPEG-Datei, die gelesen werden kann
picture-changed = Ihr Bild ist gespeichert
account-no-email = keine E-Mail
account-password = Passwort
account-two-step = Anmeldung in zwei Schritten
account-two-step-on = An. Nach dem Passwort wird nach einem Code aus Ihrer Authenticator-App gefragt.
account-two-step-off = Aus. Eingeschaltet genügt ein gestohlenes Passwort nicht zur Anmeldung.
account-two-step-required = Ihre Rolle verlangt sie.
account-codes = Notfallcodes
account-codes-left = { $count ->
    [0] Sie haben keine. Mit einem kommen Sie wieder herein, wenn Sie Ihr Passwort vergessen.
    [one] Ein Code ist übrig.
   *[other] { $count } Codes sind übrig.
}
account-devices = Computer, auf denen Sie angemeldet bleiben
account-devices-none = Auf diesem Computer bleiben Sie nicht angemeldet.
account-device = { $name }
account-device-this = { $name } (dieser Computer)
account-device-used = Seit { $since }, zuletzt benutzt { $used }.
account-activity = Ihre Aktivität
account-activity-intro = Was Sie hier getan haben, und was andere an Ihrem Konto.
account-activity-button = Ihre Aktivität zeigen
account-looks = Aussehen
account-forget = { $name } vergessen
account-sign-out-everywhere = Überall sonst abmelden
account-confirm-intro = Geben Sie Ihr Passwort ein, damit niemand sonst das tun kann.
account-confirm-button = Bestätigen
account-busy = Einen Augenblick…
password-heading = Passwort ändern
password-intro = Ein neues Passwort meldet Sie überall sonst ab.
password-button = Passwort ändern
password-wrong = Das ist nicht Ihr jetziges Passwort
password-same = Das ist das Passwort, das Sie haben. Wählen Sie ein anderes.
password-changed = Sie haben ein neues Passwort
    .do = Es gilt ab jetzt, überall.
password-suggest = Eine Wortfolge vorschlagen
strength-label = Stärke
strength-very-weak = Sehr schwach: sofort erraten
strength-weak = Schwach: früh erraten
strength-fair = Mittel
strength-good = Gut
strength-strong = Stark
details-button = Speichern
details-changed = Name und E-Mail sind gespeichert
details-email-taken = Diese E-Mail kann nicht benutzt werden. Nehmen Sie eine andere, oder fragen Sie die Verwaltung.
two-step-heading = Anmeldung in zwei Schritten einrichten
two-step-intro = Sie brauchen eine Authenticator-App auf dem Telefon, etwa Aegis, 2FAS oder Google Authenticator.
two-step-scan = Lesen Sie dieses Bild mit der App ein, oder tippen Sie den Schlüssel ab. Geben Sie dann den Code ein, den sie zeigt.
two-step-picture = Bild für die Kamera der App. Der Schlüssel darunter enthält dasselbe.
two-step-key = Schlüssel
two-step-copy = Schlüssel kopieren
two-step-code = Code aus der App
two-step-button = Einschalten
two-step-on = Die Anmeldung in zwei Schritten ist eingeschaltet
two-step-off-heading = Anmeldung in zwei Schritten ausschalten
two-step-off-button = Ausschalten
two-step-off = Die Anmeldung in zwei Schritten ist ausgeschaltet
two-step-required = Die Anmeldung in zwei Schritten kann nicht ausgeschaltet werden.
    .do = Ihre Rolle verlangt sie, oder sie ist schon aus.
codes-heading = Ihre Notfallcodes
codes-intro = Jeder Code lässt Sie einmal wieder herein, wenn Sie Ihr Passwort vergessen oder Ihr Telefon verlieren. Bewahren Sie sie auf, wo niemand sonst nachsieht. Sie werden nicht noch einmal gezeigt.
codes-copy = Kopieren
codes-save = In eine Datei speichern
codes-print = Drucken
codes-confirm = Ich habe sie gespeichert
codes-go-on = Weiter
codes-copied = Kopiert. Fügen Sie sie an einem sicheren Ort ein, und kopieren Sie dann etwas anderes.
codes-saved = Gespeichert in { $path }
codes-printed = An den Drucker geschickt
codes-not-saved = Die Codes konnten nicht gespeichert werden: { $reason }.
    .do = Kopieren Sie sie stattdessen.
codes-not-printed = Die Codes konnten nicht gedruckt werden: { $reason }.
    .do = Speichern Sie sie in eine Datei, und drucken Sie die.
codes-text = Notfallcodes von { $username } für { $app }
    .do = Jeder Code gilt einmal. Streichen Sie durch, was Sie benutzt haben.
codes-renew-heading = Neue Notfallcodes machen
codes-renew-intro = Die Codes, die Sie haben, gelten dann nicht mehr.
codes-renew-button = Neue Codes machen
codes-renewed = Sie haben neue Notfallcodes
sign-out-heading = Überall sonst abmelden
sign-out-intro = Beendet jede andere Ihrer Anmeldungen, auch die behaltenen, auf jedem Computer.
sign-out-button = Überall sonst abmelden
signed-out-everywhere = Sie sind überall sonst abgemeldet
forget-heading = { $name } vergessen
forget-intro = Sie bleiben dort nicht mehr angemeldet.
forget-button = Vergessen
forgotten = Dieser Computer ist vergessen
key-lost = Ihre Notfallcodes und die Anmeldung in zwei Schritten gehören zu einem Passwort, das Sie früher hatten.
    .do = Melden Sie sich mit einem Notfallcode an, oder bitten Sie die Verwaltung, die zwei Schritte zurückzusetzen.

## Angemeldet
app-who = { $name } · { $roles }
app-home = Start
app-pages = Seiten
app-more = Konto und mehr
app-sign-out = Abmelden
app-no-pages-heading = Noch keine Seiten für Sie
app-no-pages = Bitten Sie die Verwaltung, Ihnen oder einer Ihrer Rollen eine Seite zu öffnen.
app-no-pages-admin = Fügen Sie Seiten unter „views“ in { $file } hinzu.
app-page-reading = Seite wird geöffnet…
app-page-empty = Auf dieser Seite steht noch nichts
page-closed = Die Seite, die Sie offen hatten, steht Ihnen nicht mehr offen.
    .do = Wählen Sie eine andere, oder fragen Sie die Verwaltung.
stay = Sie sind noch angemeldet: { $reason }
    .do = Bringen Sie das zuerst zu Ende, oder melden Sie sich trotzdem ab.
stay-anyway = Trotzdem abmelden
unrecorded = Was hier geschieht, wird nicht aufgezeichnet: { $reason }.
    .do = Sagen Sie es der Verwaltung: die Festplatte ist vielleicht voll, oder der Datenordner nicht beschreibbar.
trouble = { $file } hat in Zeile { $line }, Spalte { $column } einen Fehler; die letzte Änderung gilt darum nicht.
    .do = Bis er berichtigt ist, gilt, was vorher dort stand.
page-not-allowed = Diese Seite steht Ihnen nicht mehr offen. Fragen Sie die Verwaltung.
page-unreadable = Der Text dieser Seite, { $path }, kann nicht gelesen werden: { $reason }.
    .do = Legen Sie die Datei dorthin, oder berichtigen Sie den Pfad in { $file }, Zeile { $line }.
launch-start = { $title } starten
launch-open = { $title } öffnen
launch-started = { $title } wurde gestartet
launch-not-started = { $title } konnte nicht gestartet werden: { $reason }.
    .do = Bitten Sie die Verwaltung, den Eintrag in der Konfiguration zu prüfen.
not-remembered = Sie sind angemeldet, bleiben es aber nicht: { $reason }.
    .do = Ihr Passwort gilt wie immer.
not-remembered-account = dieses Konto kann nicht behalten werden
not-remembered-state = die Zustandsdatenbank konnte nicht benutzt werden
sign-out-failed = Sie sind abgemeldet, aber der Schlüsselbund konnte nicht geleert werden: { $reason }.
    .do = Was dort noch liegt, gilt nicht mehr.
sign-out-failed-state = Sie sind abgemeldet, aber das konnte nicht festgehalten werden: { $reason }.
    .do = Vielleicht sind Sie beim nächsten Start wieder angemeldet. Melden Sie sich dann noch einmal ab, oder sagen Sie es der Verwaltung.
warnings-heading = { $count ->
    [one] Die Konfiguration hat eine Warnung
   *[other] Die Konfiguration hat { $count } Warnungen
}

## Leute
users-heading = Leute
users-reading = Wird gelesen…
users-add = Jemanden hinzufügen
users-invite = Per E-Mail einladen
users-import = Liste einlesen
table-export = Als CSV ausgeben
table-saved = Gespeichert in { $path }
users-only-you = Bisher nur Sie. Fügen Sie jemanden hinzu, oder lesen Sie eine Liste ein.
users-no-match = Niemand passt
    .do = Ändern Sie die Suche oder die Filter.
users-count = { $shown } von { $all }
users-search = Namen, Benutzernamen und E-Mails suchen
users-role = Rolle
users-any = alle
button-filter = Filter
button-filtered = Filter: { $what }
users-column-name = Name
users-column-status = Zustand
users-column-last = Letzte Anmeldung
users-column-two-step = Zwei Schritte
users-sort = Nach { $column } ordnen
users-never = nie
users-two-step-on = an
users-two-step-off = aus
users-must-change = wählt bei der nächsten Anmeldung ein anderes
status-waiting = wartet auf Freigabe
status-locked = gesperrt
status-active = aktiv
users-waits = { $name } hat sich registriert und wartet auf Freigabe
    .do = { $email }
users-approve = { $name } hereinlassen
users-show = { $name } zeigen
users-approved = { $name } kann sich jetzt anmelden
users-invited = { $count ->
    [0] Alle standen schon auf der Liste
    [one] Eine Adresse kann sich jetzt registrieren
   *[other] { $count } Adressen können sich jetzt registrieren
}
users-invited-list = { $count ->
    [one] Eine Adresse kann sich registrieren
   *[other] { $count } Adressen können sich registrieren
}
users-uninvite = { $email } von der Liste nehmen
users-uninvited = { $name } kann sich nicht mehr registrieren
users-back = Zurück zur Liste
users-above-you = Diese Person können Sie nicht ändern: sie darf mehr als Sie.
users-edit = Bearbeiten
users-approve-them = Hereinlassen
users-unlock = Freigeben
users-reset = Zurücksetzen beginnen
users-require-change = Anderes Passwort verlangen
users-two-step-reset = Zwei Schritte ausschalten
users-sign-out = Überall abmelden
users-enable = Zulassen
users-disable = Ausschließen
users-remove = Löschen
users-remove-heading = { $name } löschen
users-remove-intro = Das lässt sich nicht zurücknehmen. Geben Sie den Benutzernamen { $name } ein, um fortzufahren.
users-code-heading = Einmalcode für { $name }
users-code-first = Geben Sie ihn { $name }. Mit „Passwort vergessen?“ auf dem Anmeldeformular wird damit innerhalb von 24 Stunden das erste Passwort gewählt. Er wird nicht noch einmal gezeigt.
users-code-reset = Geben Sie ihn { $name }. Mit „Passwort vergessen?“ auf dem Anmeldeformular wird damit innerhalb von 15 Minuten ein anderes Passwort gewählt. Bis dahin gilt das alte. Er wird nicht noch einmal gezeigt.
users-add-heading = Jemanden hinzufügen
users-add-intro = Sie bekommen einen Einmalcode, mit dem die Person ihr Passwort selbst wählt.
users-add-button = Hinzufügen
users-edit-heading = { $name } bearbeiten
users-new-role = Weitere Rolle
users-email-taken = Diese E-Mail hat schon jemand. Nehmen Sie eine andere.
users-invite-heading = Per E-Mail einladen
users-invite-intro = Wer eine dieser Adressen hat, kann sich auf dem Anmeldeformular ein Konto anlegen.
users-invite-field = E-Mail-Adressen
users-invite-help = Eine je Zeile, oder mit Kommas
users-invite-button = Einladen
confirm-heading = Ihr Passwort, bitte

## Eine Liste einlesen
import-heading = Liste einlesen
import-intro = Eine CSV-Datei mit einer Zeile von Namen: username, email, first_name, last_name, roles (mit Strichpunkten), disabled (yes oder no). Wer schon da ist, wird geändert, die anderen kommen hinzu.
import-file = Datei
import-drop = Oder hier ablegen
import-choose = Wählen…
import-preview = Zeigen, was geschehen würde
import-reading = Wird gelesen…
import-button = Einlesen
import-busy = Wird eingelesen…
import-line = Zeile { $line }
import-bad = { $bad ->
    [one] Eine Zeile steht im Weg
   *[other] { $bad } Zeilen stehen im Weg
}. Nichts wird eingelesen, bis alle richtig sind.
    .do = Berichtigen Sie die Datei, und lassen Sie sie wieder zeigen.
import-good = { $add } hinzuzufügen, { $update } zu ändern, { $same } bleiben, wie sie sind
import-same = Alle auf dieser Liste sind schon so, wie dort steht
import-row-add = kommt hinzu
import-row-update = wird geändert
import-row-same = bleibt, wie es ist
import-row-taken = { $other } hat diesen Benutzernamen oder diese E-Mail, oder etwas, das so aussieht
import-row-flag = „disabled“ muss yes oder no sein
import-done = { $added } hinzugekommen, { $changed } geändert
import-codes = Einmalcodes für alle, die hinzugekommen sind. Mit „Passwort vergessen?“ wählt damit jeder innerhalb von 24 Stunden sein erstes Passwort. Sie werden nicht noch einmal gezeigt.
import-empty = In dieser Datei ist niemand.
    .do = Sie braucht eine Zeile mit Namen und für jede Person eine Zeile.
import-too-many = Es sind mehr als { $max } Zeilen.
    .do = Teilen Sie die Datei.
import-unknown-column = Es gibt eine Spalte „{ $name }“, die nicht bekannt ist.
    .do = Bekannt sind { $columns }.
import-no-column = Es gibt keine Spalte „{ $name }“.
    .do = Die erste Zeile muss die Spalten nennen: { $columns }.
import-passwords = Passwörter werden hier nicht gesetzt.
    .do = Nehmen Sie die Spalte heraus: jeder wählt sein eigenes.
import-rows = Inzwischen hat sich etwas geändert, und eine Zeile steht jetzt im Weg. Nichts wurde eingelesen.
    .do = Lassen Sie die Datei wieder zeigen.
file-failed = Die Datei kann nicht benutzt werden: { $reason }.
    .do = Prüfen Sie, ob sie da ist und Sie sie benutzen dürfen.

## Aktivität
activity-heading = Aktivität
activity-reading = Wird gelesen…
activity-period = Zeitraum
activity-week = 7 Tage
activity-month = 30 Tage
activity-all = alles
activity-kind = Art
activity-person = Person
activity-none = In diesem Zeitraum ist nichts aufgezeichnet
activity-verified = Kette geprüft bis { $time } UTC
activity-records = Einträge
activity-days = Je Tag
activity-people = Je Person
activity-day = Tag (UTC)
activity-when = Zeit (UTC)
activity-who = Person
activity-happened = Was geschah
activity-done = Getan
activity-refused = Abgelehnt
activity-bars = Balken. Die Tabelle darunter sagt dasselbe.
activity-cut = Die letzten { $shown } von { $all }. Die Ausgabe enthält alle.
activity-file = Konfiguration oder Befehlszeile
activity-who-whom = { $who } für { $whom }
activity-what = { $kind }
activity-what-how = { $kind }: { $detail }
activity-what-refused = { $kind } abgelehnt
activity-what-refused-why = { $kind } abgelehnt: { $detail }
kind-sign-in = Anmeldung
kind-sign-out = Abmeldung
kind-lock = Fenstersperre
kind-set-up = Einrichtung
kind-register = Registrierung
kind-account = Eigenes Konto
kind-recovery = Wiederherstellung
kind-people = Leute
kind-page = Seite
kind-file = Konfiguration
kind-keyring = Schlüsselbund
detail-password = Passwort
detail-token = behaltene Anmeldung
detail-not-approved = nicht freigegeben
detail-unknown-name = unbekannter Name
detail-no-password = kein Passwort
detail-wrong-password = falsches Passwort
detail-wrong-code = falscher Code
detail-wrong-code-or-name = falscher Code oder Name
detail-locked = gesperrt
detail-unlocked = entsperrt
detail-switched-away = gewechselt
detail-ended = beendet
detail-not-allowed = nicht erlaubt
detail-added = hinzugefügt
detail-changed = geändert
detail-removed = entfernt
detail-disabled = ausgeschlossen
detail-enabled = zugelassen
detail-approved = freigegeben
detail-invited = eingeladen
detail-uninvited = ausgeladen
detail-e-mail-not-accepted = E-Mail nicht angenommen
detail-imported = eingelesen
detail-changed-by-import = beim Einlesen geändert
detail-waits-for-approval = wartet auf Freigabe
detail-changed-by-hand = von Hand geändert
detail-change-required = anderes Passwort verlangt
detail-password-changed = Passwort geändert
detail-password-set = Passwort gesetzt
detail-password-recovered = Passwort mit Code geändert
detail-reset-started = Zurücksetzen begonnen
detail-code-used = Notfallcode benutzt
detail-codes-renewed = neue Notfallcodes
detail-two-step-on = zwei Schritte eingeschaltet
detail-two-step-off = zwei Schritte ausgeschaltet
detail-email-changed = E-Mail geändert
detail-signed-out-everywhere = überall abgemeldet
detail-token-reused = Kopie einer behaltenen Anmeldung benutzt

## Einstellungen
settings-heading = Einstellungen
settings-sign-in = Anmeldeformular
settings-registration = Registrierung
settings-passwords = Passwörter und Sperren
settings-title = Titel
settings-banner = Text auf dem Anmeldeformular
settings-logo = Logo
settings-logo-help = Eine PNG- oder JPEG-Datei; Pfade beginnen beim Ordner der Konfiguration
settings-tiles = Leute als Kacheln auf dem Anmeldeformular zeigen
settings-accent = Farbe von Schaltflächen und Links
settings-accent-help = Wie in HTML, etwa #1d5bb8; leer für unsere. Sie wird hell und dunkel lesbar gemacht.
settings-accent-wrong = Geben Sie eine Farbe wie #1d5bb8 ein
settings-language = Sprache der Anmeldung
settings-language-system = die des Systems
who-registers = Wer kann sich registrieren?
who-registers-intro = Das lässt sich später in den Einstellungen ändern.
who-registers-later = Später entscheiden
mode-closed = Niemand
mode-listed = Eingetragene E-Mails
mode-approval = Alle, mit Freigabe durch die Verwaltung
mode-open = Alle
settings-domains = Nur E-Mails dieser Domänen
settings-domains-help = Mit Kommas; leer für alle. Eingetragene E-Mails können sich immer registrieren.
settings-min-length = Wenigste Zeichen eines Passworts
settings-min-length-two-step = Wenigste Zeichen mit zwei Schritten
settings-lockout-after = Falsche Passwörter vor der ersten Sperre
settings-lockout-seconds = Sekunden, die sie dauert; jede weitere verdoppelt sie
settings-lockout-max-seconds = Sekunden, die eine Sperre höchstens dauert
settings-lockout-stop-after = Falsche Passwörter, nach denen nur die Verwaltung freigibt
settings-lock-minutes = Minuten, bis das Fenster gesperrt wird; 0 für nie
settings-range = Geben Sie eine ganze Zahl von { $min } bis { $max } ein
settings-missing = Füllen Sie das aus
settings-page-title = Titel der Seite
settings-page-everyone = Für alle offen, die angemeldet sind
settings-page-remove = Diese Seite entfernen
settings-page-keep = Diese Seite behalten
settings-page-removed = { $title } (wird entfernt)
settings-page-new = Neue Seite
settings-page-text = Text, in Markdown
settings-roles-help = Mit Kommas
settings-preview = Änderung zeigen
settings-preview-intro = Das ändert sich in der Konfiguration. Alles andere bleibt, wie es ist.
settings-line-new = Neue Zeile { $line }: { $text }
settings-line-gone = Zeile { $line } geht: { $text }
settings-reset = Neu beginnen
settings-saved = Die Einstellungen sind gespeichert
settings-reloaded = Die Konfiguration wurde inzwischen geändert
    .do = So lautet sie jetzt. Ändern Sie noch einmal, was Sie ändern wollten.

## Die Konfiguration kann nicht benutzt werden
broken-heading = Die Konfiguration kann nicht benutzt werden
broken-count = { $count ->
    [one] Eines muss berichtigt werden. Nichts wurde geändert.
   *[other] { $count } Dinge müssen berichtigt werden. Nichts wurde geändert.
}
broken-help = Berichtigen und speichern Sie die Datei, und versuchen Sie es dann noch einmal.
broken-more = und { $count } weitere
store-absent = Es gibt keine Konfigurationsdatei.
    .do = Starten Sie neu, um eine einzurichten, oder legen Sie Ihre zurück.
store-exists = Es gibt schon eine Konfigurationsdatei.
    .do = Starten Sie neu, um sie zu benutzen.
store-unusable = Die Konfigurationsdatei hat { $count ->
    [one] einen Fehler
   *[other] { $count } Fehler
}. Der erste: { $first }
    .do = Bitten Sie die Verwaltung, die Datei zu berichtigen.
store-unreadable = Die Konfigurationsdatei kann nicht gelesen werden: { $reason }.
    .do = Prüfen Sie, ob die Datei da ist und Sie sie lesen dürfen, und versuchen Sie es noch einmal.
store-unwritable = Die Konfigurationsdatei kann nicht gespeichert werden: { $reason }. Nichts wurde geändert.
    .do = Prüfen Sie die Festplatte und die Rechte von Datei und Ordner, und versuchen Sie es noch einmal.
store-changed = Die Konfigurationsdatei wurde im selben Augenblick von jemand anderem geändert. Nichts wurde gespeichert.
    .do = Versuchen Sie es noch einmal.
store-busy = Ein anderes Programm schreibt gerade die Konfigurationsdatei. Nichts wurde gespeichert.
    .do = Versuchen Sie es gleich noch einmal.
store-refused = Die Konfigurationsdatei kann in Zeile { $line }, Spalte { $column } nicht sicher geändert werden. Nichts wurde gespeichert.
    .do = Bitten Sie die Verwaltung, diesen Eintrag zu vereinfachen: keine Anker, Verweise oder mehrzeiligen Texte.
place = { $file }, Zeile { $line }, Spalte { $column }

## Was an der Konfiguration falsch sein kann, und was zu tun ist
problem-empty = Die Datei ist leer
    .do = Kopieren Sie config.example.yaml, oder löschen Sie die Datei und starten Sie neu, um eine einzurichten.
problem-not-utf8 = Die Datei ist ab hier kein UTF-8-Text
    .do = Speichern Sie sie im Editor als UTF-8.
problem-too-large = Die Datei ist größer als { $limit } MiB
    .do = Prüfen Sie, ob es die richtige ist.
problem-syntax = Kein gültiges YAML: { $reason }
    .do = Prüfen Sie Einrückung, Anführungszeichen und Klammern hier und in der Zeile davor.
problem-several-documents = Die Datei enthält mehr als ein YAML-Dokument
    .do = Entfernen Sie alles ab diesem „---“, oder das „---“ selbst.
problem-duplicate-key = „{ $field }“ steht hier ein zweites Mal
    .do = Behalten Sie eines davon.
problem-wrong-type = { $field } muss { $expected } sein, ist aber { $found }
    .do = Berichtigen Sie den Wert; config.example.yaml zeigt, wie.
problem-missing = „{ $key }“ fehlt in { $field }
    .do = Fügen Sie es hinzu; config.example.yaml zeigt, wie.
problem-out-of-range = { $field } muss eine ganze Zahl von { $min } bis { $max } sein
    .do = Berichtigen Sie die Zahl.
problem-unknown-word = { $field } ist „{ $found }“, was nicht bekannt ist
    .do = Nehmen Sie eines von: { $known }.
problem-username = { $field }: dieser Benutzername kann nicht benutzt werden
    .do = { $reason }.
problem-email = { $field } ist keine E-Mail-Adresse
    .do = { $reason }.
problem-same-username = { $field } ist derselbe Benutzername wie „{ $other }“ in Zeile { $line }; Großschreibung und Breite zählen nicht
    .do = Benennen Sie eines um, oder entfernen Sie eines.
the-file = Die Datei
problem-looks-like = { $field } sieht aus wie das von „{ $other }“ in Zeile { $line }, ist aber mit anderen Buchstaben geschrieben
    .do = Benennen Sie eines um, oder entfernen Sie eines, damit niemand verwechselt wird.
problem-same-email = { $field } ist auch die Adresse von „{ $other }“ in Zeile { $line }
    .do = Geben Sie jeder Person eine eigene Adresse.
problem-email-is-username = { $field } ist der Benutzername von „{ $other }“ in Zeile { $line }
    .do = Nehmen Sie eine andere Adresse, oder benennen Sie das andere Konto um, damit klar ist, wer sich anmeldet.
problem-no-password = { $field } fehlt oder ist leer
    .do = Schreiben Sie ein Passwort als Klartext in Anführungszeichen; es wird beim nächsten Start geschützt. Oder entfernen Sie die Person.
problem-password-not-text = { $field } ist eine Zahl oder ein Wahrheitswert, der genaue Text ist darum unbekannt
    .do = Setzen Sie das Passwort in Anführungszeichen.
problem-hash-broken = { $field } sieht aus wie ein Hash, ist aber beschädigt oder von unbekannter Art
    .do = Stellen Sie ihn wieder her, oder machen Sie mit „egui-authenticator hash“ einen neuen.
problem-hash-cost = { $field } ist ein bcrypt-Hash mit den Kosten { $cost }, außerhalb von { $min } bis { $max }
    .do = Machen Sie mit „egui-authenticator hash“ einen neuen.
problem-hash-dear = { $field } ist ein Argon2-Hash, der mehr Speicher oder Zeit verlangt, als erlaubt ist
    .do = Machen Sie mit „egui-authenticator hash“ einen neuen.
problem-damaged = { $field } wurde von diesem Programm geschrieben und ist beschädigt
    .do = Stellen Sie her, was dort stand („egui-authenticator backups“), oder entfernen Sie die Zeile, wenn die Person ohne auskommen soll.
problem-plain-password = { $field } ist Klartext
    .do = Nichts: beim nächsten Start des Fensters wird es an Ort und Stelle geschützt.
problem-not-a-colour = { $field } ist keine Farbe
    .do = Schreiben Sie sie wie in HTML, in Anführungszeichen: "#1D5BB8".
problem-link-scheme = { $field } ist kein Verweis, der geöffnet werden kann
    .do = Beginnen Sie mit https://, http://, mailto: oder tel:. Für Dateien gibt es „file“.
problem-unknown-page = { $field } nennt „{ $name }“, und eine solche Seite gibt es nicht
    .do = Berichtigen Sie den Namen, oder fügen Sie die Seite unter „views“ hinzu.
problem-unknown-role = { $field } nennt die Rolle „{ $name }“, und eine solche kennt dieses Programm nicht
    .do = Berichtigen Sie den Namen: { $known }.
problem-power-for-beginners = { $field } gäbe allen, die sich registrieren, eine Rolle mit Rechten
    .do = Nehmen Sie diese Rolle heraus; geben Sie sie Leuten einzeln.
problem-no-administrator-left = { $field }: niemand, der sich anmelden kann, hat noch die Rolle „admin“
    .do = Geben Sie sie jemandem zurück. Bis dahin gilt, was vorher in der Datei stand.
problem-nobody-may-open = { $field } nennt weder Rollen noch Leute, darum kann niemand sie öffnen
    .do = Fügen Sie „roles“ oder „users“ hinzu; users: ["*"] öffnet sie allen, die angemeldet sind.
problem-file-missing = { $field }: es gibt keine Datei { $path }
    .do = Legen Sie die Datei dorthin, oder berichtigen Sie den Pfad. Pfade beginnen beim Ordner dieser Datei.
problem-exactly-one-of = { $field } braucht genau eines von { $keys }
    .do = Fügen Sie eines hinzu, oder entfernen Sie, was zu viel ist.
problem-unknown-icon = { $field }: es gibt kein Zeichen „{ $name }“
    .do = Wählen Sie eines aus der Liste in config.example.yaml.
problem-text-for-list = { $field } ist ein einzelner Text und wird als Liste mit einem gelesen
    .do = Setzen Sie ihn in Klammern: [Wert].
problem-likely-typo = „{ $found }“ ist nicht bekannt
    .do = Meinten Sie „{ $meant }“?
problem-no-administrator = Niemand, der sich anmelden kann, hat die Rolle „admin“
    .do = Fügen Sie sie den Rollen von jemandem hinzu, dem Sie trauen.
problem-open-to-others = Andere auf diesem Computer können die Datei vielleicht lesen oder ändern (Rechte { $mode })
    .do = Erlauben Sie es nur sich selbst: chmod 600.
shape-text = ein Text
shape-number = eine Zahl
shape-flag = true oder false
shape-nothing = leer
shape-list = eine Liste
shape-mapping = eine Zuordnung
severity-error = Fehler
severity-warning = Warnung

## Die Befehlszeile
cli-check-good = { $file } kann benutzt werden
cli-check-warnings = { $file } kann benutzt werden. { $warnings ->
    [one] Eine Warnung.
   *[other] { $warnings } Warnungen.
}
cli-check-bad = { $file } kann nicht benutzt werden: { $errors ->
    [one] ein Fehler
   *[other] { $errors } Fehler
}, { $warnings ->
    [one] eine Warnung
   *[other] { $warnings } Warnungen
}
cli-user-added = { $name } wurde hinzugefügt
cli-user-changed = { $name } wurde geändert
cli-user-password = { $name } hat ein neues Passwort
cli-user-renamed = Der Benutzername ist jetzt { $name }
cli-user-unlocked = { $name } kann es wieder versuchen
cli-user-now-disabled = { $name } kann sich nicht mehr anmelden
cli-user-enabled = { $name } kann sich wieder anmelden
cli-user-two-step-off = { $name } meldet sich ohne zweiten Schritt an, bis er wieder eingerichtet ist
cli-user-require-change = { $name } wählt bei der nächsten Anmeldung ein anderes Passwort
cli-user-signed-out = { $name } ist überall abgemeldet
cli-invite-none = Keine E-Mail-Adresse kann sich registrieren.
cli-sessions-none = Auf diesem Computer ist niemand angemeldet.
cli-session-open = Fenster offen
cli-session-kept = auf { $device } behalten bis { $until }
cli-sessions-ended = { $count ->
    [0] Niemand war angemeldet
    [one] Eine Person ist überall abgemeldet
   *[other] { $count } Personen sind überall abgemeldet
}
cli-mail-sent = Der Mailserver hat eine E-Mail an { $to } angenommen
cli-user-deleted = { $name } wurde entfernt
cli-user-roles = Rollen
cli-user-state = Zustand
cli-user-disabled = inaktiv
cli-user-no-password = kein Passwort
cli-backups-none = Noch wird nichts aufbewahrt. Vor jeder Änderung wird eine Kopie behalten.
cli-backups-line = { $number }  { $time }  { $size } Bytes
cli-backups-line-broken = { $number }  { $time }  { $size } Bytes  (nicht benutzbar)
cli-backups-unknown = Es gibt keine Kopie { $number }.
    .do = „egui-authenticator backups“ zählt auf, welche es gibt.
cli-backups-restored = Die Kopie { $number } ist an ihrem Platz. Was vorher dort stand, ist auch aufbewahrt.
activity-empty = Nichts ist aufgezeichnet.
activity-whole = Jeder Eintrag bis { $time } ist, wie er geschrieben wurde.
activity-broken = Eintrag { $number } fehlt oder wurde geändert.
    .do = Vergleichen Sie mit einer Sicherung der Zustandsdatenbank; die Einträge davor sind, wie sie geschrieben wurden.
activity-pruned = { $count ->
    [one] { $count } Eintrag wurde vergessen.
   *[other] { $count } Einträge wurden vergessen.
}
cli-hash-prompt = Passwort
cli-hash-repeat = Passwort noch einmal
cli-hash-differs = Die beiden Passwörter sind nicht gleich. Nichts wurde gemacht.
cli-hash-empty = Es gibt kein Passwort.
    .do = Geben Sie eines an der Eingabe ein, oder je Zeile eines auf der Standardeingabe.
cli-hash-input = Die Passwörter können nicht gelesen werden: { $reason }
cli-hash-line = Zeile { $line }: { $reason }
cli-hash-progress = geschützt
cli-no-folder = Dieses System nennt keinen Ordner für Konfigurationen.
    .do = Nennen Sie die Datei mit --config PFAD.
cli-demo-failed = Die Vorführung kann nicht vorbereitet werden: { $reason }
window-no-display = Es gibt keinen Bildschirm, auf dem sich ein Fenster öffnen ließe.
    .do = Starten Sie es aus einer Sitzung mit Bildschirm, oder benutzen Sie die Befehlszeile: egui-authenticator --help.
window-no-graphics = Kein OpenGL-Treiber gefunden.
    .do = Installieren Sie einen. Unter Debian und Ubuntu: apt install libgl1-mesa-dri libegl1.
window-no-library = Eine Systembibliothek fehlt: { $reason }.
    .do = Unter Debian und Ubuntu: apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libegl1 libgl1-mesa-dri.
window-failed = Das Fenster kann nicht geöffnet werden: { $reason }.
    .do = Prüfen Sie den Grafiktreiber, oder benutzen Sie die Befehlszeile: egui-authenticator --help.
