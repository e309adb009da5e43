# Alle Texte, die Benutzer lesen. Einzeilige Texte enden ohne Punkt.

## Das Programm
app-title = Authenticator
language-choose = Sprache: { $language }
theme-light = Helles Design
theme-dark = Dunkles Design
theme-system = Design des Systems
theme-name-system = System
theme-name-light = Hell
theme-name-dark = Dunkel
theme-choose = Design: { $theme }

## Felder und Schaltflächen aller Formulare
field-username = Benutzername
field-email = E-Mail-Adresse
field-password = Passwort
field-current-password = Aktuelles Passwort
field-new-password = Neues Passwort
field-first-name = Vorname
field-last-name = Nachname
field-valid-from = Gültig ab
field-valid-until = Gültig bis
field-hours = Zeiten
field-full-name = Vor- und Nachname
password-show = Passwort anzeigen
password-hide = Passwort ausblenden
password-capitals = Nur Großbuchstaben eingegeben. Ist die Feststelltaste aktiviert?
password-rule = Mindestens { $min } Zeichen. Mehrere Wörter ohne Zusammenhang lassen sich leicht merken.
button-cancel = Abbrechen
button-dismiss = Schließen
button-undo = Rückgängig
button-more = Mehr
button-retry = Erneut versuchen
button-close = Schließen
help-heading = Tastenkombinationen
help-help = Diese Liste ein- oder ausblenden
help-next = Zum nächsten Feld (mit Umschalttaste: zum vorherigen Feld)
help-enter = Hervorgehobene Schaltfläche betätigen
help-back = Zurückgehen oder laufenden Vorgang abbrechen
help-space = Kontrollkästchen umschalten oder Schaltfläche betätigen
help-clear = Dieses Formular leeren
help-lock = Dieses Fenster sperren
help-list = In einer Liste navigieren (auch mit Pos1, Ende, Bild auf, Bild ab)
help-scroll = Seitenweise scrollen
help-zoom = Ansicht vergrößern (mit − verkleinern, mit 0 zurücksetzen)
help-search = Zum Suchfeld wechseln
help-pages = Seite nach ihrer Position in der Navigation öffnen
key-control = Strg
notice-error = Fehler
notice-warning = Warnung
notice-success = Fertig
notice-info = Hinweis

## Während das Programm startet
start-opening = Wird geöffnet …

## Der erste Start
set-up-heading = { $app } einrichten
set-up-intro = Es gibt noch keine Benutzer. Erstellen Sie das erste Administratorkonto, mit dem Sie weitere Benutzer hinzufügen können.
set-up-button = Administratorkonto erstellen
button-creating = Wird erstellt …
steps-at = Schritt { $now } von { $count }: { $name }
steps-you = Sie
steps-register = Registrierung

## Anmelden
sign-in-heading = Anmelden
sign-in-field = Benutzername oder E-Mail-Adresse
sign-in-keep = Auf diesem Computer { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} angemeldet bleiben
sign-in-keep-hours = Auf diesem Computer { $hours ->
    [one] { $hours } Stunde
   *[other] { $hours } Stunden
} angemeldet bleiben
sign-in-keep-probing = Schlüsselbund dieses Computers wird abgefragt …
sign-in-button = Anmelden
sign-in-busy = Anmeldung läuft …
sign-in-register = Registrieren
sign-in-refused = Benutzername oder Passwort ist falsch. Prüfen Sie die Feststelltaste und versuchen Sie es erneut.
sign-in-delaying = Benutzername oder Passwort ist falsch
    .help = Nach vielen Fehlversuchen wird jeder weitere Versuch um bis zu 5 Sekunden verzögert. Prüfen Sie die Feststelltaste und versuchen Sie es erneut.
sign-in-published = Dieses Passwort steht in einem Beispiel und ist daher allgemein bekannt
    .help = Bitten Sie einen Administrator, ein anderes festzulegen („{ PROGRAM() } user passwd“), und melden Sie sich damit an.
sign-in-pending = Ihr Konto wartet auf Genehmigung
    .help = Sie können sich anmelden, sobald ein Administrator es genehmigt hat.
access-not-yet = Sie können sich ab { $date } anmelden
    .help = Bitten Sie einen Administrator, wenn Sie früher Zugang brauchen.
access-expired = Ihr Zugang endete am { $date }
    .help = Bitten Sie einen Administrator, ihn zu verlängern.
access-outside-hours = Zu dieser Zeit können Sie sich nicht anmelden
    .help = Die nächste Anmeldung ist möglich: { $date }, { $time } Uhr.
access-ends = Ihr Zugang läuft gleich ab
    .help = Dieses Fenster wird in { $time } Minuten gesperrt. Ihre geöffnete Arbeit bleibt erhalten.
outage-locks = Die Benutzerkonten sind nicht erreichbar
    .help = Dieses Fenster wird in { $time } Minuten gesperrt. Ihre geöffnete Arbeit bleibt erhalten.
session-ends = Ihr Passwort wird gleich wieder benötigt
    .help = Dieses Fenster wird in { $time } Minuten gesperrt, weil die längste Dauer einer Sitzung erreicht ist. Ihre geöffnete Arbeit bleibt erhalten.
sign-in-missing-name = Geben Sie Ihren Benutzernamen oder Ihre E-Mail-Adresse ein
sign-in-missing-password = Geben Sie Ihr Passwort ein
sign-in-registered = Ihr Konto wurde erstellt. Melden Sie sich als { $username } an.
tiles-heading = Wer sind Sie?
tiles-intro = Wählen Sie ein Bild oder tippen Sie einfach los.
tiles-type = Namen eingeben
tiles-all = Alle anzeigen
tiles-more = { $count ->
    [one] { $count } weiterer Benutzer. Geben Sie einen Namen ein, um ihn zu finden.
   *[other] { $count } weitere Benutzer. Geben Sie einen Namen ein, um sie zu finden.
}
logo-picture = Logo
sign-in-registered-waiting = Ihr Konto wartet auf Genehmigung
    .help = Sobald ein Administrator es genehmigt hat, können Sie sich als { $username } anmelden.
sign-in-locked = Zu viele Versuche
    .help = Versuchen Sie es in { $time } Minuten erneut oder wenden Sie sich an einen Administrator.
sign-in-stopped = Zu viele Versuche hintereinander
    .help = Bitten Sie einen Administrator, diesen Benutzernamen zu entsperren.
state-unusable = Die Anmeldung ist nicht möglich, weil die Statusdatenbank nicht verwendet werden kann: { $reason }
    .help = Prüfen Sie den Datenträger und die Zugriffsrechte des Datenordners und versuchen Sie es erneut.
state-busy = Ein anderes Programm verwendet sie gerade
    .help = Versuchen Sie es gleich noch einmal.
state-full = Der Datenträger ist voll
    .help = Geben Sie Speicherplatz frei und versuchen Sie es erneut.
state-newer = Sie wurde von einer neueren Version dieses Programms angelegt
    .help = Verwenden Sie die neuere Version.
state-damaged = Sie ist beschädigt ({ $reason })
state-denied = Der Zugriff wird verweigert ({ $reason })
sign-in-reused = Ihre gespeicherte Anmeldung wurde beendet, weil eine Kopie davon verwendet wurde
    .help = Melden Sie sich erneut an. Wenn Sie das nicht waren, ändern Sie Ihr Passwort.
sign-in-outdated = Ihr Passwort ist nicht mehr gültig, weil es ersetzt oder ungültig gemacht wurde, bevor eine frühere Version der Konfigurationsdatei wiederhergestellt wurde
    .help = Bitten Sie einen Administrator, Ihnen die Zugangsdaten zu entziehen und einen Code zum Zurücksetzen zu erstellen.
sign-in-second-factor = Die Zwei-Faktor-Authentifizierung ist auf diesem Computer noch nicht möglich
    .help = Melden Sie sich einmal mit einem Code auf einem vertrauenswürdigen Computer an. Danach können Sie sich auch hier anmelden.
sign-in-set-up-second-factor = Ihr Konto erfordert die Zwei-Faktor-Authentifizierung, die auf diesem Computer nicht eingerichtet werden kann
    .help = Melden Sie sich auf einem vertrauenswürdigen Computer an und richten Sie sie dort ein.
sign-in-expired = Die Anmeldung hat zu lange gedauert oder Ihr Konto wurde geändert
    .help = Melden Sie sich erneut an.
sign-in-recovered = Ihr Passwort wurde geändert
    .help = Melden Sie sich mit dem neuen Passwort an.
sign-in-username-found = Ihr Benutzername lautet { $username }
    .help = Melden Sie sich damit an.
sign-in-forgot-password = Passwort vergessen?
sign-in-forgot-username = Benutzername vergessen?
sign-in-have-code = Ich habe einen Code
session-limit-user = Sie sind auf diesem Computer bereits angemeldet
    .help = Melden Sie sich zuerst im anderen Fenster ab.
session-limit-reached = Die Höchstzahl an Sitzungen ist erreicht
    .help = Versuchen Sie es erneut, sobald sich ein Benutzer abgemeldet hat.
form-cleared = Dieses Formular wurde geleert
    .help = Formulare werden geleert, wenn sie eine Weile nicht benutzt werden. Beginnen Sie noch einmal.
codes-hidden = Ihre Wiederherstellungscodes wurden ausgeblendet
    .help = Sie werden ausgeblendet, wenn das Fenster eine Weile nicht benutzt wird. Melden Sie sich an und erstellen Sie in Ihrem Konto neue.
sign-in-was-locked = Das Fenster war gesperrt
    .help = Geben Sie Ihr Passwort ein, um fortzufahren.
sign-in-ended = Sie wurden abgemeldet, weil Ihr Konto geändert wurde
    .help = Melden Sie sich erneut an. Wenn das nicht möglich ist, wenden Sie sich an einen Administrator.
sign-in-ended-by-server = Sie wurden abgemeldet, weil Ihr Konto geändert oder Ihre Sitzung vom Server beendet wurde
    .help = Melden Sie sich erneut an. Wenn das nicht möglich ist, wenden Sie sich an einen Administrator.
sign-in-restored = Die Sicherung wurde wiederhergestellt
    .help = Melden Sie sich erneut an.
keyring-absent = Auf diesem Computer läuft kein Schlüsselbund
keyring-locked = Der Schlüsselbund dieses Computers ist gesperrt. Entsperren Sie ihn und versuchen Sie es erneut.
keyring-slow = Der Schlüsselbund dieses Computers antwortet nicht
keyring-failed = Der Schlüsselbund dieses Computers meldet einen Fehler

## Demo
demo-banner = Demo. Es wird nichts gespeichert.
demo-intro = Mit einem Klick anmelden als
demo-user = Benutzername { $username } · Passwort { $password }
demo-sign-in = { $name } ({ $roles })

## Registrieren
register-heading = Konto erstellen
register-intro = Sie können sich registrieren, wenn ein Administrator Ihre E-Mail-Adresse zugelassen hat.
register-intro-approval = Ein Administrator muss Ihr Konto genehmigen, bevor Sie sich anmelden können.
register-intro-open = Jeder kann ein Konto erstellen.
register-button = Konto erstellen
register-back = Zurück zur Anmeldung
register-not-accepted = Mit dieser E-Mail-Adresse ist keine Registrierung möglich. Bitten Sie einen Administrator, sie zuzulassen.
register-proof-heading = Prüfen Sie Ihre E-Mails
register-proof-intro = Wenn sich { $email } registrieren darf, wurde ein Code dorthin gesendet. Er ist { $minutes } Minuten gültig.
register-code = Code aus der E-Mail
register-code-mistyped = Das ist kein gültiger Code. Ein Code hat 8 Buchstaben und Ziffern.
register-code-wrong = { $left ->
    [one] Falscher Code. Sie haben noch { $left } Versuch.
   *[other] Falscher Code. Sie haben noch { $left } Versuche.
}
register-code-expired = Der Code ist nicht mehr gültig
    .help = Er ist abgelaufen oder wurde zu oft falsch eingegeben. Fordern Sie einen neuen an.
register-code-sent = Ein neuer Code wurde gesendet
    .help = Der vorherige ist nicht mehr gültig.
register-code-too-soon = Vor Kurzem wurde bereits ein Code gesendet
    .help = Warten Sie etwas, und fordern Sie dann einen neuen an. Sehen Sie auch im Spam-Ordner nach.
register-resend = Neuen Code senden
register-edit = Angaben ändern
register-no-mail = Die Registrierung ist zurzeit nicht möglich
    .help = An Ihre E-Mail-Adresse muss ein Code gesendet werden, und es ist kein Mailserver eingerichtet. Wenden Sie sich an einen Administrator.
register-username-taken = Dieser Benutzername ist bereits vergeben. Wählen Sie einen anderen.
register-too-many-waiting = Zu viele Konten warten auf Genehmigung
    .help = Bitten Sie einen Administrator, einige zu genehmigen oder abzulehnen, und versuchen Sie es erneut.
register-too-many-here = Zu viele Registrierungen auf diesem Computer
    .help = Versuchen Sie es in einer Stunde erneut, oder bitten Sie einen Administrator, Sie hinzuzufügen.

## Zweiter Faktor
code-heading = Zwei-Faktor-Authentifizierung
code-field = Code aus Ihrer Authenticator-App
code-recovery-field = Wiederherstellungscode
code-reset-field = Code zum Zurücksetzen
code-recovery-only = Ihr Passwort wurde zurückgesetzt. Deshalb ist dieses Mal ein Wiederherstellungscode erforderlich.
code-after-recovery = Ihr Passwort wurde mit einem Wiederherstellungscode festgelegt. Ein zweiter wird jetzt nicht akzeptiert. Wenn Sie Ihr Smartphone verloren haben, bitten Sie einen Administrator um einen Code zum Zurücksetzen.
code-use-recovery = Wiederherstellungscode verwenden
code-use-reset = Code vom Administrator
code-use-app = Authenticator-App verwenden
button-continue = Weiter
code-busy = Wird geprüft …
code-wrong = Der Code ist falsch. Prüfen Sie die Uhrzeit auf Ihrem Smartphone und auf diesem Computer.
code-recovery-wrong = Der Code ist falsch oder wurde bereits verwendet
new-password-heading = Neues Passwort festlegen
new-password-intro = Ein Administrator verlangt, dass Sie ein neues Passwort festlegen, bevor Sie fortfahren.

## Vergessene Anmeldedaten
recover-password-heading = Passwort vergessen
recover-password-intro = Geben Sie einen Ihrer Wiederherstellungscodes oder den Code zum Zurücksetzen ein, den Sie von einem Administrator erhalten haben, und legen Sie ein neues Passwort fest.
recover-first-heading = Erstes Passwort festlegen
recover-first-intro = Geben Sie Ihren Benutzernamen oder Ihre E-Mail-Adresse und den Code ein, den Sie von einem Administrator erhalten haben, und legen Sie ein Passwort fest. Melden Sie sich danach damit an.
recover-username-heading = Benutzername vergessen
recover-username-intro = Um Ihren Benutzernamen trotzdem anzuzeigen, geben Sie Ihre E-Mail-Adresse und einen Ihrer Wiederherstellungscodes ein. Der Code kann danach nicht mehr verwendet werden. Wenn Sie keinen haben, wenden Sie sich an einen Administrator.
recover-username-email = Sie können sich mit Ihrer E-Mail-Adresse anmelden
    .help = Gehen Sie zurück und geben Sie sie statt des Benutzernamens ein. Dafür ist kein Code nötig.
recover-code = Wiederherstellungscode oder Code zum Zurücksetzen
recover-first-code = Code von einem Administrator
recover-first-button = Passwort festlegen
recover-username-button = Benutzernamen anzeigen
recover-mail-code = Code per E-Mail senden
recover-mail-username = Per E-Mail senden
recover-mailed = Falls dieses Konto vorhanden ist, wurde eine E-Mail gesendet
    .help = Die Zustellung kann eine Minute dauern. Sehen Sie auch im Spam-Ordner nach.
recover-refused = Name und Code passen nicht zusammen, oder der Code wurde bereits verwendet oder ist abgelaufen
    .help = Prüfen Sie beides oder bitten Sie einen Administrator um einen Code zum Zurücksetzen.
recover-too-many-here = Zu viele Codes wurden auf diesem Computer versucht
    .help = Versuchen Sie es in einer Stunde erneut oder auf einem vertrauenswürdigen Computer.
mail-code = Code zum Zurücksetzen für { $app }
    .help = Ihr Code zum Zurücksetzen lautet

        { $code }

    Er ist { $minutes } Minuten gültig und kann nur einmal verwendet werden. Wenn Sie ihn nicht angefordert haben, ignorieren Sie diese E-Mail. Es wurde nichts geändert.
mail-first-code = Ihr Konto für { $app }
    .help = Für Sie wurde ein Konto erstellt. Ihr Benutzername ist { $username }.

    Wählen Sie auf dem Anmeldebildschirm „Ich habe einen Code“ und legen Sie mit diesem Code Ihr Passwort fest:

        { $code }

    Er gilt { $hours } Stunden und funktioniert einmal. Wenn Sie diese E-Mail nicht erwartet haben, ignorieren Sie sie.
mail-username = Ihr Benutzername für { $app }
    .help = Ihr Benutzername lautet { $username }.

    Wenn Sie ihn nicht angefordert haben, ignorieren Sie diese E-Mail. Es wurde nichts geändert.
mail-proof = Ihre Registrierung bei { $app }
    .help = Geben Sie diesen Code ein, um sich zu registrieren:

        { $code }

    Er ist { $minutes } Minuten gültig und kann nur einmal verwendet werden. Wenn Sie sich nicht registriert haben, ignorieren Sie diese E-Mail. Ohne den Code wird kein Konto erstellt.
mail-has-account = Ihr Konto bei { $app }
    .help = Jemand hat versucht, sich mit dieser E-Mail-Adresse zu registrieren. Sie haben aber bereits ein Konto. Ihr Benutzername lautet { $username }.

    Wenn Sie das waren, melden Sie sich an oder wählen Sie „Passwort vergessen?“. Andernfalls ignorieren Sie diese E-Mail. Es wurde nichts geändert.
mail-test = Test-E-Mail von { $app }
    .help = Der E-Mail-Versand funktioniert.
mail-no-server = Es ist kein Mailserver konfiguriert
    .help = Fügen Sie der Konfigurationsdatei einen Abschnitt „mail“ hinzu. Ein Beispiel steht in config.example.yaml.
mail-failed = Die E-Mail wurde nicht gesendet: { $reason }
    .help = Prüfen Sie den Abschnitt „mail“ der Konfigurationsdatei.

## Fehler in Feldern
error-name-missing = Geben Sie einen Namen ein
error-email-missing = Geben Sie eine E-Mail-Adresse ein
error-email-form = Geben Sie eine E-Mail-Adresse wie name@example.org ein
error-field-missing = Füllen Sie dieses Feld aus
error-field-long = Verwenden Sie höchstens { $max } Zeichen
error-field-character = Verwenden Sie eine einzige Zeile Text ohne Sonderzeichen
error-value-refused = Dieser Wert wird nicht akzeptiert
error-username-missing = Geben Sie einen Benutzernamen ein
error-date = Schreiben Sie das Datum als Jahr-Monat-Tag, zum Beispiel 2026-12-01
error-hours = Schreiben Sie Tage und Zeiten, zum Beispiel mon-fri 08:00-18:00, sat 09:00-13:00
error-username-character = Verwenden Sie nur Buchstaben, Ziffern und . _ - + @
error-password-missing = Geben Sie ein Passwort ein
error-password-short = Verwenden Sie mindestens { $min } Zeichen
error-password-long = Dieses Passwort ist zu lang. Verwenden Sie weniger als { $max } Zeichen.
error-password-shared = Dieses Passwort ist zu lang für Streamlit-Authenticator, das die Datei auch verwendet. Verwenden Sie höchstens { $max } Buchstaben; Umlaute und Emojis zählen mehrfach.
error-password-common = Dieses Passwort ist leicht zu erraten. Verwenden Sie mehrere Wörter, die nichts miteinander zu tun haben.
error-password-own = Dieses Passwort ähnelt zu sehr Ihrem Namen, Ihrer E-Mail-Adresse oder dem Namen dieses Programms. Verwenden Sie andere Wörter.
error-password-control = Verwenden Sie nur sichtbare Zeichen, keine Zeilenumbrüche oder Tabulatoren
error-code-missing = Geben Sie einen Code ein
error-code-mistyped = Dieser Code ist ungültig. Ein Code besteht aus 28 Buchstaben und Ziffern. Prüfen Sie ihn auf Tippfehler.
error-not-hashed = Das Passwort konnte nicht geschützt werden. Es wurde nichts gespeichert. Versuchen Sie es erneut.
error-internal = Im Programm ist ein Fehler aufgetreten, der Vorgang wurde nicht abgeschlossen. Versuchen Sie es erneut.

## Benutzer hinzufügen, ändern und löschen
user-unknown = Es gibt keinen Benutzer mit diesem Benutzernamen oder dieser E-Mail-Adresse
    .help = „{ PROGRAM() } user list“ zeigt alle Benutzer an.
user-email-taken = Diese E-Mail-Adresse wird bereits von { $other } verwendet
user-last-administrator = Dies ist der letzte Administrator, der sich anmelden kann. Es wurde nichts geändert.
    .help = Geben Sie zuerst einem anderen Benutzer die Rolle „admin“.
user-not-allowed = Dazu fehlt Ihnen die Berechtigung
    .help = Wenden Sie sich an einen Benutzer mit mehr Berechtigungen.
user-unconfirmed = Die Rolle gibt Berechtigungen, und das wurde nicht bestätigt. Es wurde kein Benutzer geändert.
user-too-many = An diesem Computer können höchstens { $most } Benutzer auf einmal geändert werden. Wählen Sie weniger aus, oder verwenden Sie einen vertrauenswürdigen Computer.
user-too-many-changes = Sie haben in der letzten Stunde zu viele Änderungen vorgenommen. Versuchen Sie es später erneut, oder verwenden Sie einen vertrauenswürdigen Computer.
user-too-many-emails = An diesem Computer können höchstens { $most } Adressen auf einmal zugelassen werden. Geben Sie weniger ein, oder verwenden Sie einen vertrauenswürdigen Computer.
user-yourself = Sie können Ihr eigenes Konto nicht löschen oder deaktivieren
    .help = Wenden Sie sich an einen anderen Administrator.
user-not-approved = Nicht ausgeführt: Eine zweite Person muss dies freigeben
    .help = Versuchen Sie es erneut, und bitten Sie einen Benutzer, der es freigeben kann.
user-reauthenticate = Geben Sie Ihr Passwort erneut ein
user-no-password = Dieser Benutzer hat kein Passwort, das zurückgesetzt werden kann
user-entry-mistake = Der Eintrag dieses Benutzers in der Konfigurationsdatei enthält einen Fehler
    .help = Korrigieren Sie ihn zuerst in der Datei. „{ PROGRAM() } check“ zeigt die Zeile.
user-role-in-use = Die Rolle „{ $role }“ wird noch verwendet. Benutzer: { $users }, Seiten: { $pages }, andere Einstellungen: { $settings }.
    .help = Entfernen Sie sie zuerst dort.
user-role-taken = Es gibt bereits eine Rolle namens „{ $role }“
user-new-users-permission = Alle Benutzer, die sich registrieren, würden eine Berechtigung erhalten. Es wurde nichts geändert.
    .help = Entfernen Sie die Rolle zuerst aus den Rollen neuer Benutzer.
restore-gives-permissions = Diese Sicherung würde folgenden Benutzern Berechtigungen erteilen: { $names }. Es wurde nichts wiederhergestellt.
    .help = Wenn diese Benutzer sie haben dürfen, bestätigen Sie das mit --give-permissions.
restore-owner-settings = Diese Sicherung würde Einstellungen ändern, die nur der Besitzer der Konfigurationsdatei ändern darf: { $settings }
    .help = Stellen Sie sie in der Befehlszeile wieder her.
restore-no-administrator = Mit dieser Sicherung könnte sich kein Administrator anmelden
    .help = Wählen Sie eine andere Sicherung, oder stellen Sie diese in der Befehlszeile wieder her.
user-name-shared = Auch ein früheres Konto hatte diesen Benutzernamen. Deshalb ist unklar, welches gemeint ist.
    .help = Verwenden Sie statt des Namens die Konto-ID: „{ PROGRAM() } user erase ID --yes“. Aktuelles Konto: { $account }. Früher: { $earlier }.
user-not-erased = Das Konto wurde gelöscht, aber der Name steht noch im Audit-Protokoll: { $reason }
    .help = Der Befehl „{ PROGRAM() } user erase“ versucht es erneut.
user-nothing-to-change = Es gibt nichts zu ändern
user-role-missing = Eine Rolle braucht einen Namen. Es wurde nichts geändert.

## Angemeldet
app-greeting = Hallo, { $name }
welcome-heading = Willkommen
last-sign-in = Letzte Anmeldung: { $when }
last-sign-in-quiet = Letzte Anmeldung: { $when }. Seitdem keine Fehlversuche.
last-sign-in-first = Dies ist Ihre erste Anmeldung auf diesem Computer.
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
last-sign-in-failures = { $failures ->
    [one] 1 falsches Passwort
   *[other] { $failures } falsche Passwörter
} seit Ihrer letzten Anmeldung
last-sign-in-own-failures = { $failures ->
    [one] 1 falsches Passwort
   *[other] { $failures } falsche Passwörter
} direkt vor dieser Anmeldung
security-heading = Seit Ihrer letzten Anmeldung
security-password-changed = Ihr Passwort wurde { $ago } geändert.
security-password-set = Ein Administrator hat { $ago } Ihr Passwort geändert.
security-password-recovered = Ihr Passwort wurde { $ago } mit einem Code geändert.
security-reset-started = Ein Administrator hat { $ago } einen Code zum Zurücksetzen für Sie erstellt.
security-code-used = Ein Wiederherstellungscode wurde { $ago } verwendet.
security-codes-renewed = Ihre Wiederherstellungscodes wurden { $ago } ersetzt.
security-codes-ended = Ihre Wiederherstellungscodes wurden { $ago } ungültig. Erstellen Sie in Ihrem Konto neue.
security-credentials-ended = Ein Administrator hat { $ago } Ihr Passwort, Ihre Sitzungen, Ihre Wiederherstellungscodes und die Zwei-Faktor-Authentifizierung ungültig gemacht.
security-two-step-on = Die Zwei-Faktor-Authentifizierung wurde { $ago } aktiviert.
security-two-step-off = Die Zwei-Faktor-Authentifizierung wurde { $ago } deaktiviert.
security-email-changed = Ihre E-Mail-Adresse wurde { $ago } geändert.
security-signed-out = Sie wurden { $ago } überall abgemeldet.
security-token-reused = Eine Kopie Ihrer gespeicherten Anmeldung wurde { $ago } verwendet.
security-pin-set = Für Ihr Konto wurde auf diesem Computer { $ago } eine PIN festgelegt.
security-pin-changed = Die PIN Ihres Kontos auf diesem Computer wurde { $ago } geändert.
security-pin-removed = Die PIN Ihres Kontos auf diesem Computer wurde { $ago } entfernt.
security-badge-set = Für Ihr Konto wurde auf diesem Computer { $ago } ein Ausweis festgelegt.
security-badge-removed = Der Ausweis Ihres Kontos auf diesem Computer wurde { $ago } entfernt.
security-pin-spent = Für Sie wurde { $ago } fünfmal eine falsche PIN eingegeben.
security-badge-shown = Ihr Ausweis wurde { $ago } außerhalb der Anmeldung gelesen. Er entsperrt wieder, sobald Sie Ihr Passwort eingegeben haben.
security-advice = Wenn Sie das nicht waren, ändern Sie Ihr Passwort und informieren Sie einen Administrator.

## Gesperrt
lock-button = Sperren ({ $keys })
lock-heading = Gesperrt von { $name }
lock-intro = Ihre Sitzung ist noch geöffnet. Geben Sie Ihr Passwort ein, um fortzufahren.
lock-since = Gesperrt: { $time }. Ihre Sitzung ist noch geöffnet.
sign-in-parked-count = { $count ->
    [one] 1 Sitzung ist geparkt
   *[other] { $count } Sitzungen sind geparkt
}
sign-in-parked = Geparkte Sitzungen: { $users }
parked-user = { $name } (seit { $time })
parked-more = { $count } weitere
parked-ended = Ihre geparkte Sitzung wurde beendet
    .help = Was darin geöffnet war, wurde geschlossen. Nicht gespeicherte Änderungen sind verloren.
lock-typing = Sie haben getippt, als das Fenster gesperrt wurde. Warten Sie 2 Sekunden oder klicken Sie in das Feld und geben Sie dann Ihr Passwort ein.
lock-unlock = Entsperren
lock-switch = Benutzer wechseln
lock-use-password = Passwort verwenden
lock-codes = In diesem Fenster sind Codes geöffnet. Geben Sie Ihr Passwort ein, um sie zu sehen.
lock-use-pin = PIN verwenden
lock-wrong = Das Passwort ist falsch. Prüfen Sie die Feststelltaste und versuchen Sie es erneut.
lock-busy = Wird gesperrt …
lock-unmarked = Diese Sperre konnte nicht gespeichert werden
    .help = Wird das Programm geschlossen, öffnet es sich beim nächsten Start möglicherweise ohne Passwort. Entsperren Sie das Fenster und melden Sie sich ab, bevor Sie gehen.
lock-outage = Keine Verbindung zu den Benutzerkonten
    .help = Sie können mit Ihrem Passwort entsperren. Konten und Einstellungen können erst wieder geändert werden, wenn die Verbindung besteht.
lock-outage-closed = Keine Verbindung zu den Benutzerkonten
    .help = Sie können dieses Fenster entsperren, sobald die Verbindung wieder besteht. Das Programm versucht es automatisch erneut.
lock-outage-tries = Zu viele falsche Passwörter
    .help = Warten Sie, bis die Verbindung zu den Benutzerkonten wieder besteht, und geben Sie dann Ihr Passwort ein.
lock-warning = Dieses Fenster wird gleich gesperrt
    .help = Sperre in { $time } Minuten. Drücken Sie eine beliebige Taste, um fortzufahren.

## Badge
badge-title = Ausweis
badge-heading = Ausweis festlegen
badge-change = Ausweis ändern
badge-intro = Ein Ausweis sagt auf diesem Computer, wer Sie sind. Sie geben dann nur noch Ihre PIN oder Ihr Passwort ein.
badge-set-button = Ausweis speichern
badge-off-heading = Ausweis entfernen
badge-off-button = Ausweis entfernen
badge-set = Ihr Ausweis wurde gespeichert
badge-removed = Ihr Ausweis wurde entfernt
badge-not-set = Keiner. Mit einem Ausweis müssen Sie Ihren Namen nicht eingeben oder auswählen.
badge-ready = Auf diesem Computer festgelegt.
badge-scan-first = Halten Sie den Ausweis an das Lesegerät.
badge-scan-again = Halten Sie denselben Ausweis noch einmal an das Lesegerät.
badge-scans-differ = Die beiden Scans sind verschieden. Halten Sie den Ausweis noch einmal an das Lesegerät, um neu zu beginnen.
badge-scanned = Der Ausweis wurde zweimal gelesen.
badge-unknown = Dieser Ausweis ist hier nicht bekannt
    .help = Melden Sie sich mit Ihrem Namen an oder bitten Sie einen Administrator, den Ausweis festzulegen.
badge-not-enough = Ein Ausweis reicht hier nicht
    .help = Füllen Sie das Formular aus.
badge-taken = Dieser Ausweis gehört einem anderen Benutzer
    .help = Verwenden Sie einen anderen Ausweis oder lassen Sie ihn zuerst bei diesem Benutzer entfernen.
badge-of-another = Dieser Ausweis gehört einem anderen Benutzer
    .help = Sperren Sie das Fenster oder wechseln Sie den Benutzer und halten Sie dann Ihren Ausweis an das Lesegerät.
badge-too-many = Zu viele unbekannte Ausweise
    .help = Warten Sie einige Sekunden oder geben Sie Ihre PIN oder Ihr Passwort ein.
badge-too-many-here = Zu viele unbekannte Ausweise an diesem Computer
    .help = Geben Sie Ihre PIN oder Ihr Passwort ein. Spätestens in einer Stunde funktionieren Ausweise wieder.

## PIN
pin-title = PIN
pin-field = PIN
pin-new = Neue PIN
pin-help = 4 bis 8 Ziffern. Kein Datum, keine Jahreszahl, kein Muster wie 1234.
pin-delete = Letzte Ziffer löschen
pin-heading = PIN festlegen
pin-change = PIN ändern
pin-intro = Mit einer PIN entsperren Sie dieses Fenster auf diesem Computer, bis die nächste vollständige Anmeldung fällig ist. Geben Sie zur Bestätigung Ihr Passwort ein.
pin-set-button = PIN speichern
pin-off-heading = PIN entfernen
pin-off-button = PIN entfernen
pin-set = Ihre PIN wurde gespeichert
pin-removed = Ihre PIN wurde entfernt
pin-not-set = Keine. Mit einer PIN entsperren Sie dieses Fenster ohne Passwort.
pin-ready = Festgelegt. Sie entsperrt dieses Fenster auf diesem Computer.
pin-missing = Geben Sie Ihre PIN ein
pin-length = Eine PIN hat 4 bis 8 Ziffern
pin-common = Zu leicht zu erraten. Wählen Sie Ziffern, die kein Datum, keine Jahreszahl und kein Muster sind.
pin-own = Teil Ihres Namens, Ihrer Adresse oder Ihrer Daten. Wählen Sie andere Ziffern.
pin-wrong = { $left ->
    [one] Falsche PIN. Noch 1 Versuch.
   *[other] Falsche PIN. Noch { $left } Versuche.
}
pin-off = PINs sind ausgeschaltet
    .help = Geben Sie Ihr Passwort ein, um fortzufahren.
pin-role = Ihre Rolle erlaubt keine PIN
    .help = Geben Sie Ihr Passwort ein, um fortzufahren.
pin-none = Sie haben auf diesem Computer keine PIN
    .help = Geben Sie Ihr Passwort ein. In Ihrem Konto können Sie eine PIN festlegen.
pin-spent = Zu viele falsche PINs
    .help = Geben Sie Ihr Passwort ein. Danach gilt Ihre PIN wieder.
pin-expired = Ihre PIN gilt erst nach Ihrem Passwort wieder
    .help = Die letzte vollständige Anmeldung ist zu lange her. Ihre PIN gilt wieder, sobald Sie sich mit Ihrem Passwort angemeldet haben.
pin-restarted = Nach einem Neustart gilt Ihre PIN erst nach Ihrem Passwort wieder
    .help = Der Computer wurde neu gestartet. Ihre PIN gilt wieder, sobald Sie sich mit Ihrem Passwort angemeldet haben.

## Das Konto
account-heading = Ihr Konto
account-back = Zurück
account-profile = Name und E-Mail-Adresse
account-profile-change = Profil bearbeiten
picture-heading = Profilbild
picture-intro = Dieses Bild erscheint auf Ihrer Kachel auf dem Anmeldebildschirm. Geben Sie zur Bestätigung Ihr Passwort ein.
picture-help = Vollständiger Pfad einer PNG- oder JPEG-Datei auf diesem Computer. Leer lassen für kein Bild.
picture-wrong = Dies ist keine lesbare PNG- oder JPEG-Datei
picture-changed = Ihr Profilbild wurde gespeichert
account-no-email = Keine E-Mail-Adresse
account-sign-in = Anmeldung
account-two-step = Zwei-Faktor-Authentifizierung
account-two-step-on = Aktiviert. Nach dem Passwort geben Sie einen Code aus Ihrer Authenticator-App ein.
account-two-step-off = Nicht aktiviert. Aktivieren Sie sie, damit ein gestohlenes Passwort nicht für die Anmeldung ausreicht.
account-two-step-required = Für Ihre Rolle vorgeschrieben.
account-codes = Wiederherstellungscodes
account-codes-left = { $count ->
    [0] Sie haben keine. Mit einem Wiederherstellungscode können Sie sich wieder anmelden, wenn Sie Ihr Passwort vergessen.
    [one] Noch { $count } Code übrig.
   *[other] Noch { $count } Codes übrig.
}
account-codes-few = Es sind nur noch wenige übrig. Erstellen Sie neue.
account-devices = Gespeicherte Computer
account-devices-none = Keine gespeicherten Computer.
account-device = { $name }
account-device-this = { $name } (dieser Computer)
account-device-used = Gespeichert { $since }, zuletzt verwendet { $used }.
account-activity = Ihre Aktivität
account-data = Über Sie gespeicherte Daten
account-data-intro = Eine Datei mit Ihren Angaben, Ihren gespeicherten Computern und Ihrer Aktivität auf diesem Computer. Sie enthält keine Passwörter und keine Codes.
account-data-save = Meine Daten speichern
account-computer = Dieser Computer
account-computer-restricted = Eingeschränkter Computer
account-computer-restricted-intro = Der Server prüft alles, was hier geschieht. Manche Aktionen sind nur auf einem vertrauenswürdigen Computer möglich.
account-computer-trusted = Vertrauenswürdiger Computer
account-computer-trusted-intro = Er kann alle Benutzer und Einstellungen lesen und ändern.
account-computer-connected = Verbunden mit { $location }
account-computer-away = Keine Verbindung zu { $location }
account-appearance = Erscheinungsbild
account-motion = Menüs und Dialoge animieren
account-theme = Design
account-theme-intro = Wie im System eingestellt, immer hell oder immer dunkel
account-language = Sprache
account-language-intro = Gilt für alle Benutzer auf diesem Computer
account-forget = { $name } entfernen
account-confirm-intro = Geben Sie zur Bestätigung Ihr Passwort ein.
account-confirm-button = Bestätigen
account-busy = Einen Moment …
password-heading = Passwort ändern
password-intro = Wenn Sie Ihr Passwort ändern, werden Sie überall sonst abgemeldet.
password-button = Passwort ändern
password-wrong = Das aktuelle Passwort ist falsch
password-same = Das ist bereits Ihr Passwort. Wählen Sie ein anderes.
password-changed = Ihr Passwort wurde geändert
    .help = Verwenden Sie ab jetzt das neue Passwort.
password-suggest = Passphrase vorschlagen
strength-label = Passwortstärke
strength-very-weak = Sehr schwach – sehr leicht zu erraten
strength-weak = Schwach – leicht zu erraten
strength-fair = Mittel
strength-good = Gut
strength-strong = Stark
details-button = Speichern
details-changed = Ihr Name und Ihre E-Mail-Adresse wurden gespeichert
details-email-taken = Diese E-Mail-Adresse kann nicht verwendet werden. Wählen Sie eine andere oder wenden Sie sich an einen Administrator.
two-step-heading = Authenticator-App einrichten
two-step-intro = Sie benötigen eine Authenticator-App auf Ihrem Smartphone, zum Beispiel Aegis, 2FAS oder Google Authenticator.
two-step-effect = Ihre Wiederherstellungscodes werden ersetzt, und gespeicherte Computer fragen wieder nach dem Passwort
    .help = Am Ende erhalten Sie neue Codes. Ihre bisherigen Codes werden dann ungültig.
two-step-move-heading = Anderes Smartphone verwenden
two-step-move-intro = Ihr bisheriges Smartphone funktioniert weiter, bis Sie den ersten Code des neuen eingeben.
two-step-scan = Scannen Sie den QR-Code mit der App oder geben Sie dort den Schlüssel ein. Geben Sie dann den Code ein, den die App anzeigt.
two-step-picture = QR-Code zum Scannen mit der App. Er enthält den Schlüssel, der darunter steht.
two-step-key = Schlüssel
two-step-copy = Schlüssel kopieren
two-step-code = Code aus der App
two-step-button = Aktivieren
two-step-on = Die Zwei-Faktor-Authentifizierung ist aktiviert
two-step-off-heading = Zwei-Faktor-Authentifizierung deaktivieren
two-step-off-button = Deaktivieren
two-step-off = Die Zwei-Faktor-Authentifizierung ist deaktiviert
two-step-required = Die Zwei-Faktor-Authentifizierung kann nicht deaktiviert werden
    .help = Sie ist für Ihre Rolle vorgeschrieben oder bereits deaktiviert.
codes-heading = Ihre Wiederherstellungscodes
codes-intro = Mit jedem Code können Sie sich einmal anmelden, wenn Sie Ihr Passwort vergessen oder Ihr Smartphone verlieren. Bewahren Sie die Codes an einem sicheren Ort auf. Sie werden nicht noch einmal angezeigt.
codes-copy = Kopieren
codes-copied = Kopiert
codes-save = In Datei speichern
codes-print = Drucken
codes-confirm = Ich habe sie gespeichert
clipboard-copied = Kopiert. Die Zwischenablage wird in { $seconds } Sekunden geleert.
clipboard-failed = Der Text konnte nicht kopiert werden: { $reason }
codes-saved = Gespeichert unter { $path }
codes-printed = An den Drucker gesendet
codes-not-saved = Die Codes konnten nicht gespeichert werden: { $reason }
    .help = Kopieren Sie sie stattdessen.
codes-not-printed = Die Codes konnten nicht gedruckt werden: { $reason }
    .help = Speichern Sie sie in einer Datei und drucken Sie diese.
codes-text = Wiederherstellungscodes von { $username } für { $app }
    .help = Jeder Code funktioniert einmal. Streichen Sie verwendete Codes durch.
codes-renew-heading = Neue Wiederherstellungscodes erstellen
codes-renew-intro = Ihre bisherigen Codes werden ungültig.
codes-renew-button = Neue Codes erstellen
codes-renewed = Neue Wiederherstellungscodes wurden erstellt
sign-out-heading = Andere Sitzungen beenden
sign-out-intro = Beendet alle Ihre anderen Sitzungen auf allen Computern, auch gespeicherte Anmeldungen.
sign-out-button = Andere Sitzungen beenden
signed-out-everywhere = Ihre anderen Sitzungen wurden beendet
forget-heading = { $name } entfernen
forget-intro = Sie bleiben auf diesem Computer nicht mehr angemeldet.
forget-button = Entfernen
forget-done = Der Computer wurde entfernt
key-lost = Ihre Wiederherstellungscodes und die Zwei-Faktor-Authentifizierung gehören zu einem früheren Passwort
    .help = Melden Sie sich mit einem Wiederherstellungscode erneut an oder bitten Sie einen Administrator, die Zwei-Faktor-Authentifizierung zu deaktivieren.

## Angemeldet
app-user = { $name } · { $roles }
app-home = Startseite
app-pages = Seiten
app-lock = Sperren
app-waiting = { $count ->
    [one] Ein Benutzer wartet auf Genehmigung
   *[other] { $count } Benutzer warten auf Genehmigung
}
app-manage = Verwaltung
app-account-menu = Kontomenü: { $user }
app-sign-out = Abmelden
palette-open = Suchen …
palette-heading = Gehe zu
palette-search = Seiten, Benutzer und Aktionen suchen
search-none = Keine Treffer
palette-page = Seite
palette-user = Benutzer
palette-action = Aktion
app-no-pages-heading = Noch keine Seiten
app-no-pages = Bitten Sie einen Administrator, Ihnen oder einer Ihrer Rollen Zugriff auf eine Seite zu geben.
app-no-pages-admin = Hier erscheinen die Seiten, die Sie öffnen können. In den Einstellungen legen Sie fest, wer welche Seite öffnen kann.
steps-heading = Erste Schritte
steps-intro = { $done } von { $count } erledigt
steps-hide = Ausblenden
steps-show = Erste Schritte anzeigen
steps-done = Erledigt
step-users = Benutzer hinzufügen
step-users-help = Einzeln oder als Liste aus einer CSV-Datei
step-users-go = Hinzufügen
step-look = Titel und Farbe wählen
step-look-help = Was Benutzer bei der Anmeldung sehen
step-look-go = Auswählen
step-page = Seite erstellen
step-page-help = Notizen für das Team oder Programme und Links zum Starten
step-page-go = Seite erstellen
step-registration = Festlegen, wer sich registrieren kann
step-registration-help = Eingeladene E-Mail-Adressen, alle oder niemand
step-registration-go = Festlegen
step-administrator = Zweiten Administrator hinzufügen
step-administrator-help = Hilft, wenn Sie Ihr Passwort verlieren
step-administrator-go = Administrator hinzufügen
page-for-everyone = Für alle
page-for-roles = Für { $roles }
page-users = { $count } Benutzer
page-text = Seite zum Lesen
page-items = { $count ->
    [one] 1 Element
   *[other] { $count } Elemente
}
app-page-reading = Seite wird geöffnet …
app-page-empty = Diese Seite ist leer
page-contents = Auf dieser Seite
page-copy-code = Code kopieren
page-task-done = Erledigt
page-task-open = Nicht erledigt
page-closed = Sie haben keinen Zugriff mehr auf die Seite, die Sie geöffnet hatten
    .help = Wählen Sie eine andere Seite oder wenden Sie sich an einen Administrator.
exit-refused = Sie sind noch angemeldet: { $reason }
    .help = Schließen Sie den Vorgang ab oder melden Sie sich trotzdem ab.
app-changing = Eine Änderung ist noch nicht abgeschlossen
    .help = Bleiben Sie bis dahin hier: Das Ergebnis wird nur hier angezeigt.
exit-anyway = Trotzdem abmelden
exit-not-finished = Die Anwendung ist noch nicht fertig.
activity-unrecorded = Die Aktivität wird nicht aufgezeichnet: { $reason }
    .help = Informieren Sie einen Administrator. Möglicherweise ist der Datenträger voll oder der Datenordner schreibgeschützt.
file-error = { $file } enthält in Zeile { $line }, Spalte { $column } einen Fehler, deshalb wird die letzte Änderung nicht angewendet
    .help = Bis der Fehler behoben ist, gilt die vorherige Konfiguration.
page-not-allowed = Sie haben keinen Zugriff mehr auf diese Seite. Wenden Sie sich an einen Administrator.
page-approval = Eine zweite Person muss freigeben, dass diese Seite geöffnet wird
    .help = Sie wird wieder ausgeblendet, wenn Sie sie verlassen, wenn das Fenster gesperrt wird und wenn die Zeit der Freigabe abgelaufen ist.
page-approval-ask = Zweite Person fragen
page-approval-left = Wird in { $time } wieder ausgeblendet
page-unreadable = Der Text dieser Seite, { $path }, kann nicht gelesen werden: { $reason }
    .help = Legen Sie die Datei dort ab oder korrigieren Sie den Pfad in { $file }, Zeile { $line }.
page-too-long = Diese Seite ist zu lang: { $path }, Zeile { $line }
    .help = Teilen Sie sie in mehrere Seiten auf.
page-too-deep = Diese Seite hat zu viele Ebenen: { $path }, Zeile { $line }
    .help = Verwenden Sie weniger Ebenen von Listen und Zitaten.
page-link = Diese Seite enthält einen Link, der nicht geöffnet werden kann: { $path }, Zeile { $line }
    .help = Beginnen Sie Links mit https://, http://, mailto: oder tel:.
page-picture = Diese Seite enthält ein Bild, das nicht angezeigt werden kann: { $path }, Zeile { $line }
    .help = Legen Sie das Bild in den Ordner der Seite und schreiben Sie den Pfad von dort aus ohne „..“.
launch-start = { $title } starten
launch-open = { $title } öffnen
launch-started = { $title } wurde gestartet
launch-not-started = { $title } konnte nicht gestartet werden: { $reason }
    .help = Bitten Sie einen Administrator, den Eintrag in der Konfigurationsdatei zu prüfen.
launch-changed = Nichts gestartet: An dieser Stelle steht jetzt „{ $title }“
    .help = Die Seite wurde inzwischen geändert. Versuchen Sie es erneut.
launch-option = { $title } wurde nicht gestartet: Der Wert von „{ $value }“ beginnt mit „{ $sign }“ und könnte als Option verstanden werden
    .help = Bitten Sie einen Administrator, Text vor den Platzhalter zu schreiben, etwa --user={ "{" }username{ "}" }, oder den Wert zu ändern.
launch-unsafe = { $title } wurde nicht gestartet: Der Wert von „{ $value }“ enthält ein Zeichen, das Programme falsch lesen können, etwa einen Zeilenumbruch oder ein Anführungszeichen in voller Breite
    .help = Bitten Sie einen Administrator, den Wert zu korrigieren.
launch-placeholder = { $title } wurde nicht gestartet: „{ $found }“ ist ein unbekannter Platzhalter
    .help = Bitten Sie einen Administrator, die Seite zu korrigieren.
launch-shell = { $title } wurde nicht gestartet: { $program } führt Text als Befehle aus, sodass ein Benutzername als Befehl ausgeführt werden könnte
    .help = Bitten Sie einen Administrator, den Platzhalter zu entfernen. Das Programm kann die Umgebungsvariablen lesen.
launch-batch-file = { $title } wurde nicht gestartet: Batchdateien (.bat, .cmd) laufen in einer Shell
    .help = Bitten Sie einen Administrator, das Programm selbst anzugeben.
remember-failed = Sie sind angemeldet, können auf diesem Computer aber nicht angemeldet bleiben: { $reason }
    .help = Melden Sie sich beim nächsten Mal mit Ihrem Passwort an.
remember-failed-account = Die Anmeldung kann für dieses Konto nicht gespeichert werden
remember-failed-state = Die Statusdatenbank konnte nicht verwendet werden
sign-out-failed = Sie sind abgemeldet, aber der Eintrag im Schlüsselbund konnte nicht gelöscht werden: { $reason }
    .help = Die dort gespeicherte Anmeldung ist nicht mehr gültig.
sign-out-failed-state = Sie sind abgemeldet, aber die Abmeldung konnte nicht gespeichert werden: { $reason }
    .help = Möglicherweise sind Sie beim nächsten Start wieder angemeldet. Melden Sie sich dann erneut ab oder informieren Sie einen Administrator.
warnings-heading = { $count ->
    [one] Die Konfigurationsdatei enthält { $count } Warnung
   *[other] Die Konfigurationsdatei enthält { $count } Warnungen
}

## Benutzer
users-heading = Benutzer
loading = Wird geladen …
users-add = Benutzer hinzufügen
users-invite = E-Mail-Adressen zulassen
users-import = Benutzer importieren
table-export = Als CSV exportieren
table-saved = Gespeichert unter { $path }
users-only-you = Bisher sind Sie der einzige Benutzer. Fügen Sie weitere hinzu oder importieren Sie sie.
users-no-match = Keine Treffer
    .help = Ändern Sie die Suche oder die Filter.
users-count = { $shown } von { $all }
users-search = Namen und E-Mails suchen
users-role = Rolle
users-any = Alle
users-open = Öffnen
users-actions = Aktionen für { $name }
users-tab-everyone = Alle
users-tab-waiting = Warten auf Genehmigung
users-tab-waiting-short = Wartend
users-tab-allowed = Zugelassene Adressen
users-tab-allowed-short = Zugelassen
users-waiting-intro = Diese Personen haben sich registriert und können sich noch nicht anmelden. Nach einer Ablehnung können sie sich erneut registrieren.
users-waiting-none = Keine Benutzer warten auf Genehmigung
users-allowed-none = Zurzeit sind keine Adressen zugelassen
users-refuse-button = Ablehnen
users-refuse = { $name } ablehnen
users-remove-address = Entfernen
users-you = Sie
users-status-must-change = Muss Passwort ändern
button-filter = Filtern
button-filtered = Filter: { $what }
users-column-name = Name
users-column-status = Status
users-column-last = Letzte Anmeldung
users-parked = Geparkt seit
users-quick = Schnelles Entsperren
users-parked-list = Geparkte Sitzungen:
users-column-two-step = Zwei-Faktor
users-sort = Nach „{ $column }“ sortieren
users-ascending = Aufsteigend
users-descending = Absteigend
users-never = Nie
users-two-step-on = Ein
users-two-step-off = Aus
users-waiting-without-email = Die bei der Registrierung angegebene Adresse gehört zu einem anderen Konto. Genehmigen Sie nur, wenn Sie wissen, wer sich registriert hat.
users-must-change = Muss bei der nächsten Anmeldung geändert werden
users-password-changed = Geändert { $ago }
users-codes = Noch übrig
users-codes-left = { $count ->
    [one] 1 Wiederherstellungscode
   *[other] { $count } Wiederherstellungscodes
}
users-recent = Letzte Aktivität
status-waiting = Wartet auf Genehmigung
status-locked = Gesperrt
status-locked-for = Noch { $minutes } Min. gesperrt
status-locked-hours = Noch { $hours } Std. gesperrt
status-active = Aktiv
status-not-signed-in-yet = Noch nie angemeldet
status-not-yet = Zugang beginnt später
status-from = Ab { $date }
status-outside-hours = Außerhalb der Zeiten
status-expired = Abgelaufen
users-code = Code
users-code-until = Gültig bis { $time }
users-code-expired = Abgelaufen
users-new-code = Neuer Code
users-date-help = Jahr-Monat-Tag, zum Beispiel 2026-12-01; leer für keine Grenze
users-hours-help = Zum Beispiel mon-fri 08:00-18:00; leer für jederzeit
status-entry-mistake = Fehler in der Datei
users-approve = { $name } genehmigen
users-show = { $name } anzeigen
users-approved = { $name } kann sich jetzt anmelden
users-invited = { $count ->
    [0] Alle Adressen waren bereits zugelassen
    [one] { $count } Adresse kann sich jetzt registrieren
   *[other] { $count } Adressen können sich jetzt registrieren
}
users-uninvite = { $email } entfernen
users-uninvited = { $name } kann sich nicht mehr registrieren
users-place = { $place } von { $count }
users-previous = Vorheriger Benutzer
users-next = Nächster Benutzer
users-back = Zurück zur Liste
users-above-you = Sie können dieses Konto nicht bearbeiten, weil es Berechtigungen hat, die Ihnen fehlen
users-edit = Bearbeiten
users-approve-button = Genehmigen
users-approve-as = Genehmigen als …
users-approve-with-role = { $name } mit einer Rolle genehmigen
users-rename = Umbenennen
users-rename-heading = { $name } umbenennen
users-rename-intro = Die Anmeldung erfolgt ab jetzt mit dem neuen Benutzernamen. E-Mail-Adresse und Passwort bleiben gleich. Offene Fenster des Kontos werden abgemeldet.
users-rename-field = Neuer Benutzername
users-unlock = Entsperren
users-reset = Code zum Zurücksetzen erstellen
users-require-change = Neues Passwort verlangen
users-two-step-reset = Zwei-Faktor deaktivieren
users-remove-pin = PIN entfernen
users-set-badge = Ausweis festlegen
users-remove-badge = Ausweis entfernen
users-badge-heading = Ausweis von { $name } festlegen
users-badge-intro = Der Ausweis sagt auf diesem Computer, wer da ist. Er entsperrt das Fenster erst, wenn { $name } ihn im eigenen Konto festlegt.
users-sign-out = Überall abmelden
users-end-parked = Geparkte Sitzung beenden
users-end-credentials = Zugangsdaten entziehen
users-enable = Aktivieren
users-disable = Deaktivieren
users-remove = Löschen
users-end-heading = { $name } die Zugangsdaten entziehen
users-end-intro = Passwort, Sitzungen, Wiederherstellungscodes und Zwei-Faktor-Authentifizierung von { $name } werden ungültig. Für die nächste Anmeldung ist ein Code zum Zurücksetzen von einem Administrator nötig. Geben Sie zur Bestätigung den Benutzernamen { $name } ein.
users-parked-heading = Geparkte Sitzung von { $name } beenden?
users-parked-intro = Was { $name } in diesem Fenster geöffnet hat, wird geschlossen. Nicht gespeicherte Änderungen gehen verloren. Geben Sie zur Bestätigung den Benutzernamen { $name } ein.
users-parked-confirm = Sitzung von { $name } beenden
users-remove-heading = { $name } löschen?
users-remove-confirm = { $name } löschen
users-end-confirm = { $name } Zugangsdaten entziehen
users-remove-hint = Nur vorübergehend abwesend?
users-disable-instead = Stattdessen deaktivieren
users-remove-intro = Dies kann nicht rückgängig gemacht werden. Geben Sie zur Bestätigung den Benutzernamen { $name } ein.
users-erase = Den Namen auch im Audit-Protokoll ersetzen
code-valid-hours = { $count ->
    [one] Noch 1 Stunde gültig
   *[other] Noch { $count } Stunden gültig
}
code-valid-minutes = { $count ->
    [one] Noch 1 Minute gültig
   *[other] Noch { $count } Minuten gültig
}
code-valid-seconds = { $count ->
    [one] Noch 1 Sekunde gültig
   *[other] Noch { $count } Sekunden gültig
}
code-expired = Dieser Code ist abgelaufen. Erstellen Sie einen neuen.
users-code-heading = Code zum Zurücksetzen für { $name }
users-code-first = Geben Sie diesen Code an { $name } weiter. Mit „Ich habe einen Code“ auf dem Anmeldebildschirm lässt sich damit innerhalb von 24 Stunden das erste Passwort festlegen. Der Code wird nicht noch einmal angezeigt.
users-code-reset = Geben Sie diesen Code an { $name } weiter. Mit „Passwort vergessen?“ auf dem Anmeldebildschirm lässt sich damit innerhalb von 15 Minuten ein neues Passwort festlegen. Bis dahin gilt das alte Passwort. Der Code wird nicht noch einmal angezeigt.
users-code-send = Per E-Mail senden
users-code-send-to = Der Code kann an { $email } gesendet werden.
users-code-sending = Wird gesendet …
users-code-sent = Der Code wurde an { $email } gesendet
users-code-no-server = Der Code kann nicht per E-Mail gesendet werden, weil kein Mailserver konfiguriert ist.
users-code-no-address = Dieser Benutzer hat keine eigene E-Mail-Adresse, daher kann der Code nicht gesendet werden
    .help = Geben Sie den Code auf anderem Weg weiter.
users-code-outdated = Dieser Code gilt nicht mehr und wurde daher nicht gesendet
    .help = Erstellen Sie einen neuen Code.
users-add-heading = Benutzer hinzufügen
users-add-intro = Sie erhalten einen Code zum Zurücksetzen, mit dem der Benutzer sein Passwort selbst festlegt.
users-add-button = Hinzufügen
users-edit-heading = { $name } bearbeiten
users-reloaded = Dieser Benutzer wurde inzwischen geändert
    .help = Das Formular zeigt die aktuellen Werte. Nehmen Sie Ihre Änderungen erneut vor.
users-new-role = Neue Rolle
users-email-taken = Diese E-Mail-Adresse verwendet bereits ein anderer Benutzer. Geben Sie eine andere ein.
users-invite-heading = E-Mail-Adressen zulassen
users-invite-intro = Mit diesen Adressen kann auf dem Anmeldebildschirm ein Konto erstellt werden. Es wird keine E-Mail gesendet.
users-invite-field = E-Mail-Adressen
users-invite-help = Eine pro Zeile oder durch Kommas getrennt
users-invite-button = Zulassen
users-select = Benutzer auswählen
users-select-all = Alle { $count } angezeigten auswählen
users-select-loaded = Alle { $count } geladenen auswählen
users-select-end = Fertig
users-selected = { $count } ausgewählt
users-selected-hidden = { $count } ausgewählt, { $hidden } davon nicht angezeigt
bulk-actions = Aktionen
bulk-disable = Deaktivieren …
bulk-enable = Aktivieren …
bulk-give-role = Rolle geben …
bulk-take-role = Rolle entfernen …
bulk-new-code = Codes erstellen …
bulk-disable-count = { $count } Benutzer deaktivieren
bulk-enable-count = { $count } Benutzer aktivieren
bulk-give-role-count = { $count ->
    [one] 1 Benutzer eine Rolle geben
   *[other] { $count } Benutzern eine Rolle geben
}
bulk-take-role-count = { $count ->
    [one] Rolle von 1 Benutzer entfernen
   *[other] Rolle von { $count } Benutzern entfernen
}
bulk-new-code-count = { $count ->
    [one] 1 Code erstellen
   *[other] { $count } Codes erstellen
}
bulk-disable-intro = Die Anmeldung ist dann nicht mehr möglich, und laufende Sitzungen enden.
bulk-new-code-intro = Mit dem Code lässt sich innerhalb von 15 Minuten ein neues Passwort festlegen, das erste Passwort innerhalb von 24 Stunden. Bis ein Code verwendet oder ersetzt ist, gelten die alten Passwörter, aber Wiederherstellungscodes setzen kein neues.
bulk-no-roles = Es gibt keine Rolle zur Auswahl
bulk-unchanged = { $count ->
    [one] Bei 1 weiteren ausgewählten Benutzer ist das schon so
   *[other] Bei { $count } weiteren ausgewählten Benutzern ist das schon so
}
bulk-left-out = { $count ->
    [one] 1 Benutzer wird ausgelassen
   *[other] { $count } Benutzer werden ausgelassen
}
bulk-give-this-role = { $count ->
    [one] 1 Benutzer die Rolle „{ $role }“ geben
   *[other] { $count } Benutzern die Rolle „{ $role }“ geben
}
bulk-take-this-role = { $count ->
    [one] Rolle „{ $role }“ von 1 Benutzer entfernen
   *[other] Rolle „{ $role }“ von { $count } Benutzern entfernen
}
bulk-gives-permissions = Diese Rolle gibt Berechtigungen im Programm selbst
bulk-enables-permissions = Darunter sind Benutzer mit Berechtigungen im Programm selbst
bulk-confirm = { $count ->
    [one] Ich habe diesen Benutzer geprüft
   *[other] Ich habe diese { $count } Benutzer geprüft
}
bulk-hidden = { $count ->
    [one] 1 dieser Benutzer ist durch Suche oder Filter ausgeblendet
   *[other] { $count } dieser Benutzer sind durch Suche oder Filter ausgeblendet
}
bulk-left-own = Ihr eigenes Konto
bulk-left-permissions = Hat Berechtigungen, die Sie nicht haben
bulk-too-late = Zum Abbrechen war es zu spät. { $done }.
bulk-busy = Benutzer werden geändert …
bulk-cancelled = Abgebrochen. Es wurde kein Benutzer geändert.
bulk-disabled = { $count ->
    [one] 1 Benutzer wurde deaktiviert
   *[other] { $count } Benutzer wurden deaktiviert
}
bulk-enabled = { $count ->
    [one] 1 Benutzer wurde aktiviert
   *[other] { $count } Benutzer wurden aktiviert
}
bulk-role-given = { $count ->
    [one] 1 Benutzer hat die Rolle „{ $role }“ erhalten
   *[other] { $count } Benutzer haben die Rolle „{ $role }“ erhalten
}
bulk-role-taken = { $count ->
    [one] 1 Benutzer hat die Rolle „{ $role }“ nicht mehr
   *[other] { $count } Benutzer haben die Rolle „{ $role }“ nicht mehr
}
bulk-codes-created = { $count ->
    [one] 1 Code zum Zurücksetzen wurde erstellt
   *[other] { $count } Codes zum Zurücksetzen wurden erstellt
}
bulk-codes = Mit „Ich habe einen Code“ auf dem Anmeldebildschirm lässt sich innerhalb von 15 Minuten ein neues Passwort festlegen, das erste Passwort innerhalb von 24 Stunden. Die Codes werden nicht noch einmal angezeigt.
bulk-refused = { $count ->
    [one] 1 Benutzer wurde nicht geändert
   *[other] { $count } Benutzer wurden nicht geändert
}
confirm-heading = Mit Passwort bestätigen
confirm-remembered = Sie werden { $minutes } Minuten lang nicht erneut gefragt.
approval-heading = Freigabe erforderlich
approval-asked-by = Angefragt von
approval-recorded = Beide Namen werden protokolliert. { $name } bleibt angemeldet.
approval-reason = Grund
approval-approver = Benutzername oder E-Mail der freigebenden Person
approval-password = Passwort der freigebenden Person
approval-pin = PIN der freigebenden Person
approval-button = Freigeben
approval-same-person = Eine andere Person muss dies freigeben
    .help = Bitten Sie einen Benutzer, der dies freigeben kann, dieses Formular auszufüllen.
approval-not-allowed = Dieser Benutzer kann dies nicht freigeben
    .help = Bitten Sie einen Benutzer mit einer passenden Rolle.
approval-not-ready = Dieser Benutzer muss sich zuerst anmelden
    .help = Das Konto braucht ein neues Passwort oder die Anmeldung in zwei Schritten, bevor es etwas freigeben kann.
approval-pin-refused = Name oder PIN ist falsch, oder die PIN gilt gerade nicht
    .help = Prüfen Sie beides oder verwenden Sie das Passwort der freigebenden Person.
approval-own-pin = Ihre eigene PIN reicht für diese Freigabe nicht
    .help = Geben Sie Ihr Passwort ein.
approval-give-permissions = Berechtigungen erteilen
approval-delete-user = Benutzer löschen
approval-two-step-off = Zwei-Faktor deaktivieren
approval-export = Audit-Protokoll exportieren
approval-number = Sicherung
approval-kept = Gesichert am
approval-also = Außerdem
approval-removed = Löscht
approval-permissions = Berechtigt
approval-since = Seit
approval-page = Seite
approval-argument = Argument
approval-link = Link
signatures-heading = Signaturen
signatures-save = Wählen Sie eine Signatur, um sie als Seite zu speichern, die sich drucken und prüfen lässt.
signatures-unchanged = Alle Signaturen sind so, wie sie geleistet wurden
    .help = Geprüft: { $time }
signatures-export = Signatur { $number } als Seite speichern
signatures-verify = Prüfen
signatures-unverified = Seit der letzten Änderung der Liste nicht geprüft
    .help = Wählen Sie „Prüfen“.
signing-heading = Mit Ihrem Passwort signieren
signing-meaning = Bedeutung
signing-reviewed = Geprüft
signing-approved = Freigegeben
signing-responsible = Verantwortlich
signing-signer = Unterzeichner
signing-recorded = Ihre Signatur wird mit Ihrem Namen und der Uhrzeit gespeichert. Sie lässt sich nicht entfernen.
signing-name = Ihr Benutzername
signing-missing-name = Geben Sie Ihren Benutzernamen ein
signing-wrong-name = Das ist nicht Ihr Benutzername
signing-button = Signieren
signing-not-allowed = Sie können nicht signieren
    .help = Bitten Sie einen Administrator um eine passende Rolle.
confirm-action = { $action }: { $name }

## Eine Liste importieren
import-heading = Benutzer importieren
import-intro = Eine CSV-Datei mit einer Kopfzeile: username, email, first_name, last_name, roles (durch Semikolons getrennt), disabled (yes oder no). Vorhandene Benutzer werden aktualisiert, neue hinzugefügt.
import-times = Außerdem valid_from und valid_until (Jahr-Monat-Tag) sowie hours (etwa mon-fri 08:00-18:00). Eine leere Zelle ändert nichts.
import-file = Datei
import-drop = Oder hierher ziehen
import-choose = Auswählen …
import-template = Vorlage speichern
import-preview = Vorschau
import-reading = Wird gelesen …
import-button = Importieren
import-busy = Wird importiert …
import-line = Zeile { $line }
import-invalid = { $bad ->
    [one] { $bad } Zeile enthält einen Fehler. Korrigieren Sie ihn, um zu importieren.
   *[other] { $bad } Zeilen enthalten Fehler. Korrigieren Sie sie, um zu importieren.
}
    .help = Bearbeiten Sie die Datei und rufen Sie die Vorschau erneut auf.
import-good = { $add } hinzuzufügen, { $update } zu aktualisieren, { $same } unverändert
import-same = Keine Änderungen zu importieren
import-row-add = Wird hinzugefügt
import-row-update = Wird aktualisiert
import-row-same = Unverändert
import-row-taken = { $other } hat denselben oder einen ähnlich aussehenden Benutzernamen oder dieselbe E-Mail-Adresse
import-row-cells = Die Zeile hat mehr oder weniger Zellen als die Kopfzeile
import-row-flag = „disabled“ muss yes oder no sein
import-done = { $added } hinzugefügt, { $changed } aktualisiert
import-codes = Codes zum Zurücksetzen für die neuen Benutzer. Mit „Ich habe einen Code“ auf dem Anmeldebildschirm legen sie damit innerhalb von 24 Stunden ihr erstes Passwort fest. Die Codes werden nicht noch einmal angezeigt.
import-empty = Diese Datei enthält keine Benutzer
    .help = Sie muss eine Kopfzeile und für jeden Benutzer eine Zeile enthalten.
import-too-many = Die Datei enthält mehr als { $max } Zeilen
    .help = Teilen Sie die Datei auf.
import-unknown-column = Die Spalte „{ $name }“ ist unbekannt
    .help = Verwenden Sie diese Spalten: { $columns }.
import-duplicate-column = Die Spalte „{ $name }“ kommt mehrmals vor
    .help = Behalten Sie nur eine davon.
import-no-column = Die Spalte „{ $name }“ fehlt
    .help = Die erste Zeile muss die Spaltennamen enthalten: { $columns }.
import-passwords = Passwörter können nicht importiert werden
    .help = Entfernen Sie die Spalte. Die Benutzer legen ihre Passwörter selbst fest.
import-outdated = Die Benutzer wurden seit der Vorschau geändert. Es wurde nichts importiert.
    .help = Rufen Sie die Vorschau erneut auf.
import-value = { $label }: { $new }
import-value-change = { $label }: { $new } (bisher: { $old })
import-gives-permissions = { $change } – erteilt Berechtigungen
import-has-permissions = { $change } – Benutzer mit Berechtigungen
import-marked = { $count ->
    [one] 1 Zeile erteilt Berechtigungen oder ändert die E-Mail-Adresse eines Benutzers, der Berechtigungen hat
   *[other] { $count } Zeilen erteilen Berechtigungen oder ändern die E-Mail-Adressen von Benutzern, die Berechtigungen haben
}
import-confirm = { $count ->
    [one] Ich habe diese Zeile geprüft
   *[other] Ich habe diese { $count } Zeilen geprüft
}
import-unconfirmed = Zeilen, die Berechtigungen erteilen, sind nicht bestätigt. Es wurde nichts importiert.
    .help = Prüfen Sie die Vorschau und bestätigen Sie diese Zeilen. In der Befehlszeile geht das mit --give-permissions.
file-failed = Die Datei kann nicht verwendet werden: { $reason }
    .help = Prüfen Sie, ob sie vorhanden ist und ob Sie darauf zugreifen können.
file-dialog-none = Dieser Desktop hat keinen Dialog zum Auswählen einer Datei
    .help = Geben Sie den vollständigen Pfad der Datei in das Feld ein.

## Aktivität
activity-heading = Aktivität
activity-period = Zeitraum
activity-week = 7 Tage
activity-month = 30 Tage
activity-all = Alle
activity-kind = Art
activity-user = Benutzer
activity-none = In diesem Zeitraum wurde nichts aufgezeichnet
activity-verified = Einträge geprüft bis { $time }
activity-records = Verlauf
activity-days = Pro Tag
activity-users = Pro Benutzer
activity-day = Tag
activity-done = Ausgeführt
activity-refused = Abgelehnt
activity-refused-only = Nur Ablehnungen
activity-bars = Balkendiagramm pro Tag. Die Tabelle unter „Pro Tag“ enthält dieselben Werte.
activity-truncated = Die neuesten { $shown } von { $all }. Der Export enthält alle.
activity-counts = { $done } ausgeführt · { $refused } abgelehnt
activity-counts-done = { $done } ausgeführt
activity-owner = Der Eigentümer der Datei
activity-unknown = Ein unbekannter Benutzer
activity-accounts = Konten
activity-line = { $text } ({ $detail })
activity-signed-in = { $who } hat sich angemeldet
activity-sign-in-refused = { $who } konnte sich nicht anmelden
activity-signed-out = { $who } hat sich abgemeldet
activity-session-ended = Die Sitzung von { $who } war bereits beendet
activity-sign-out-refused = { $who } konnte sich nicht abmelden
activity-lock = { $who } hat die Fenstersperre verwendet
activity-lock-refused = { $who } konnte die Fenstersperre nicht verwenden
activity-set-up-refused = { $who } konnte das Programm nicht einrichten
activity-page = { $who } hat eine Seite geöffnet
activity-launched = { $who } hat ein Programm gestartet oder eine Datei oder einen Link geöffnet
activity-keyring = { $who } hat den Schlüsselbund verwendet
activity-approval = { $whom } hat eine Aktion von { $who } freigegeben
activity-signed = { $who } hat signiert
activity-kiosk-left = { $who } hat den Kioskmodus beendet
activity-signing-key-made = { $who } hat einen neuen Schlüssel zum Signieren
activity-signing-key-ended = Der Schlüssel, mit dem { $whom } signiert hat, ist erloschen
activity-locked = { $who } hat das Fenster gesperrt
activity-unlocked = { $who } hat das Fenster entsperrt
activity-unlocked-pin = { $who } hat das Fenster mit einer PIN entsperrt
activity-unlocked-badge = { $who } hat das Fenster mit einem Ausweis entsperrt
activity-unlocked-offline = { $who } hat das Fenster ohne Verbindung zu den Benutzerkonten entsperrt
activity-badge-elsewhere = Der Ausweis von { $whom } wurde in der Sitzung von { $who } gelesen
activity-switched = { $who } hat den Benutzer gewechselt
activity-set-up = { $who } hat das Programm eingerichtet
activity-registered = { $who } hat sich registriert
activity-register-code = Für eine Registrierung wurde ein Code angefordert
activity-register-refused = { $who } konnte sich nicht registrieren
activity-account = { $who } hat das eigene Konto geändert
activity-account-refused = { $who } konnte sich nicht erneut authentifizieren
activity-token-reused = Eine Kopie der gespeicherten Anmeldung von { $who } wurde verwendet
activity-recovered = { $who } hat das eigene Konto wiederhergestellt
activity-code-created = { $event }; Code erstellt von { $who }, { $time }
activity-code-created-by-owner = { $event }; Code erstellt vom Eigentümer der Datei, { $time }
activity-recovery-refused = { $who } konnte das eigene Konto nicht wiederherstellen
activity-imported = { $who } hat { $whom } importiert
activity-edited = Die Konfiguration wurde außerhalb des Programms bearbeitet
activity-many-failures = Viele Anmeldungen sind fehlgeschlagen. Weitere Versuche werden verzögert.
activity-added = { $who } hat { $whom } hinzugefügt
activity-removed = { $who } hat { $whom } gelöscht
activity-invited = { $who } hat die Adresse { $whom } zugelassen
activity-uninvited = { $who } lässt die Adresse { $whom } nicht mehr zu
activity-approved = { $who } hat das Konto von { $whom } genehmigt
activity-disabled = { $who } hat { $whom } deaktiviert
activity-enabled = { $who } hat { $whom } aktiviert
activity-user-unlocked = { $who } hat { $whom } entsperrt
activity-changed = { $who } hat das Konto von { $whom } geändert
activity-erased = { $who } hat die Namen des Kontos { $whom } entfernt
activity-change-refused = { $who } konnte an { $whom } nichts ändern
activity-page-refused = { $who } konnte eine Seite nicht öffnen
activity-launch-refused = { $who } konnte ein Programm nicht starten oder eine Datei oder einen Link nicht öffnen
activity-file = { $who } hat die Konfiguration geändert
activity-file-refused = { $who } konnte die Konfiguration nicht ändern
activity-file-failed = Die Konfiguration konnte nicht geändert werden, um die Sitzungen von { $who } zu beenden
activity-keyring-refused = { $who } konnte den Schlüsselbund nicht verwenden
activity-approval-refused = Eine Aktion von { $who } wurde von { $whom } nicht freigegeben
activity-signature-refused = { $who } konnte nicht signieren
activity-kiosk-refused = { $who } konnte den Kioskmodus nicht beenden
activity-store = { $who } hat den Server geändert
activity-store-refused = { $who } konnte den Server nicht ändern
activity-store-imported = { $who } hat Benutzer und Einstellungen in den Server importiert
activity-store-migrated = { $who } hat die Tabellen des Servers aktualisiert
activity-computer-added = { $who } hat den Computer { $whom } hinzugefügt
activity-computer-revoked = { $who } hat dem Computer { $whom } den Zugriff entzogen
date-today = Heute, { $date }
date-yesterday = Gestern, { $date }
date-today-short = Heute
date-long = { $weekday }, { $day }. { $month }
date-full = { $weekday }, { $day }. { $month } { $year }
date-short = { $day }. { $month-short }
date-weekday-day = { $weekday-short } { $day }.
date-time = { $date }, { $time }
date-weekday = { $number ->
    [1] Montag
    [2] Dienstag
    [3] Mittwoch
    [4] Donnerstag
    [5] Freitag
    [6] Samstag
   *[other] Sonntag
}
date-weekday-short = { $number ->
    [1] Mo.
    [2] Di.
    [3] Mi.
    [4] Do.
    [5] Fr.
    [6] Sa.
   *[other] So.
}
date-month = { $number ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[other] Dezember
}
date-month-short = { $number ->
    [1] Jan.
    [2] Feb.
    [3] März
    [4] Apr.
    [5] Mai
    [6] Juni
    [7] Juli
    [8] Aug.
    [9] Sept.
    [10] Okt.
    [11] Nov.
   *[other] Dez.
}
kind-sign-in = Anmeldung
kind-sign-out = Abmeldung
kind-lock = Fenstersperre
kind-set-up = Ersteinrichtung
kind-register = Registrierung
kind-account = Eigenes Konto
kind-recovery = Wiederherstellung
kind-users = Benutzer
kind-page = Seite
kind-file = Konfiguration
kind-keyring = Schlüsselbund
kind-approval = Freigabe
kind-signature = Signatur
kind-kiosk = Kioskmodus
kind-store = Server
detail-password = Passwort
detail-token = gespeicherte Anmeldung
detail-not-approved = nicht genehmigt
detail-session-limit = Sitzungslimit erreicht
detail-many-failures = viele Fehlversuche; jeder weitere wird verzögert
detail-published-password = veröffentlichtes Passwort
detail-unknown-name = unbekannter Name
detail-no-password = kein Passwort
detail-entry-mistake = Fehler im Eintrag des Benutzers
detail-wrong-password = falsches Passwort
detail-wrong-password-in-an-outage = falsches Passwort ohne Verbindung zu den Benutzerkonten
detail-wrong-code = falscher Code
detail-wrong-signer = falscher Benutzername für die Signatur
detail-wrong-code-or-name = falscher Code oder Name
detail-locked = gesperrt
detail-unlocked = entsperrt
detail-unlocked-in-an-outage = ohne Verbindung zu den Benutzerkonten entsperrt
detail-switched-away = Benutzer gewechselt
detail-parked-ended = geparkte Sitzung beendet
detail-ended = beendet
detail-not-allowed = nicht berechtigt
detail-same-person = dieselbe Person
detail-added = hinzugefügt
detail-changed = geändert
detail-removed = gelöscht
detail-disabled = deaktiviert
detail-enabled = aktiviert
detail-approved = genehmigt
detail-approved-with-pin = mit einer PIN freigegeben
detail-invited = E-Mail-Adresse zugelassen
detail-uninvited = E-Mail-Adresse nicht mehr zugelassen
detail-e-mail-not-accepted = E-Mail-Adresse nicht akzeptiert
detail-e-mail-has-account = E-Mail-Adresse bereits vergeben
detail-imported = importiert
detail-changed-by-import = durch Import aktualisiert
detail-waits-for-approval = wartet auf Genehmigung
detail-e-mail-code-requested = Code für eine E-Mail-Adresse angefordert
detail-changed-by-hand = außerhalb des Programms geändert
detail-code-mailed = Code per E-Mail gesendet
detail-change-required = neues Passwort verlangt
detail-password-changed = Passwort geändert
detail-password-set = Passwort festgelegt
detail-password-recovered = Passwort mit Code geändert
detail-reset-started = Code zum Zurücksetzen erstellt
detail-code-used = Wiederherstellungscode verwendet
detail-codes-renewed = neue Wiederherstellungscodes
detail-codes-ended = Wiederherstellungscodes ungültig
detail-credentials-ended = alle Zugangsdaten ungültig
detail-two-step-on = Zwei-Faktor-Authentifizierung aktiviert
detail-two-step-off = Zwei-Faktor-Authentifizierung deaktiviert
detail-email-changed = E-Mail-Adresse geändert
detail-signed-out-everywhere = überall abgemeldet
detail-token-reused = Kopie einer gespeicherten Anmeldung verwendet
detail-password-and-second-factor = Passwort und zweiter Faktor
detail-details-changed = eigene Angaben geändert
detail-computer-forgotten = Computer entfernt
detail-no-keyring-service = kein Schlüsselbund
detail-the-keyring-is-locked = Schlüsselbund gesperrt
detail-the-keyring-did-not-answer = Schlüsselbund antwortet nicht
detail-the-keyring-refused = Fehler des Schlüsselbunds
detail-with-code = { $event }, Code aus Eintrag { $number }
detail-roles = Rollen: { $roles }
detail-outside-access-times = nicht zu dieser Zeit
detail-access-times-changed = Zugangszeiten geändert
detail-outdated = bereits ungültiges Passwort
detail-pin = mit der PIN
detail-pin-set = PIN festgelegt
detail-pin-changed = PIN geändert
detail-pin-removed = PIN entfernt
detail-no-pin = keine gültige PIN
detail-wrong-pin = falsche PIN
detail-pin-spent = zu viele falsche PINs
detail-pin-told = fünf falsche PINs
detail-badge-shown = Ausweis in anderer Sitzung gelesen
detail-pin-ended = PIN mit früherem Passwort, Code oder früherer Rolle erloschen
detail-signing-key-made = neuer Schlüssel zum Signieren
detail-signing-key-ended = Schlüssel zum Signieren erloschen
detail-badge = mit dem Ausweis
detail-unknown-badge = unbekannter Ausweis
detail-badge-elsewhere = Ausweis außerhalb der Anmeldung gelesen
detail-badge-set = Ausweis festgelegt
detail-badge-removed = Ausweis entfernt
detail-restored = Sicherung { $number } wiederhergestellt
detail-signed = Signatur { $number }
detail-launched = { $item }, Sitzung { $session }
detail-approval = { $action } ({ $text }), Daten { $digest }
detail-approval-refused = { $action } ({ $text }), Daten { $digest }: { $reason }
detail-renamed-from = umbenannt von { $name }
detail-erased = die Kette davor endete mit { $link }
detail-settings = Einstellungen: { $settings }
detail-registration = Registrierung: { $policy }
detail-page = Seite { $page }
detail-page-new = neue Seite { $page }
detail-page-removed = Seite { $page } entfernt
detail-page-order = Reihenfolge der Seiten
detail-role = Rolle { $role }
detail-role-removed = Rolle { $role } entfernt
detail-role-renamed = Rolle { $role } umbenannt in { $new }

## Einstellungen
settings-heading = Einstellungen
settings-sign-in = Anmeldebildschirm
settings-search = Einstellungen durchsuchen
settings-no-match = Keine Treffer
    .help = Ändern Sie die Suche.
settings-section = Abschnitt
settings-section-changed = { $title }, { $count } geändert
settings-changed = geändert
settings-keep-editing = Weiter bearbeiten
settings-sign-in-intro = Was Benutzer vor der Anmeldung sehen
settings-registration-intro = Wer ein Konto erstellen kann
settings-registration-undecided = Noch nicht festgelegt. Bis dahin können sich nur zugelassene E-Mail-Adressen registrieren.
settings-passwords = Passwörter
settings-passwords-intro = Anforderungen an neue Passwörter
settings-lockouts = Fehlversuche
settings-lockouts-intro = Was nach falschen Passwörtern geschieht
settings-locking = Sperren
settings-locking-intro = Wann das Fenster gesperrt und Kopiertes gelöscht wird
settings-pages-intro = Was Benutzer in der Navigation finden
settings-unsaved = { $count ->
    [one] 1 nicht gespeicherte Änderung
   *[other] { $count } nicht gespeicherte Änderungen
}
settings-discard = { $count ->
    [one] 1 Änderung verwerfen?
   *[other] { $count } Änderungen verwerfen?
}
settings-discard-button = Änderungen verwerfen
settings-discard-text = Was Sie zu Seiten und Rollen eingegeben haben, geht verloren.
settings-registration = Registrierung
settings-title = Titel
settings-banner = Text auf dem Anmeldebildschirm
settings-logo = Logo
settings-logo-help = Eine PNG- oder JPEG-Datei. Relative Pfade gehen vom Ordner der Konfigurationsdatei aus.
settings-tiles = Benutzer auf dem Anmeldebildschirm als Kacheln anzeigen
settings-accent = Akzentfarbe
settings-accent-help = Wie in HTML, zum Beispiel #1d5bb8. Leer lassen für die Standardfarbe. Sie wird so angepasst, dass sie in beiden Designs lesbar ist.
settings-accent-wrong = Geben Sie eine Farbe wie #1d5bb8 ein
settings-accent-weak-light = Im hellen Design ist diese Farbe schlecht zu sehen (Kontrast { $ratio } zu 1). Schaltflächen erhalten einen Rand, Text einen dunkleren Ton.
settings-accent-weak-dark = Im dunklen Design ist diese Farbe schlecht zu sehen (Kontrast { $ratio } zu 1). Schaltflächen erhalten einen Rand, Text einen helleren Ton.
settings-picture = Vorschau
settings-picture-form = Vorschau des Anmeldebildschirms
colour-blue = Blau
colour-green = Grün
colour-teal = Petrol
colour-violet = Violett
colour-pink = Pink
colour-rust = Rost
colour-brown = Braun
colour-graphite = Graphit
settings-language = Standardsprache
settings-language-system = Systemsprache
registration-policy-heading = Wer darf sich registrieren?
registration-policy-intro = Sie können dies später in den Einstellungen ändern.
registration-policy-later = Später entscheiden
registration-closed = Niemand
registration-listed = Zugelassene E-Mail-Adressen
registration-approval = Alle, mit Genehmigung durch einen Administrator
registration-open = Alle
registration-closed-help = Administratoren fügen alle Benutzer hinzu
registration-listed-help = Ein Konto je zugelassener Adresse
registration-approval-help = Neue Benutzer warten auf die Genehmigung durch einen Administrator
registration-open-help = Benutzer brauchen keine Genehmigung
settings-domains = Nur E-Mail-Adressen dieser Domains
settings-domains-help = Durch Kommas getrennt. Leer lassen für alle. Zugelassene E-Mail-Adressen können sich immer registrieren.
settings-two-step = Zwei-Faktor
settings-two-step-intro = Wer einen Code aus einer Authenticator-App braucht
settings-two-step-required = Erforderlich für Benutzer mit diesen Rollen
settings-two-step-reauthenticate = Code zusätzlich zu jedem Passwort für diese Rollen
settings-two-step-reauthenticate-help = Auch zum Entsperren des Fensters und für heikle Änderungen
settings-signatures-allowed = Rollen, die signieren dürfen
settings-all-users = Alle Benutzer
settings-registration-roles = Rollen neuer Benutzer
settings-registration-roles-help = Rollen mit Berechtigungen werden nicht angenommen
settings-verify-email = E-Mail-Adressen mit einem Code bestätigen
settings-verify-email-help = Benutzer, die sich registrieren, erhalten einen Code per E-Mail. Ohne Mailserver kann sich niemand registrieren.
settings-sessions = Sitzungen
settings-sessions-intro = Wie lange Benutzer angemeldet bleiben und wie viele gleichzeitig
settings-min-length = Mindestlänge von Passwörtern
settings-min-length-two-step = Mindestlänge mit Zwei-Faktor-Authentifizierung
settings-lockout-after = Falsche Passwörter bis zur ersten Sperre
settings-lockout-seconds = Erste Sperre in Sekunden (verdoppelt sich jedes Mal)
settings-lockout-max-seconds = Längste Sperre in Sekunden
settings-lockout-stop-after = Falsche Passwörter, nach denen nur ein Administrator entsperren kann
settings-lockout-all-names = Falsche Passwörter aller Benutzernamen in 10 Minuten, bis jede Anmeldung verzögert wird
settings-lock-minutes = Automatische Sperre nach Minuten (0 für nie)
settings-clipboard-seconds = Kopierte Geheimnisse löschen nach Sekunden
settings-quick-pin = Benutzer können mit einer PIN entsperren
settings-quick-pin-help = Nur auf einem Computer, auf dem sie sich mit ihrem Passwort angemeldet haben, und nur solange dessen Schlüsselbund funktioniert
settings-quick-hours = Stunden nach einer vollständigen Anmeldung, in denen eine PIN entsperrt
settings-quick-until-reboot = Nach einem Neustart des Computers ist das Passwort nötig
settings-quick-badge = Ausweise
settings-badge-off = Aus
settings-badge-names = Nur angeben, wer da ist
settings-badge-enough = Nach einer vollständigen Anmeldung auch eine Zeit lang entsperren
settings-quick-badge-prefix = Womit jede Ausweisnummer beginnt
settings-quick-badge-prefix-help = Ohne diese Angabe gelten 8 oder mehr beliebige Zeichen eines Lesegeräts als Ausweis, wo das Fenster fragt, wer da ist
settings-quick-badge-minutes = Minuten nach einer vollständigen Anmeldung, in denen ein Ausweis entsperrt
settings-hash = Hashverfahren für neue Passwörter
settings-hash-cost = bcrypt-Aufwand
settings-remember-days = Tage, die Benutzer angemeldet bleiben können
settings-remember-days-help = Bis zu 30 Tage. 0 entfernt das Kontrollkästchen vom Anmeldebildschirm.
settings-single-session = Eine Sitzung pro Benutzer
settings-max-users = Höchstzahl der Benutzer mit einer Sitzung
settings-max-users-help = Leer lassen, wenn es keine Grenze gibt
settings-max-hours = Stunden, bis das Passwort wieder nötig ist
settings-max-hours-help = Auch während der Arbeit und beim nächsten Start. Leer lassen, wenn es keine Grenze gibt.
settings-parked-max = Geparkte Sitzungen je Fenster
settings-parked-max-help = Was Benutzer geöffnet lassen, wenn sich ein anderer Benutzer anmeldet. Sind es mehr, endet die zuerst geparkte. Leer lassen, wenn es keine Grenze gibt.
settings-parked-hours = Stunden, bis eine geparkte Sitzung endet
settings-parked-hours-help = Leer lassen, wenn es keine Grenze gibt.
settings-origin-app = Von der App festgelegt
settings-origin-computer = In der Konfigurationsdatei dieses Computers festgelegt
settings-origin-program = Standard
settings-origin-store = Hier festgelegt
settings-origin-back = Standard verwenden
settings-origin-back-of = Standard verwenden für { $setting }
settings-only-administrators = Nur Administratoren können das ändern, weil ein niedriger Wert andere Benutzer aussperrt
settings-activity-days = Aufbewahrung der Aktivität in Tagen
settings-activity-records = Höchstzahl der Aktivitätseinträge
settings-updates-manifest = Adresse des Update-Manifests
settings-updates-key = Schlüssel des Update-Manifests
settings-range = Geben Sie eine ganze Zahl von { $min } bis { $max } ein
settings-days = Geben Sie eine Anzahl von Tagen von 0 bis { $max } ein
settings-page-title = Seitentitel
settings-page-everyone = Für alle Benutzer zugänglich
settings-page-remove = Diese Seite entfernen
settings-page-keep = Diese Seite behalten
settings-page-removed = { $title } (wird entfernt)
settings-page-new = Neue Seite
settings-page-text = Text (Markdown)
settings-page-none = Noch keine Seiten
    .help = Fügen Sie eine Seite mit Text hinzu oder eine, die Programme startet.
settings-page-add = Seite hinzufügen
settings-page-up = { $title } nach oben verschieben
settings-page-down = { $title } nach unten verschieben
settings-page-edit-named = { $title } bearbeiten
settings-page-id = ID
settings-page-id-help = Leer lassen, um sie aus dem Titel zu bilden. Sie kann später nicht geändert werden, weil Rollen und das Audit-Protokoll sie verwenden.
settings-page-id-of = ID: { $id }. Sie kann nicht geändert werden, weil Rollen und das Audit-Protokoll sie verwenden.
settings-page-id-taken = Eine andere Seite hat diese ID
settings-page-icon = Symbol
settings-page-icon-of = Symbol: { $name }
settings-page-no-icon = Kein Symbol
settings-page-access = Wer sie öffnen kann
settings-page-users = Benutzernamen
settings-page-closed = Noch kein Benutzer kann sie öffnen
settings-page-content = Inhalt
settings-page-kind-text = Text
settings-page-kind-file = Textdatei
settings-page-kind-launch = Startelemente
settings-page-file = Pfad einer Markdown-Datei
settings-page-file-help = Relative Pfade beginnen im Ordner der Konfigurationsdatei.
settings-page-item-add = Element hinzufügen
settings-page-no-items = Fügen Sie mindestens ein Element hinzu
settings-page-item = Element { $number }
settings-page-item-remove = { $title } entfernen
settings-page-description = Beschreibung
settings-page-opens = Öffnet
settings-page-link = Link
settings-page-link-wrong = Geben Sie einen Link ein, der mit https://, http://, mailto: oder tel: beginnt
settings-page-item-file = Datei
settings-page-program = Programm
settings-page-program-help = Name oder Pfad. Es wird direkt gestartet, nie über eine Shell.
settings-page-arguments = Argumente, eines pro Zeile
settings-page-placeholder = Unbekannter Platzhalter. Schreiben Sie { "{{" } und { "}}" } für Klammern.
settings-found = Suchergebnisse
settings-mail = Mailserver
settings-mail-intro = Sendet Codes zum Zurücksetzen und vergessene Benutzernamen
settings-mail-administrators = Nur Administratoren können den Mailserver ändern, weil er ihre Codes zum Zurücksetzen erhält
settings-mail-server = Server
settings-mail-server-help = Hostname, z. B. mail.example.org. Leer lassen, wenn es keinen gibt.
settings-mail-encryption = Verschlüsselung
settings-mail-starttls = STARTTLS
settings-mail-tls = TLS
settings-mail-no-encryption = Keine
settings-mail-not-encrypted = Ohne Verschlüsselung muss der Server auf diesem Computer sein
settings-mail-port = Port
settings-mail-port-help = Leer lassen für den Standard: 587 mit STARTTLS, 465 mit TLS, 25 ohne Verschlüsselung
settings-mail-username = Benutzername auf dem Server
settings-mail-username-help = Leer lassen, wenn der Server keine Anmeldung braucht
settings-mail-password = Passwort für den Server
settings-mail-password-help = Leer lassen, um das aktuelle zu behalten. Die Konfigurationsdatei enthält es im Klartext.
settings-mail-from = Absenderadresse
settings-mail-test = Test senden
settings-mail-test-help = An Ihre eigene E-Mail-Adresse, über den gespeicherten Server
settings-mail-sending = Warten auf den Mailserver …
settings-mail-sent = Der Mailserver hat die Test-E-Mail angenommen
settings-backups = Sicherungen
settings-backups-intro = Frühere Versionen der Konfigurationsdatei. Vor jeder Änderung wird eine aufbewahrt.
settings-backups-file = Benutzer und Einstellungen liegen in { $location }.
settings-backups-administrators = Nur Administratoren können Sicherungen wiederherstellen, weil das alle Benutzer und Rollen ändern kann
settings-backups-show = Sicherungen anzeigen
settings-backups-none = Noch keine Sicherungen
    .help = Vor jeder Änderung wird eine Sicherung aufbewahrt.
settings-backups-users = { $count ->
    [one] { $count } Benutzer
   *[other] { $count } Benutzer
}
settings-backups-unusable = Kann nicht wiederhergestellt werden
settings-backups-before = Danach: { $change }
settings-backups-preview = Vorschau
settings-backups-preview-named = Vorschau der Sicherung: { $time }
settings-computers = Computer
settings-computers-intro = Die Computer, die sich diese Benutzer und Einstellungen teilen.
settings-computers-store = Benutzer und Einstellungen liegen auf { $location }.
settings-computers-contact = Letzter Kontakt { $ago } ({ $time })
settings-computers-never = Noch kein Kontakt
settings-computers-closed = Zugriff entzogen
settings-computers-restricted = Eingeschränkt: kann weder Passwort-Hashes lesen noch Einstellungen ändern
settings-computers-trusted = Vertrauenswürdig: kann alles lesen und ändern
settings-computers-version = Version { $version }
settings-computers-show = Computer anzeigen
settings-restore = Sicherung wiederherstellen
settings-restore-intro = Die Sicherung ersetzt die Konfigurationsdatei, die vorher gesichert wird. Benutzer behalten ihre aktuellen Passwörter. Alle Benutzer werden abgemeldet, auch Sie.
settings-restore-unsaved = Ihre nicht gespeicherten Änderungen gehen verloren
settings-restore-same = Die Sicherung enthält dieselben Benutzer und Einstellungen. Schlüssel, die dieses Programm nicht verwendet, können abweichen.
settings-restore-added = Benutzer, die zurückkommen
settings-restore-removed = Benutzer, die gelöscht werden
settings-restore-changed = Benutzer, die geändert werden
settings-restore-without-password = Benutzer ohne Passwort. Sie wählen eines mit einem Code eines Administrators oder einem Code per E-Mail.
settings-restore-allowed = E-Mail-Adressen, die sich wieder registrieren können
settings-restore-not-allowed = E-Mail-Adressen, die sich nicht mehr registrieren können
settings-restore-roles = Benutzer mit anderen Rollen
settings-restore-permissions = Diese Benutzer erhalten Berechtigungen, die sie jetzt nicht haben: { $names }
settings-restore-settings = Einstellungen, die sich ändern
settings-restore-change = { $label }: { $new } (jetzt: { $old })
settings-restore-button = Wiederherstellen
value-on = ein
value-off = aus
settings-roles = Rollen
settings-roles-intro = Was Benutzer mit einer Rolle tun dürfen und welche Seiten sie öffnen können
settings-role-none = Noch keine Rollen
settings-role-add = Rolle hinzufügen
settings-role-new = Neue Rolle
settings-role-name = Name der Rolle
settings-role-name-help = Benutzer und Seiten behalten die Rolle unter ihrem neuen Namen. Gespeicherte Anmeldungen ihrer Benutzer enden.
settings-role-taken = Eine andere Rolle hat diesen Namen
settings-role-permissions = Berechtigungen
settings-role-no-permissions = Keine Berechtigungen
settings-role-all = Alle Berechtigungen
settings-role-limit = Sie können nur Berechtigungen erteilen, die Sie selbst haben
settings-role-pages = Kann außerdem diese Seiten öffnen
settings-role-pages-of = Seiten: { $pages }
settings-role-approvals = Kann freigeben: { $actions }
settings-role-remove = Diese Rolle entfernen
settings-role-keep = Diese Rolle behalten
permission-manage-users = Benutzer verwalten
permission-manage-users-help = Benutzer hinzufügen, ändern und löschen sowie Registrierungen genehmigen
permission-see-activity = Aktivität ansehen
permission-see-activity-help = Lesen und exportieren, was alle Benutzer getan haben
permission-edit-settings = Einstellungen bearbeiten
permission-edit-settings-help = Einstellungen, Seiten und Rollen ändern
settings-roles-help = Durch Kommas getrennt. Ein Name mit Komma steht in Anführungszeichen.
settings-preview = Änderungen prüfen
settings-preview-intro = Diese Zeilen der Konfigurationsdatei ändern sich. Alles andere bleibt unverändert.
settings-preview-launches = Diese Elemente starten oder öffnen:
settings-line-new = Neue Zeile { $line }: { $text }
settings-line-removed = Entfernte Zeile { $line }: { $text }
settings-reset = Verwerfen
settings-saved = Die Einstellungen wurden gespeichert
settings-reloaded = Die Konfigurationsdatei wurde inzwischen geändert
    .help = Das Formular zeigt die aktuellen Einstellungen. Nehmen Sie Ihre Änderungen erneut vor.

## Die Konfigurationsdatei kann nicht verwendet werden
broken-heading = Die Konfigurationsdatei kann nicht verwendet werden
broken-count = { $count ->
    [one] Beheben Sie { $count } Fehler, um fortzufahren. Es wurde nichts geändert.
   *[other] Beheben Sie { $count } Fehler, um fortzufahren. Es wurde nichts geändert.
}
broken-help = Korrigieren und speichern Sie die Datei und versuchen Sie es dann erneut.
broken-more = und { $count } weitere
broken-unavailable = Keine Verbindung zu den Benutzerkonten
broken-restricted = Die Benutzer sind noch nicht eingerichtet
broken-no-administrator = Es gibt noch keinen Administrator
    .help = Erstellen Sie den ersten Administrator auf einem vertrauenswürdigen Computer und versuchen Sie es hier erneut.
broken-retrying = Das Programm versucht es automatisch erneut.
store-absent = Es ist keine Konfigurationsdatei vorhanden
    .help = Starten Sie das Programm neu, um eine neue zu erstellen, oder stellen Sie Ihre Datei wieder her.
store-vanished = Die Konfigurationsdatei ist verschwunden
    .help = Legen Sie sie wieder dort ab oder stellen Sie eine Sicherung wieder her: „{ PROGRAM() } backups“ listet die Sicherungen auf, „{ PROGRAM() } backups restore NUMMER“ stellt eine wieder her. Für einen Neuanfang wählen Sie mit --config einen anderen Ort.
store-exists = Es ist bereits eine Konfigurationsdatei vorhanden
    .help = Starten Sie das Programm neu, um sie zu verwenden.
store-no-users = Es gibt noch keine Benutzerkonten
    .help = Richten Sie das Programm in einem Fenster ohne --kiosk ein oder importieren Sie Benutzer. Dieses Fenster arbeitet dann von selbst weiter.
store-unusable = Die Konfigurationsdatei enthält { $count ->
    [one] { $count } Fehler
   *[other] { $count } Fehler
}. Der erste: { $first }
    .help = Bitten Sie einen Administrator, die Datei zu korrigieren.
store-closing = Der Eintrag eines Benutzers enthält einen Fehler, daher wurde nichts wiederhergestellt: { $first }
    .help = Stellen Sie eine andere Sicherung wieder her oder korrigieren Sie zuerst den Eintrag in der Konfigurationsdatei.
store-unreadable = Die Konfigurationsdatei kann nicht gelesen werden: { $reason }
    .help = Prüfen Sie, ob die Datei vorhanden ist und ob Sie sie lesen dürfen, und versuchen Sie es erneut.
store-unavailable = Die Benutzerkonten sind nicht erreichbar: { $reason }
    .help = Prüfen Sie die Netzwerkverbindung und versuchen Sie es erneut.
store-certificate = Das Zertifikat des Servers wurde abgelehnt: { $reason }
    .help = Fragen Sie den Administrator des Servers.
store-certificate-issuer = Das Zertifikat des Servers wurde abgelehnt: Dieser Computer kennt die Stelle nicht, die es ausgestellt hat.
    .help = Wenn es Ihre eigene Zertifizierungsstelle ist, hängen Sie an die Adresse „?sslrootcert=DATEI“ mit deren Datei an. Fragen Sie sonst den Administrator des Servers.
store-certificate-name = Das Zertifikat des Servers wurde abgelehnt: Es gilt für einen anderen Namen.
    .help = Prüfen Sie den Namen in der Adresse, oder fragen Sie den Administrator des Servers.
store-certificate-expired = Das Zertifikat des Servers wurde abgelehnt: Es ist abgelaufen.
    .help = Prüfen Sie die Uhr dieses Computers, oder fragen Sie den Administrator des Servers.
store-outage = Keine Verbindung zu den Benutzerkonten: { $reason }
    .help = Konten und Einstellungen können zurzeit nicht geändert werden. Das Programm versucht es automatisch erneut.
store-unwritable = Die Konfigurationsdatei kann nicht gespeichert werden: { $reason }. Es wurde nichts geändert.
    .help = Prüfen Sie den Datenträger und die Zugriffsrechte der Datei und ihres Ordners und versuchen Sie es erneut.
store-changed = Die Konfigurationsdatei wurde gleichzeitig von einem anderen Programm oder Benutzer geändert. Es wurde nichts gespeichert.
    .help = Versuchen Sie es erneut.
store-busy = Ein anderes Programm schreibt gerade in die Konfigurationsdatei. Es wurde nichts gespeichert.
    .help = Versuchen Sie es gleich noch einmal.
store-too-large = Die Konfigurationsdatei würde größer als { $limit } MiB. Es wurde nichts gespeichert.
    .help = Bitten Sie einen Administrator, nicht mehr benötigte Benutzer zu löschen.
store-refused = Die Konfigurationsdatei kann in Zeile { $line }, Spalte { $column } nicht sicher geändert werden. Es wurde nichts gespeichert.
    .help = Bitten Sie einen Administrator, diesen Eintrag zu vereinfachen: keine Anker, Aliase oder mehrzeiligen Texte.
store-restricted = Das geht nur auf einem vertrauenswürdigen Computer
    .help = Dieser Computer ist eingeschränkt: Manche Aktionen sind darauf nicht zulässig.
store-too-many = Zu viele Versuche an diesem Computer
    .help = Versuchen Sie es in einer Stunde erneut oder an einem vertrauenswürdigen Computer.
position = { $file }, Zeile { $line }, Spalte { $column }

## Fehler in der Konfigurationsdatei und ihre Behebung
problem-empty = Die Datei ist leer
    .help = Stellen Sie eine Sicherung wieder her („{ PROGRAM() } backups“) oder fügen Sie mindestens einen Benutzer hinzu; config.example.yaml zeigt, wie.
problem-not-utf8 = Der Text ist ab hier kein gültiges UTF-8
    .help = Speichern Sie die Datei im Editor als UTF-8.
problem-too-large = Die Datei ist größer als { $limit } MiB
    .help = Prüfen Sie, ob es die richtige Datei ist.
problem-syntax = Kein gültiges YAML: { $reason }
    .help = Prüfen Sie Einrückung, Anführungszeichen und Klammern in dieser und der vorherigen Zeile.
problem-several-documents = Die Datei enthält mehr als ein YAML-Dokument
    .help = Entfernen Sie das „---“ und alles danach oder nur das „---“.
problem-duplicate-key = „{ $field }“ ist doppelt vorhanden
    .help = Entfernen Sie einen der beiden Einträge.
problem-wrong-type = { $field } muss { $expected } sein, ist aber { $found }
    .help = Korrigieren Sie den Wert. Ein Beispiel steht in config.example.yaml.
problem-missing = „{ $key }“ fehlt in { $field }
    .help = Fügen Sie den Eintrag hinzu. Ein Beispiel steht in config.example.yaml.
problem-out-of-range = { $field } muss eine ganze Zahl von { $min } bis { $max } sein
    .help = Korrigieren Sie die Zahl.
problem-unknown-word = { $field } hat den unbekannten Wert „{ $found }“
    .help = Verwenden Sie einen der folgenden Werte: { $known }.
problem-username = { $field } ist kein gültiger Benutzername
    .help = { $reason }.
problem-email = { $field } ist keine gültige E-Mail-Adresse
    .help = { $reason }.
problem-access-times = { $field } ist kein gültiges Datum und keine gültige Uhrzeit
    .help = { $reason }.
problem-name = { $field } ist zu lang oder enthält unsichtbare Zeichen
    .help = { $reason }.
problem-role = { $field } nennt eine Rolle, die ignoriert wird
    .help = { $reason }.
problem-same-username = { $field } ist derselbe Benutzername wie „{ $other }“ in Zeile { $line }. Groß-/Kleinschreibung und Zeichenbreite werden nicht unterschieden.
    .help = Benennen Sie einen der beiden Benutzer um oder entfernen Sie ihn.
whole-file = Die Datei
problem-looks-like = { $field } sieht aus wie „{ $other }“ in Zeile { $line }, enthält aber andere Zeichen
    .help = Benennen Sie einen der beiden Benutzer um oder entfernen Sie ihn, um Verwechslungen zu vermeiden.
problem-email-looks-like = { $field } sieht aus wie die Adresse von „{ $other }“ in Zeile { $line }, enthält aber andere Zeichen
    .help = Korrigieren Sie eine der beiden Adressen.
problem-same-email = { $field } ist auch die Adresse von „{ $other }“ in Zeile { $line }
    .help = Geben Sie jedem Benutzer eine eigene Adresse.
problem-email-is-username = { $field } ist der Benutzername von „{ $other }“ in Zeile { $line }
    .help = Verwenden Sie eine andere Adresse oder benennen Sie den anderen Benutzer um, damit die Anmeldung eindeutig ist.
problem-newer-format = Die Datei wurde von einer neueren Version dieses Programms erstellt
    .help = Installieren Sie die neuere Version oder stellen Sie eine Sicherung wieder her, die mit dieser Version erstellt wurde.
problem-store-address = { $field } kann nicht verwendet werden: { $reason }
    .help = Geben Sie die Adresse in der Form „postgresql://BENUTZER@HOST/DATENBANK“ an. Das Handbuch nennt die Optionen.
problem-store-password = { $field } enthält ein Passwort
    .help = Wer die Datei lesen kann, kann damit den Server verwenden. Bewahren Sie das Passwort stattdessen im Schlüsselbund oder in einer Passwortdatei auf.
problem-on-server = { $field } kann nicht zusammen mit „store“ verwendet werden
    .help = Benutzer, Rollen, Seiten und gemeinsame Einstellungen sind auf dem Server. Übertragen Sie sie mit „{ PROGRAM() } store import DATEI“ dorthin, oder entfernen Sie sie aus dieser Datei.
problem-store-not-connected = Die Benutzer sind auf einem Server, mit dem das Programm nicht verbunden ist
    .help = Starten Sie das Programm neu. Ein Programm ohne Unterstützung für PostgreSQL kann diese Datei nicht verwenden.
problem-store-changed = Die Datei nennt nicht mehr den Server, mit dem das Programm verbunden ist
    .help = Das Programm behält diese Verbindung. Starten Sie es neu, damit die Datei in ihrer jetzigen Form gilt.
problem-store-restriction = { $field } ist nicht mehr so wie beim Start des Programms
    .help = Das Programm behält diese Verbindung. Starten Sie es neu, damit die Datei in ihrer jetzigen Form gilt.
problem-list-layout = { $field } ist eine Liste: Das ist der Aufbau von Versionen vor 0.2
    .help = Konvertieren Sie die Datei mit „{ PROGRAM() } convert“. Die alte Datei bleibt erhalten.
problem-account-id = { $field } ist keine Konto-ID und wird ignoriert
    .help = Entfernen Sie die Zeile. Das Programm erkennt den Benutzer dann am Benutzernamen.
problem-same-account-id = { $field } ist auch die Konto-ID von „{ $other }“ in Zeile { $line }; beide werden ignoriert
    .help = Entfernen Sie die Zeile aus dem kopierten Eintrag, damit die beiden Konten unterschieden werden können.
problem-ignored = Bis dahin wird der Wert nicht verwendet.
problem-address-unused = Bis dahin wird die Adresse nicht verwendet: Die Anmeldung ist nur mit dem Benutzernamen möglich, und es werden keine Codes gesendet.
problem-closes-user = Bis dahin kann sich dieser Benutzer nicht anmelden. Andere Benutzer sind nicht betroffen.
problem-closes-both = Bis dahin kann sich keiner der beiden anmelden. Andere Benutzer sind nicht betroffen.
problem-no-password = { $field } fehlt oder ist leer
    .help = Geben Sie ein Passwort im Klartext in Anführungszeichen ein. Es wird gehasht, sobald das Fenster die Datei liest. Oder entfernen Sie den Benutzer.
problem-password-not-text = { $field } ist eine Zahl oder true/false, deshalb ist der genaue Text unbekannt
    .help = Setzen Sie das Passwort in Anführungszeichen.
problem-hash-broken = { $field } sieht aus wie ein Hash, ist aber beschädigt oder hat ein unbekanntes Format
    .help = Stellen Sie ihn wieder her oder erstellen Sie mit „{ PROGRAM() } hash“ einen neuen.
problem-hash-cost = { $field } ist ein bcrypt-Hash mit dem Kostenfaktor { $cost }; erlaubt sind { $min } bis { $max }
    .help = Erstellen Sie mit „{ PROGRAM() } hash“ einen neuen.
problem-hash-expensive = { $field } ist ein Argon2-Hash, der mehr Speicher oder Zeit benötigt als erlaubt
    .help = Erstellen Sie mit „{ PROGRAM() } hash“ einen neuen.
problem-password-not-shared = { $field } ist zu lang für Streamlit-Authenticator, das die Datei auch verwendet
    .help = Verwenden Sie höchstens { $max } Buchstaben; Umlaute und Emojis zählen mehrfach. Wenn nur dieses Programm die Datei verwendet, entfernen Sie „logged_in“ und „failed_login_attempts“ bei allen Benutzern.
problem-hash-not-shared = { $field } ist ein Hash, den Streamlit-Authenticator, das die Datei auch verwendet, nicht lesen kann. Es versagt dann für jeden Benutzer.
    .help = Setzen Sie ein Passwort mit höchstens 71 Buchstaben („{ PROGRAM() } user passwd“). Wenn nur dieses Programm die Datei verwendet, entfernen Sie „logged_in“ und „failed_login_attempts“ bei allen Benutzern.
problem-password-long = { $field } ist länger, als ein Passwort sein kann
    .help = Verwenden Sie höchstens { $max } Zeichen.
problem-damaged = { $field } wurde von diesem Programm geschrieben und ist beschädigt
    .help = Stellen Sie den früheren Wert wieder her („{ PROGRAM() } backups“) oder entfernen Sie die Zeile, wenn der Benutzer ihn nicht mehr braucht.
problem-published-password = { $field } ist ein Passwort aus einem Beispiel und allgemein bekannt. Damit kann sich kein Benutzer anmelden.
    .help = Geben Sie ein anderes Passwort ein.
problem-plain-password = { $field } steht im Klartext in der Datei
    .help = Sie müssen nichts tun. Es wird gehasht, sobald das Fenster die Datei liest.
problem-mail-not-encrypted = { $field } ist „none“, aber der Mailserver ist ein anderer Computer
    .help = Verwenden Sie „tls“ oder „starttls“. Ohne Verschlüsselung können andere die Codes lesen.
problem-not-a-colour = { $field } ist keine Farbe
    .help = Geben Sie sie wie in HTML und in Anführungszeichen an: "#1D5BB8".
problem-manifest-address = { $field } ist keine Adresse, die abgefragt werden kann
    .help = Geben Sie eine Adresse an, die mit „https://“ beginnt. „http://“ genügt nur für diesen Computer.
problem-manifest-key = { $field } ist kein öffentlicher Schlüssel für Ed25519
    .help = Geben Sie die Zeile zwischen der ersten und der letzten an, die „openssl pkey -pubout“ ausgibt.
problem-link-scheme = { $field } ist kein Link, der geöffnet werden kann
    .help = Er muss mit https://, http://, mailto: oder tel: beginnen. Verwenden Sie für Dateien „file“.
problem-placeholder = { $field } enthält den unbekannten Platzhalter „{ $found }“
    .help = Verwenden Sie in Argumenten username, name, email, roles oder session in geschweiften Klammern. Eine Klammer selbst schreiben Sie doppelt.
problem-shell-placeholder = { $field } übergibt einen Platzhalter an { $program }, das Text als Befehle ausführt
    .help = Entfernen Sie den Platzhalter und lesen Sie stattdessen die Umgebungsvariable, etwa EGUI_AUTHENTICATOR_USERNAME.
problem-batch-file = { $field } ist eine Batchdatei, die nicht gestartet wird
    .help = Geben Sie das Programm selbst an, denn eine Batchdatei läuft in einer Shell.
problem-unknown-page = { $field } verweist auf die Seite „{ $name }“, die nicht vorhanden ist
    .help = Korrigieren Sie den Namen oder fügen Sie die Seite unter „views“ hinzu.
problem-unknown-role = { $field } enthält die Rolle „{ $name }“, die es in diesem Programm nicht gibt
    .help = Verwenden Sie eine dieser Rollen: { $known }.
problem-permission-for-new-users = { $field } würde allen Benutzern, die sich registrieren, Berechtigungen geben
    .help = Entfernen Sie diese Rolle und weisen Sie sie stattdessen einzelnen Benutzern zu.
problem-proof-without-mail = { $field } ist eingeschaltet, aber es gibt keinen Mailserver. Deshalb kann sich niemand registrieren.
    .help = Fügen Sie einen Abschnitt „mail“ hinzu, oder schalten Sie es aus.
problem-no-administrator-left = { $field }: Kein Benutzer mit der Rolle „admin“ kann sich noch anmelden
    .help = Weisen Sie die Rolle einem Benutzer zu, der sich anmelden kann. Bis dahin gilt die vorherige Konfiguration.
problem-page-without-access = { $field } enthält weder Rollen noch Benutzer, deshalb kann kein Benutzer die Seite öffnen
    .help = Fügen Sie „roles“ oder „users“ hinzu. Mit users: ["*"] ist sie für alle angemeldeten Benutzer zugänglich.
problem-action-name = { $field }: So kann eine Aktion nicht heißen
    .help = Verwenden Sie höchstens { $max } Kleinbuchstaben, Ziffern, Punkte, Bindestriche und Unterstriche.
problem-too-many-approvals = { $field }: Es sind mehr als { $max } Aktionen
    .help = Entfernen Sie Aktionen, die nicht verwendet werden.
problem-approval-without-role = { $field } enthält keine Rollen, deshalb kann kein Benutzer die Aktion freigeben
    .help = Fügen Sie unter „roles“ die Rollen hinzu, deren Benutzer sie freigeben können.
problem-approvers-not-approved = { $field } nennt users.give_permissions nicht
    .help = Ohne diese Aktion kann ein Administrator jedem Konto eine freigebende Rolle geben und so allein freigeben. Fügen Sie users.give_permissions hinzu.
problem-pin-for-built-in = { $field }: Eine PIN kann keine Aktion des Programms selbst freigeben
    .help = Entfernen Sie diese Zeile. Die freigebende Person gibt das Passwort ein.
problem-unknown-approval = { $field } braucht den Namen einer Aktion unter „approvals“, nicht „{ $name }“
    .help = Nennen Sie eine Aktion, die unter „approvals“ steht und keine des Programms selbst ist.
problem-file-missing = { $field }: Die Datei { $path } ist nicht vorhanden
    .help = Legen Sie die Datei dort ab oder korrigieren Sie den Pfad. Relative Pfade gehen vom Ordner dieser Datei aus.
problem-exactly-one-of = { $field } muss genau einen dieser Einträge enthalten: { $keys }
    .help = Behalten Sie genau einen oder fügen Sie einen hinzu.
problem-unknown-icon = { $field }: Das Symbol „{ $name }“ ist nicht vorhanden
    .help = Wählen Sie eines aus der Liste in config.example.yaml.
problem-text-for-list = { $field } ist ein einzelner Text und wird als Liste mit einem Eintrag gelesen
    .help = Setzen Sie ihn in eckige Klammern: [Wert].
problem-likely-typo = „{ $found }“ ist ein unbekannter Schlüssel
    .help = Meinten Sie „{ $meant }“?
problem-no-administrator = Kein Benutzer, der sich anmelden kann, hat die Rolle „admin“
    .help = Weisen Sie sie einem Benutzer zu, dem Sie vertrauen: „{ PROGRAM() } user set NAME --role admin“. Wiederholen Sie --role für jede Rolle, die der Benutzer behält.
problem-open-to-others = Andere Benutzer dieses Computers können die Datei möglicherweise lesen oder ändern (Modus { $mode })
    .help = Beschränken Sie den Zugriff auf sich selbst: chmod 600.
problem-open-to-others-windows = Andere Benutzer dieses Computers können die Datei möglicherweise lesen oder ändern
    .help = Deaktivieren Sie in den Eigenschaften unter Sicherheit, Erweitert die Vererbung, und entfernen Sie alle Benutzer außer sich selbst und SYSTEM.
problem-days-out-of-range = { $field } muss eine Zahl von 0 bis { $max } sein; verwendet wird { $used }
    .help = Korrigieren Sie die Zahl.
problem-readable-by-others = Andere Benutzer dieses Computers können { $field } lesen (Modus { $mode })
    .help = Beschränken Sie den Zugriff auf den Eigentümer: chmod go-rwx.
problem-readable-by-others-windows = Andere Benutzer dieses Computers können { $field } lesen
    .help = Deaktivieren Sie in den Eigenschaften unter Sicherheit, Erweitert die Vererbung, und entfernen Sie alle Benutzer außer sich selbst und SYSTEM.
problem-writable-by-others = Andere Benutzer dieses Computers können { $field } ändern (Modus { $mode })
    .help = Beschränken Sie den Zugriff: chmod go-w. Prüfen Sie dann, ob etwas geändert wurde.
problem-writable-by-others-windows = Andere Benutzer dieses Computers können { $field } ändern
    .help = Deaktivieren Sie in den Eigenschaften unter Sicherheit, Erweitert die Vererbung, und entfernen Sie alle Benutzer außer sich selbst und SYSTEM. Prüfen Sie dann, ob etwas geändert wurde.
problem-foreign-owner = { $field } gehört einem anderen Benutzer (ID { $owner })
    .help = Übertragen Sie den Besitz dem Eigentümer der Konfigurationsdatei: chown.
problem-network-file-system = { $field } liegt auf einem Netzwerk-Dateisystem ({ $kind })
    .help = Wenn dort zwei Computer gleichzeitig speichern, kann eine Änderung verloren gehen, und andere Computer sehen eine Änderung möglicherweise erst nach einer Minute. Jeder Computer zählt fehlgeschlagene Anmeldungen für sich. Legen Sie die Datei auf einen Datenträger dieses Computers, oder verwalten Sie die Benutzer gemeinsam in PostgreSQL: „{ PROGRAM() } store import DATEI“.
problem-state-on-network = { $field } liegt auf einem Netzwerk-Dateisystem ({ $kind })
    .help = Diese Datenbank ist auf Dateisperren angewiesen, die dort möglicherweise nicht funktionieren: Wenn zwei Computer sie gleichzeitig verwenden, können fehlgeschlagene Anmeldungen und Aktivitäten verloren gehen, und die Datenbank kann beschädigt werden. Legen Sie sie auf einen Datenträger dieses Computers; unter Linux bestimmt XDG_DATA_HOME den Ordner.
type-text = ein Text
type-number = eine Zahl
type-flag = ein Wahrheitswert (true oder false)
type-nothing = leer
type-list = eine Liste
type-mapping = eine Zuordnung
severity-error = Fehler
severity-warning = Warnung

## Die Befehlszeile
cli-check-good = { $file } ist gültig
cli-check-server = { $server } ist erreichbar
cli-check-warnings = { $file } ist gültig. { $warnings ->
    [one] { $warnings } Warnung.
   *[other] { $warnings } Warnungen.
}
cli-check-unsafe = { $file } ist nicht vor anderen Benutzern dieses Computers geschützt: { $errors ->
    [one] { $errors } Fehler
   *[other] { $errors } Fehler
}, { $warnings ->
    [one] { $warnings } Warnung
   *[other] { $warnings } Warnungen
}
cli-check-bad = { $file } kann nicht verwendet werden: { $errors ->
    [one] { $errors } Fehler
   *[other] { $errors } Fehler
}, { $warnings ->
    [one] { $warnings } Warnung
   *[other] { $warnings } Warnungen
}
cli-convert-done = { $users ->
    [one] 1 Benutzer wurde konvertiert
   *[other] { $users } Benutzer wurden konvertiert
}. Die neue Datei ist { $file }, die alte { $old }.
cli-convert-plain = { $old } enthält Passwörter im Klartext. Löschen Sie die Datei, wenn die neue funktioniert.
cli-convert-other = Die Datei hat nicht den Aufbau von Versionen vor 0.2. Nichts wurde konvertiert.
    .help = „{ PROGRAM() } check“ zeigt, ob sie so verwendet werden kann.
cli-convert-length = Zeile { $line }: „{ $list }“ hat { $found } Werte für { $expected } Benutzernamen. Nichts wurde konvertiert.
    .help = Jede Liste braucht einen Wert für jeden Benutzernamen, in derselben Reihenfolge.
cli-convert-value = Zeile { $line }, Spalte { $column }: Dieser Wert kann nicht verschoben werden. Nichts wurde konvertiert.
    .help = Schreiben Sie ihn als Text, ohne Anker, Alias oder Liste.
cli-convert-exists = { $file } ist schon vorhanden. Nichts wurde konvertiert.
    .help = Verschieben Sie die Datei, oder wählen Sie mit --to einen anderen Namen.
cli-store-no-address = Es wurde kein Server angegeben, und die Konfigurationsdatei nennt keinen.
    .help = Geben Sie die Adresse an, zum Beispiel postgresql://till1@db.shop/auth.
cli-restricted = Dieser Computer ist eingeschränkt: Mit seinem Datenbankkonto ist dieser Befehl nicht möglich.
    .help = Führen Sie den Befehl auf einem vertrauenswürdigen Computer aus, zum Beispiel dem eines Administrators.
cli-store-address = Die Adresse kann nicht verwendet werden: { $reason }
cli-store-denied = Der Server erlaubt das nicht: { $reason }
cli-store-refused = Der Server hat das abgelehnt: { $reason }
cli-store-unprepared = Die Tabellen des Servers fehlen oder sind veraltet.
    .help = Führen Sie „{ PROGRAM() } store migrate“ auf einem vertrauenswürdigen Computer aus.
cli-store-newer = Eine neuere Version dieses Programms hat die Tabellen des Servers geändert.
    .help = Aktualisieren Sie das Programm auf diesem Computer.
cli-store-not-computer = Dieses Datenbankkonto ist nicht das eines Computers oder hat mehr Berechtigungen als ein solches. Ein Computer kann in den Tabellen Code hinterlassen haben, der mit diesen Berechtigungen laufen würde.
    .help = Verwenden Sie das Datenbankkonto eines vertrauenswürdigen Computers.
cli-store-name = „{ $name }“ kann nicht als Name verwendet werden.
    .help = Verwenden Sie bis zu 40 Kleinbuchstaben (a–z), Ziffern und Unterstriche, mit einem Buchstaben am Anfang, aber nicht „auth_“ oder „pg_“.
cli-store-created = Die Datenbank { $database } wurde erstellt.
cli-store-next = Fügen Sie den Computer eines Administrators mit „{ PROGRAM() } store add-computer --trusted“ hinzu und die anderen ohne „--trusted“.
cli-store-exists = Die Datenbank { $database } gibt es schon. Ihre Berechtigungen wurden aktualisiert.
cli-store-others = Die Datenbank { $database } wurde nicht geändert, weil andere Datenbankkonten sie verwenden können oder ein anderes sie angelegt hat.
    .help = Wählen Sie mit --database einen anderen Namen.
cli-store-roles-exist = Dieser Server hat schon eine Datenbank dieses Programms. Deren Computer können auch diese verwenden.
cli-store-may-log = Der Server protokolliert möglicherweise Hashes und Schlüssel. Bitten Sie einen Superuser, log_parameter_max_length = 0 zu setzen.
cli-store-migrated = Die Tabellen wurden von Version { $from } auf { $to } aktualisiert.
cli-store-would-migrate = Die Tabellen würden von Version { $from } auf { $to } aktualisiert.
cli-store-current = Die Tabellen sind aktuell (Version { $to }).
cli-store-would-functions = Diese Funktionen würden angelegt oder ersetzt: { $names }
cli-store-did-functions = Diese Funktionen wurden angelegt oder ersetzt: { $names }
cli-store-check-server = PostgreSQL { $value }
cli-store-check-latency = Antwortzeit: { $value } ms
cli-store-check-clock = Die Uhren des Servers und dieses Computers weichen um { $value } s voneinander ab.
cli-store-check-tls = Die Verbindung ist verschlüsselt ({ $value }), und das Zertifikat wurde geprüft.
cli-store-check-certificate = Tage bis zum Ablauf des Serverzertifikats: { $value }
cli-store-check-no-tls = Die Verbindung ist nicht verschlüsselt; der Server ist auf diesem Computer.
cli-store-check-tables = Die Tabellen sind aktuell (Version { $value }).
cli-store-check-old = Die Tabellen sind veraltet (Version { $value }).
    .help = Führen Sie „{ PROGRAM() } store migrate“ aus.
cli-store-check-not-computer = Dieses Datenbankkonto ist nicht das eines Computers oder hat mehr Berechtigungen als ein solches, deshalb wurden die Tabellen nicht geprüft.
    .help = Verwenden Sie das Datenbankkonto eines Computers.
cli-store-check-members = Diese Datenbankkonten können alles in den Tabellen lesen und ändern: { $value }
cli-store-check-open = Jedes Datenbankkonto des Servers kann sich mit der Datenbank verbinden.
    .help = Führen Sie „{ PROGRAM() } store init“ noch einmal aus.
cli-store-check-others = Andere Datenbankkonten als der Eigentümer haben Berechtigungen für die Tabellen ({ $value }).
    .help = Entziehen Sie diese mit dem Datenbankkonto eines vertrauenswürdigen Computers.
cli-store-check-enrollers = Diese Datenbankkonten können über auth_enroller Rollen anlegen: { $value }
    .help = Entziehen Sie ihnen auth_enroller.
cli-store-check-no-codes = Computer können nicht mit einem Code beitreten.
    .help = Führen Sie „{ PROGRAM() } store init“ noch einmal aus.
cli-store-check-logged = Der Server protokolliert die Werte von Anweisungen, die Hashes und Schlüssel enthalten.
    .help = Setzen Sie log_parameter_max_length = 0 in postgresql.conf.
cli-store-imported = { $users ->
    [one] 1 Benutzer wurde
   *[other] { $users } Benutzer wurden
} mit den Einstellungen importiert.
cli-store-exported = { $users ->
    [one] 1 Benutzer wurde
   *[other] { $users } Benutzer wurden
} mit den Einstellungen in { $file } exportiert.
cli-store-settings-none = Der Server hat keine eigenen Einstellungen. Es gelten die Vorgaben.
cli-store-settings-same = Der Server hat diese Einstellungen schon. Es wurde nichts geändert.
cli-store-settings-changed = Die Einstellungen wurden geändert. Sie gelten auf allen Computern.
cli-store-settings-would-change = Es wurde nichts geändert. Um diese Änderungen vorzunehmen, führen Sie den Befehl ohne --dry-run aus.
cli-store-setting-unknown = „{ $path }“ ist keine Einstellung, die sich mit --set und --unset ändern lässt.
    .help = „{ PROGRAM() } store settings“ gibt die Einstellungen aus. Andere Abschnitte ändern Sie in einer Datei und mit --from.
cli-store-settings-foreign = Diese Einträge der Datei sind keine Einstellungen des Servers: { $names }. Es wurde nichts geändert.
    .help = Entfernen Sie sie aus der Datei.
cli-store-settings-bad = { $file } hat Fehler. Es wurde nichts geändert.
    .help = Beheben Sie sie in der Datei und wiederholen Sie den Befehl.
cli-store-settings-layout = Die Abschnitte der Datei lassen sich nicht mit den Einstellungen auf dem Server zusammenführen. Es wurde nichts geändert.
    .help = Schreiben Sie sie so, wie „{ PROGRAM() } store settings“ sie ausgibt: untereinander und nicht eingerückt.
cli-store-settings-unwritable = Der Server hat eine Einstellung, die sich nicht unverändert in eine Datei schreiben lässt. Es wurde nichts geändert.
cli-store-to-write =
    { $file } wurde nicht geändert. Ersetzen Sie den Inhalt durch diese Zeilen:
    store:
    { "  " }postgres: "{ $address }"
cli-store-written = { $file } nennt jetzt den Server. Die frühere Version ist unter ihren Sicherungen.
cli-store-to-write-restricted =
    { $file } gab es schon und wurde nicht geändert. Ersetzen Sie den Inhalt durch diese Zeilen:
    store:
    { "  " }postgres: "{ $address }"
    { "  " }restricted: true
cli-store-unknown = Diese Einträge sind weder Benutzer noch Einstellungen, und der Server speichert sie nicht: { $names }. Es wurde nichts importiert.
    .help = Um sie wegzulassen, fügen Sie --drop-unknown hinzu.
cli-store-plain = Die Passwörter dieser Benutzer stehen im Klartext: { $names }. Es wurde nichts importiert.
    .help = Starten Sie das Programm einmal mit dieser Datei: Es hasht sie.
cli-store-closed = Die Einträge dieser Benutzer haben Fehler: { $names }. Es wurde nichts importiert.
    .help = „{ PROGRAM() } check { $file }“ zeigt die Zeilen.
cli-store-unusable = { $file } hat Fehler. Es wurde nichts importiert.
    .help = „{ PROGRAM() } check { $file }“ zeigt sie.
cli-store-of-server = { $file } hat keine Benutzer: Die Datei nennt den Server, auf dem sie sind.
cli-store-full = Der Server hat schon Benutzer. Es wurde nichts importiert.
    .help = Importieren Sie in eine neue Datenbank.
cli-store-full-of-one = Der Server hat schon einen Benutzer, { $name }, vielleicht den Administrator, der beim Öffnen eines Fensters erstellt wurde. Es wurde nichts importiert.
    .help = Um die Datei an Stelle dieses Benutzers zu importieren, fügen Sie --replace hinzu. Die Benutzer und Einstellungen auf dem Server werden vorher in einer Datei gesichert.
cli-store-replaced = Was der Server vorher hatte, wurde in { $file } gesichert.
cli-store-not-exported = Ein Wert kann nicht unverändert in eine Konfigurationsdatei geschrieben werden. Es wurde nichts exportiert.
    .help = „{ PROGRAM() } user list“ zeigt Benutzer, deren Einträge einen Fehler haben.
cli-store-added =
    Der Computer { $name } wurde hinzugefügt. Führen Sie dort diesen Befehl aus, und geben Sie den Code innerhalb von { $minutes } Minuten ein:
    { PROGRAM() } store join { $address }
    Code: { $code }
cli-store-add-certificates = Hängen Sie an diese Adresse „?sslrootcert=DATEI“ mit der Datei der Zertifizierungsstelle auf jenem Computer an, in Anführungszeichen.
cli-store-add-authority = Wenn das Zertifikat des Servers nicht von einer öffentlichen Stelle ist, hängen Sie an diese Adresse „?sslrootcert=DATEI“ mit der Datei der Zertifizierungsstelle auf jenem Computer an, in Anführungszeichen.
cli-store-added-restricted = Er wird eingeschränkt sein: Benutzer können daran arbeiten, aber er kann weder Passwort-Hashes lesen noch Einstellungen ändern.
cli-store-added-trusted = Er wird vertrauenswürdig sein: Er kann alle Passwort-Hashes lesen und alles ändern.
cli-store-none-trusted = Es gibt noch keinen vertrauenswürdigen Computer. Fügen Sie einen mit --trusted hinzu: Dort werden Benutzer importiert, hinzugefügt und geändert.
cli-store-not-noted = Dieser Computer ist möglicherweise nicht beigetreten: { $reason }
    .help = Führen Sie „{ PROGRAM() } store check“ aus. Wird das Passwort abgelehnt, besorgen Sie einen neuen Code.
cli-store-no-host = Die Adresse führt über einen Socket dieses Computers, den andere nicht verwenden können.
    .help = Geben Sie den Namen des Servers mit --host an.
cli-store-code = Code
cli-store-mistyped = Das ist kein gültiger Code.
    .help = „{ PROGRAM() } store add-computer“ hat ihn ausgegeben: 28 Buchstaben und Ziffern.
cli-store-code-refused = Der Code ist falsch, wurde schon verwendet oder ist abgelaufen.
    .help = Fügen Sie den Computer mit „{ PROGRAM() } store add-computer“ erneut hinzu.
cli-store-joined = Dieser Computer ist dem Server beigetreten: { $address }.
cli-store-joined-restricted = Er ist eingeschränkt: Benutzer können sich hier anmelden und arbeiten, und Administratoren können Benutzer verwalten. Verwenden Sie für Einstellungen und Sicherungen einen vertrauenswürdigen Computer.
cli-store-joined-trusted = Er ist vertrauenswürdig: Er kann alle Passwort-Hashes lesen und alles ändern.
cli-store-no-users = Auf dem Server gibt es noch keine Benutzer. Importieren Sie sie auf einem vertrauenswürdigen Computer, oder öffnen Sie dort das Fenster, und richten Sie den ersten Administrator ein.
cli-store-in-keyring = Das Passwort ist im Schlüsselbund.
cli-store-in-file = Es gibt keinen Schlüsselbund, deshalb ist das Passwort in der Datei { $file }, die nur Sie lesen können.
cli-store-config-written = { $file } nennt jetzt den Server.
cli-store-config-kept = { $file } gab es schon und wurde nicht geändert. Wenn Benutzer darin sind, verschieben Sie sie mit „{ PROGRAM() } store import { $file } { $address } --write“.
cli-store-no-computers = Es gibt keine Computer.
cli-store-active = aktiv
cli-store-waiting = noch nicht beigetreten
cli-store-restricted = eingeschränkt
cli-store-trusted = vertrauenswürdig
cli-store-shut-out = Zugriff entzogen
cli-store-added-at = hinzugefügt { $time }
cli-store-joined-at = beigetreten { $time }
cli-store-seen-at = letzter Kontakt { $time }
cli-store-revoked = Dem Computer { $name } wurde der Zugriff entzogen, und seine Verbindungen sind beendet. Er kann Passwort-Hashes kopiert haben, deshalb sollten alle Benutzer neue Passwörter wählen.
cli-store-revoked-restricted = Dem Computer { $name } wurde der Zugriff entzogen. Er konnte keine Passwort-Hashes lesen. Wenn sein Programm ausgetauscht worden sein kann, sollten Benutzer, die sich dort angemeldet haben, neue Passwörter wählen.
cli-store-not-kept = Dieser Computer ist beigetreten, aber sein Passwort konnte nicht gespeichert werden: { $reason }
    .help = Mit „{ PROGRAM() } store revoke-computer“ und danach „{ PROGRAM() } store add-computer“ bekommen Sie einen neuen Code.
cli-store-not-used = Dieser Computer ist beigetreten, kann sich aber nicht verbinden, vielleicht weil statt seines Passworts ein anderes verwendet wird: { $reason }
    .help = Suchen Sie nach einem anderen Passwort: in PGPASSWORD, in der Datei, die PGPASSFILE nennt, in der Service-Datei und in ~/.pgpass.
cli-store-config-names = { $file } nennt schon einen Server und wurde nicht geändert.
cli-store-config-restricted = { $file } nennt schon einen Server und wurde nicht geändert. Fügen Sie im Abschnitt „store“ die Zeile „restricted: true“ hinzu, weil dieser Computer eingeschränkt ist.
cli-store-config-trusted = { $file } nennt schon einen Server und wurde nicht geändert. Entfernen Sie im Abschnitt „store“ die Zeile „restricted: true“, weil dieser Computer vertrauenswürdig ist.
cli-store-keyring = Der Code wurde nicht verwendet.
    .help = Entsperren Sie den Schlüsselbund, und führen Sie den Befehl noch einmal aus.
cli-store-password = Ein Passwort darf nicht in der Adresse stehen: Andere Programme können es dort lesen.
    .help = Schreiben Sie es in eine Passwortdatei, zum Beispiel ~/.pgpass.
cli-store-no-database = Die Datenbank { $database } ist nicht für Computer eingerichtet.
    .help = Nennen Sie sie mit --database, oder führen Sie „{ PROGRAM() } store init“ aus.
cli-store-joined-before = { $name } ist schon beigetreten oder ist nicht das Datenbankkonto eines Computers.
    .help = Damit der Computer neu beitreten kann, führen Sie zuerst „{ PROGRAM() } store revoke-computer“ aus.
cli-store-not-ended = { $name } kann sich nicht mehr verbinden, aber bestehende Verbindungen wurden nicht beendet.
    .help = Führen Sie den Befehl noch einmal aus, oder starten Sie den Server neu.
cli-store-not-written = Die Datei konnte nicht ersetzt werden, aber der Import ist fertig.
cli-store-check-none = In der Datenbank { $value } gibt es keine Tabellen dieses Programms.
    .help = Prüfen Sie den Namen der Datenbank in der Adresse.
cli-store-check-code = In der Datenbank gibt es Trigger, Funktionen oder andere Objekte, die dieses Programm nicht anlegt ({ $value }).
    .help = Ein Computer kann sie hinterlassen haben, um mit den Berechtigungen anderer Computer zu handeln. Exportieren Sie die Benutzer, prüfen Sie sie, und importieren Sie sie in eine neue Datenbank.
cli-store-check-restricted = Dieses Datenbankkonto ist eingeschränkt: Es kann { $value } Funktionen aufrufen und keine Tabelle lesen.
cli-store-check-readable = Dieses Datenbankkonto sollte eingeschränkt sein, hat aber mehr Berechtigungen: { $value }
    .help = Führen Sie auf einem vertrauenswürdigen Computer „{ PROGRAM() } store check“ aus.
cli-store-check-missing = Dieses Datenbankkonto kann diese Funktionen nicht aufrufen, die das Programm braucht: { $value }
    .help = Führen Sie auf einem vertrauenswürdigen Computer „{ PROGRAM() } store migrate“ aus.
cli-store-check-unmarked = Dieses Datenbankkonto ist eingeschränkt, aber die Konfigurationsdatei sagt das nicht.
    .help = Fügen Sie dort im Abschnitt „store“ die Zeile „restricted: true“ hinzu.
cli-store-check-unrestricted = Laut der Konfigurationsdatei ist dieser Computer eingeschränkt, sein Datenbankkonto aber nicht.
    .help = Entziehen Sie dem Computer mit „{ PROGRAM() } store revoke-computer“ den Zugriff, und fügen Sie ihn ohne --trusted wieder hinzu. Wenn er vertrauenswürdig sein soll, entfernen Sie „restricted: true“ aus der Datei.
cli-store-check-callers = Diese Datenbankkonten sind eingeschränkt, sie können Funktionen aufrufen, aber die Tabellen nicht lesen: { $value }
cli-store-check-functions = Eingeschränkte Computer können { $value } Funktionen aufrufen; es sind die dieser Version.
cli-store-check-functions-old = Diese Funktionen fehlen oder sind nicht die dieser Version: { $value }
    .help = Führen Sie „{ PROGRAM() } store migrate“ aus.
cli-store-check-functions-open = Diese Funktionen haben einen anderen Eigentümer, andere Berechtigungen oder andere Optionen, als sie haben sollten: { $value }
    .help = Führen Sie „{ PROGRAM() } store migrate“ aus. Wenn sie dann noch genannt werden, exportieren Sie die Benutzer, prüfen Sie sie, und importieren Sie sie in eine neue Datenbank.
cli-store-check-no-restricted = Eingeschränkte Computer können nicht hinzugefügt werden.
    .help = Führen Sie „{ PROGRAM() } store init“ noch einmal aus und danach „{ PROGRAM() } store migrate“.
cli-user-added = { $name } wurde hinzugefügt
cli-user-changed = { $name } wurde geändert
cli-user-password = { $name } hat ein neues Passwort
cli-user-renamed = Der neue Benutzername lautet { $name }
cli-user-unlocked = { $name } wurde entsperrt
cli-user-now-disabled = { $name } kann sich nicht mehr anmelden
cli-user-enabled = { $name } kann sich wieder anmelden
cli-user-two-step-off = Die Zwei-Faktor-Authentifizierung ist für { $name } deaktiviert, bis sie neu eingerichtet wird
cli-user-two-step-was-off = Die Zwei-Faktor-Authentifizierung von { $name } ist schon deaktiviert. Nichts wurde geändert.
cli-user-pin-removed = Die PIN von { $name } auf diesem Computer wurde entfernt
cli-user-no-pin = { $name } hat auf diesem Computer keine PIN. Nichts wurde geändert.
cli-user-badge-removed = Der Ausweis von { $name } auf diesem Computer wurde entfernt
cli-user-no-badge = { $name } hat auf diesem Computer keinen Ausweis. Nichts wurde geändert.
users-badge-set = Der Ausweis von { $name } auf diesem Computer wurde festgelegt
cli-user-require-change = { $name } muss bei der nächsten Anmeldung ein neues Passwort festlegen
cli-user-signed-out = { $name } wurde überall abgemeldet
users-parked-ended = Die geparkte Sitzung von { $name } wurde beendet
cli-user-credentials-ended = Alle Zugangsdaten von { $name } sind ungültig
    .help = Mit einem Code zum Zurücksetzen ist die Anmeldung wieder möglich.
cli-invite-none = Es sind keine E-Mail-Adressen zugelassen
cli-invite-unknown = { $email } ist nicht zugelassen
    .help = „{ PROGRAM() } invite list“ listet alle Adressen auf.
cli-sessions-none = Auf diesem Computer ist kein Benutzer angemeldet
cli-session-open = Fenster geöffnet
cli-session-kept = bleibt auf { $device } bis { $until } angemeldet
cli-sessions-ended = { $count ->
    [0] Kein Benutzer war angemeldet
    [one] { $count } Benutzer wurde überall abgemeldet
   *[other] { $count } Benutzer wurden überall abgemeldet
}
cli-autostart-on = Das Fenster wird geöffnet, wenn Sie sich am Desktop anmelden.
cli-autostart-off = Das Fenster wird nicht geöffnet, wenn Sie sich am Desktop anmelden.
cli-autostart-failed = Das Öffnen des Fensters bei der Anmeldung konnte nicht geändert werden: { $reason }
    .help = Prüfen Sie die Zugriffsrechte der Desktop-Einstellungen oder verwenden Sie die Einstellungen des Desktops.
cli-mail-sent = Der Mailserver hat eine E-Mail an { $to } angenommen
cli-user-deleted = { $name } wurde gelöscht
cli-user-erased = { $name } wurde gelöscht und der Name im Audit-Protokoll ersetzt
cli-user-roles = Rollen
cli-user-disabled = Deaktiviert
cli-user-no-password = Kein Passwort
cli-backups-none = Es gibt noch keine Sicherungen. Vor jeder Änderung wird eine erstellt.
cli-backups-server = Die Benutzer sind auf einem Server, der keine solchen Sicherungen hat
    .help = Sichern Sie seine Datenbank mit pg_dump. Das Handbuch beschreibt, wie.
cli-backups-line = { $number }  { $time }  { $size } Byte
cli-backups-line-broken = { $number }  { $time }  { $size } Byte  (nicht verwendbar)
cli-backups-unknown = Die Sicherung { $number } ist nicht vorhanden
    .help = „{ PROGRAM() } backups“ listet alle Sicherungen auf.
cli-backups-restored = Sicherung { $number } wurde wiederhergestellt, und alle Sitzungen wurden beendet. Die Benutzer behalten ihre aktuellen Passwörter und Codes. Auch die vorherige Datei wurde gesichert.
cli-backups-restored-alone = Sicherung { $number } wurde wiederhergestellt, und alle Sitzungen wurden beendet. Die vorherige Datei war nicht lesbar. Deshalb gelten die Passwörter und Codes der Sicherung, außer denen, die nachweislich ungültig sind.
cli-backups-returned = Ohne Passwort, bis sie einen Code zum Zurücksetzen erhalten („user reset“): { $names }
cli-backups-permissions = Mit Berechtigungen, die sie vorher nicht hatten: { $names }
signatures-none = Es gibt keine Signaturen
cli-signatures-whole = Alle Signaturen sind so, wie sie geleistet wurden. Die letzte ist { $number } mit dem Kettenglied { $link }.
signatures-unrecorded = Nicht im Aktivitätsprotokoll: die letzten { $count }
    .help = Die nächste Signatur hält sie mit fest. Mehr als eine wurde nicht von diesem Programm hinzugefügt, oder das Protokoll war nicht beschreibbar.
signatures-broken = Signatur { $number } fehlt oder wurde geändert
    .help = Vergleichen Sie mit einer Sicherung der Statusdatenbank oder mit den exportierten Seiten. Die Signaturen davor sind unverändert.
cli-signature-absent = Es gibt keine Signatur { $number }
    .help = „{ PROGRAM() } signature list“ zeigt alle Signaturen.
cli-signature-exported = Signatur { $number } wurde in { $file } geschrieben
cli-signature-invalid = Das ist nicht die Seite einer Signatur, oder sie wurde geändert
    .help = Exportieren Sie sie erneut. Eine Seite gilt nur genau so, wie sie exportiert wurde.
cli-signature-valid = Signiert von { $name } ({ $username }) um { $time }: { $meaning }, „{ $text }“
cli-signature-content = Der Inhalt ist der signierte
cli-signature-content-differs = Der Inhalt ist nicht der signierte. Signiert wurde SHA-256 { $digest }.
cli-signature-content-unknown = Der Inhalt wurde nicht verglichen. Signiert wurde SHA-256 { $digest }.
cli-signature-key = Der Schlüssel ist der angegebene
cli-signature-key-differs = Die Signatur hat einen anderen Schlüssel: { $key }
cli-signature-key-unknown = Schlüssel der Signatur: { $key }
cli-signature-recorded = Dieser Computer hat sie als Signatur { $number } aufgezeichnet
cli-signature-other = Dieser Computer hat eine andere Signatur { $number } aufgezeichnet
    .help = Eine der beiden ist gefälscht, oder sie stammen von verschiedenen Computern oder Konfigurationsdateien.
cli-signature-damaged = Was dieser Computer als Signatur { $number } gespeichert hat, wurde seither geändert
    .help = „{ PROGRAM() } signature check“ nennt die erste, die geändert wurde.
cli-signature-unrecorded = Dieser Computer hat keine Signatur { $number }
    .help = Prüfen Sie sie dort, wo signiert wurde, oder vergleichen Sie den Schlüssel mit einem, den Sie von der Person kennen (--key).
activity-empty = Es ist nichts aufgezeichnet
activity-intact = Alle Einträge bis { $time } sind unverändert
activity-broken = Eintrag { $number } fehlt oder wurde geändert
    .help = Vergleichen Sie mit einer Sicherung der Statusdatenbank. Die Einträge davor sind unverändert.
activity-pruned = { $count ->
    [one] { $count } Eintrag wurde gelöscht
   *[other] { $count } Einträge wurden gelöscht
}
cli-hash-repeat = Passwort wiederholen
cli-hash-differs = Die beiden Passwörter stimmen nicht überein. Es wurde kein Hash erstellt.
cli-hash-empty = Es wurde kein Passwort angegeben
    .help = Geben Sie eines an der Eingabeaufforderung ein oder übergeben Sie eines pro Zeile über die Standardeingabe.
cli-hash-input = Die Passwörter können nicht gelesen werden: { $reason }
cli-hash-line = Zeile { $line }: { $reason }
cli-hash-progress = gehasht
cli-no-folder = Dieses System hat keinen Ordner für Konfigurationsdateien
    .help = Geben Sie die Datei mit --config PFAD an.
cli-demo-failed = Die Demo konnte nicht vorbereitet werden: { $reason }
cli-log-failed = Die Protokolldatei { $file } kann nicht geschrieben werden: { $reason }
window-no-display = Es ist kein Bildschirm verfügbar, auf dem ein Fenster geöffnet werden kann
    .help = Starten Sie das Programm in einer Desktop-Sitzung oder verwenden Sie die Befehlszeile: egui-authenticator --help.
window-no-graphics = Es wurde kein OpenGL-Treiber gefunden
    .help = Installieren Sie einen. Unter Debian und Ubuntu: apt install libgl1-mesa-dri libegl1.
window-no-library = Eine Systembibliothek fehlt: { $reason }
    .help = Unter Debian und Ubuntu: apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libegl1 libgl1-mesa-dri.
window-failed = Das Fenster konnte nicht geöffnet werden: { $reason }
    .help = Prüfen Sie den Grafiktreiber oder verwenden Sie die Befehlszeile: egui-authenticator --help.
window-shown = Das Fenster ist bereits geöffnet und wurde in den Vordergrund geholt
window-unanswered = Ein anderes Fenster hat diese Konfigurationsdatei geöffnet und antwortet nicht
    .help = Schließen Sie es oder beenden Sie seinen Prozess, und starten Sie erneut.
kiosk-heading = Kioskmodus beenden
kiosk-help = Um dieses Fenster zu schließen, geben Sie Benutzername und Passwort eines Administrators ein.
kiosk-button = Beenden
kiosk-refused = im Kioskmodus nicht zugelassen
kiosk-link = Im Kioskmodus werden keine Links geöffnet
kiosk-no-dialog = Der Dialog zur Dateiauswahl wird im Kioskmodus nicht geöffnet
    .help = Geben Sie den vollständigen Pfad der Datei in das Feld ein.
kiosk-window-open = Diese Konfigurationsdatei ist bereits in einem anderen Fenster geöffnet
    .help = Schließen Sie es, und starten Sie den Kiosk erneut.
kiosk-no-file = Die Konfigurationsdatei { $file } gibt es nicht
    .help = Prüfen Sie den Pfad, oder richten Sie das Programm zuerst in einem Fenster ein, ohne --kiosk.
kiosk-no-users = Auf { $server } gibt es noch keine Benutzer
    .help = Richten Sie das Programm zuerst in einem Fenster ein, ohne --kiosk.
kiosk-away = { $server } hat noch nicht geantwortet, daher ist nicht bekannt, ob ein Administrator den Kioskmodus beenden kann. Der Kiosk öffnet sich und versucht es weiter.
kiosk-no-administrator = Der Kioskmodus lässt sich nicht beenden: In { $file } gibt es keinen Administrator, der sich anmelden kann
    .help = Geben Sie einem Benutzer, der sich anmelden kann, die Rolle admin.

## Neuere Versionen

update-asking = Es wird nach einer neueren Version gesucht …
update-newer = Version { $version } von egui-authenticator ist verfügbar. Dies ist Version { $own }.
    .help = Der Herausgeber schreibt: „{ $notes }“
update-newest = Dies ist die neueste Version, { $own }
update-older = Diese Version, { $own }, ist neuer als die zuletzt veröffentlichte, { $version }
update-unknown = Ob es eine neuere Version gibt, ist nicht bekannt
update-unknown-newer = Ob es eine noch neuere Version gibt, ist nicht bekannt
update-expired = { $unknown }: Das Update-Manifest ist am { $date } abgelaufen
    .help = Bitten Sie den Herausgeber um ein neues.
update-unreachable = { $unknown }: Der Server hat nicht geantwortet
    .help = Er wird nach einem Tag wieder abgefragt. Prüfen Sie updates.manifest in der Konfigurationsdatei, wenn es dabei bleibt.
update-refused = { $unknown }: Der Server hat unter dieser Adresse kein Update-Manifest
    .help = Prüfen Sie updates.manifest in der Konfigurationsdatei. Die Angabe darf nicht auf eine andere Adresse weiterleiten.
update-malformed = { $unknown }: Was der Server gesendet hat, ist kein Update-Manifest
    .help = Prüfen Sie updates.manifest in der Konfigurationsdatei.
update-signature = Das Update-Manifest ist nicht mit dem Schlüssel in der Konfigurationsdatei signiert
    .help = Vertrauen Sie ihm nicht. Fragen Sie den Herausgeber, ob sich der Schlüssel geändert hat.
update-rollback = Der Server hat ein älteres Update-Manifest als zuvor gesendet, das ignoriert wurde
    .help = Fragen Sie den Herausgeber, wenn es dabei bleibt.
update-contradiction = Der Server hat ein anderes Update-Manifest mit derselben Nummer gesendet, das ignoriert wurde
    .help = Fragen Sie den Herausgeber, wenn es dabei bleibt.

## Users on a server, in place of the messages about the configuration file

sign-in-outdated-on-server = Ihr Passwort ist nicht mehr gültig, weil es ersetzt oder ungültig gemacht wurde, bevor ein früherer Stand des Servers wiederhergestellt wurde
    .help = Bitten Sie einen Administrator, Ihnen die Zugangsdaten zu entziehen und einen Code zum Zurücksetzen zu erstellen.
mail-no-server-on-server = Es ist kein Mailserver eingerichtet
    .help = Tragen Sie ihn in den Einstellungen unter E-Mail ein.
mail-failed-on-server = Die E-Mail wurde nicht gesendet: { $reason }
    .help = Prüfen Sie den Mailserver in den Einstellungen.
user-entry-mistake-on-server = Der Eintrag dieses Benutzers auf dem Server ist beschädigt
    .help = Bitten Sie den Eigentümer des Servers, ihn zu korrigieren oder aus einer Sicherung wiederherzustellen.
status-entry-mistake-on-server = Eintrag beschädigt
launch-not-started-on-server = { $title } konnte nicht gestartet werden: { $reason }
    .help = Bitten Sie einen Administrator, den Eintrag der Seite in den Einstellungen zu prüfen.
warnings-heading-on-server = { $count ->
    [one] { $count } Warnung
   *[other] { $count } Warnungen
}
activity-owner-on-server = Der Eigentümer, in der Befehlszeile
activity-code-created-by-owner-on-server = { $event }; Code erstellt vom Eigentümer in der Befehlszeile, { $time }
page-unreadable-on-server = Der Text dieser Seite, { $path }, kann nicht gelesen werden: { $reason }
    .help = Legen Sie die Datei auf jedem Computer dort ab oder korrigieren Sie den Pfad in den Einstellungen.
set-up-intro-on-server = Der Server hat noch keine Benutzer. Erstellen Sie den ersten Administrator. Wenn Sie schon eine Konfigurationsdatei mit Benutzern haben, importieren Sie stattdessen diese: „{ PROGRAM() } store import DATEI --write“.
settings-mail-password-help-on-server = Leer lassen, um das aktuelle zu behalten. Der Server speichert es im Klartext.
settings-preview-intro-on-server = Diese Einstellungen ändern sich. Alles andere bleibt unverändert.
settings-reloaded-on-server = Die Einstellungen wurden inzwischen geändert
    .help = Das Formular zeigt die aktuellen Einstellungen. Nehmen Sie Ihre Änderungen erneut vor.
broken-heading-on-server = Die Benutzerkonten können nicht verwendet werden
store-absent-on-server = Auf dem Server sind keine Benutzerkonten
    .help = Starten Sie das Programm neu, um den ersten Administrator zu erstellen, oder importieren Sie eine Konfigurationsdatei mit „{ PROGRAM() } store import“.
store-vanished-on-server = Die Benutzerkonten sind vom Server verschwunden
    .help = Stellen Sie eine Sicherung der Datenbank wieder her. Für einen Neuanfang verwenden Sie eine neue Datenbank.
store-exists-on-server = Der Server hat schon Benutzerkonten
    .help = Starten Sie das Programm neu, um sie zu verwenden.
store-unusable-on-server = Die Benutzer und Einstellungen auf dem Server können nicht verwendet werden ({ $count } Fehler). Der erste: { $first }
    .help = Bitten Sie einen Administrator, sie zu korrigieren.
store-closing-on-server = Der Eintrag eines Benutzers ist beschädigt, daher wurde nichts wiederhergestellt: { $first }
    .help = Korrigieren Sie ihn zuerst auf dem Server.
store-unreadable-on-server = Die Benutzerkonten können nicht vom Server gelesen werden: { $reason }
    .help = „{ PROGRAM() } store check“ zeigt den Grund. Versuchen Sie es danach erneut.
store-unwritable-on-server = Der Server kann die Änderung nicht speichern: { $reason }. Es wurde nichts geändert.
    .help = Führen Sie „{ PROGRAM() } store check“ aus, prüfen Sie den freien Speicherplatz des Servers und versuchen Sie es erneut.
store-changed-on-server = Ein anderer Benutzer oder ein anderes Programm hat gleichzeitig etwas geändert. Es wurde nichts gespeichert.
    .help = Versuchen Sie es erneut.
store-busy-on-server = Ein anderer Computer speichert gerade eine Änderung. Es wurde nichts gespeichert.
    .help = Versuchen Sie es gleich noch einmal.
store-too-large-on-server = Die Benutzerkonten würden mehr als { $limit } MiB belegen. Es wurde nichts gespeichert.
    .help = Bitten Sie einen Administrator, nicht mehr benötigte Benutzer zu löschen.
store-refused-on-server = Diese Änderung würde auch andere Einträge auf dem Server ändern. Es wurde nichts gespeichert.
    .help = Fragen Sie einen Administrator, ob ein Eintrag auf dem Server beschädigt ist: „{ PROGRAM() } check“ nennt ihn.
update-unreachable-on-server = { $unknown }: Der Server des Herausgebers hat nicht geantwortet
    .help = Er wird nach einem Tag wieder abgefragt. Prüfen Sie updates.manifest mit „{ PROGRAM() } store settings“, wenn es dabei bleibt.
update-refused-on-server = { $unknown }: Der Server des Herausgebers hat unter dieser Adresse kein Update-Manifest
    .help = Prüfen Sie updates.manifest mit „{ PROGRAM() } store settings“. Die Angabe darf nicht auf eine andere Adresse weiterleiten.
update-malformed-on-server = { $unknown }: Was der Server des Herausgebers gesendet hat, ist kein Update-Manifest
    .help = Prüfen Sie updates.manifest mit „{ PROGRAM() } store settings“.
update-signature-on-server = Das Update-Manifest ist nicht mit dem Schlüssel in den Einstellungen signiert
    .help = Vertrauen Sie ihm nicht. Fragen Sie den Herausgeber, ob sich der Schlüssel geändert hat.
cli-signature-other-on-server = Der Server hat eine andere Signatur { $number } aufgezeichnet
    .help = Eine der beiden ist gefälscht, oder sie stammen aus verschiedenen Datenbanken.
