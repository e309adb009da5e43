# Tous les textes lus par les utilisateurs. Pas de point à la fin d’un texte d’une seule ligne.

## Le programme
app-title = Authenticator
language-choose = Langue : { $language }
theme-light = Thème clair
theme-dark = Thème sombre
theme-system = Thème du système
theme-name-system = Système
theme-name-light = Clair
theme-name-dark = Sombre
theme-choose = Thème : { $theme }

## Champs et boutons de tous les formulaires
field-username = Nom d’utilisateur
field-email = Adresse e-mail
field-password = Mot de passe
field-current-password = Mot de passe actuel
field-new-password = Nouveau mot de passe
field-first-name = Prénom
field-last-name = Nom
field-valid-from = Valable à partir du
field-valid-until = Valable jusqu’au
field-hours = Horaires
field-full-name = Prénom et nom
password-show = Afficher le mot de passe
password-hide = Masquer le mot de passe
password-capitals = Uniquement des majuscules jusqu’ici. La touche Verr. Maj est-elle activée ?
password-rule = Au moins { $min } caractères. Quelques mots sans rapport entre eux sont faciles à retenir.
button-cancel = Annuler
button-dismiss = Fermer
button-undo = Annuler l’action
button-more = Plus
button-retry = Réessayer
button-close = Fermer
help-heading = Raccourcis clavier
help-help = Afficher ou masquer cette liste
help-next = Aller au champ suivant (avec Maj : au champ précédent)
help-enter = Activer le bouton principal
help-back = Revenir en arrière ou annuler l’opération en cours
help-space = Cocher une case ou activer un bouton
help-clear = Vider ce formulaire
help-lock = Verrouiller cette fenêtre
help-list = Parcourir une liste (aussi avec Début, Fin, Page préc. et Page suiv.)
help-scroll = Faire défiler d’une page
help-zoom = Agrandir l’affichage (avec −, réduire ; avec 0, rétablir)
help-search = Aller au champ de recherche
help-pages = Ouvrir une page selon sa position dans la navigation
key-control = Ctrl
notice-error = Erreur
notice-warning = Avertissement
notice-success = Terminé
notice-info = Remarque

## Pendant le démarrage
start-opening = Ouverture…

## Le premier démarrage
set-up-heading = Configurer { $app }
set-up-intro = Il n’y a encore aucun utilisateur. Créez le premier administrateur, qui pourra ensuite ajouter les autres utilisateurs.
set-up-button = Créer l’administrateur
button-creating = Création…
steps-at = Étape { $now } sur { $count } : { $name }
steps-you = Vous
steps-register = Inscription

## Se connecter
sign-in-heading = Se connecter
sign-in-field = Nom d’utilisateur ou adresse e-mail
sign-in-keep = Rester connecté sur cet ordinateur pendant { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}
sign-in-keep-hours = Rester connecté sur cet ordinateur pendant { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
}
sign-in-keep-probing = Interrogation du trousseau de cet ordinateur…
sign-in-button = Se connecter
sign-in-busy = Connexion…
sign-in-register = S’inscrire
sign-in-refused = Nom d’utilisateur ou mot de passe incorrect. Vérifiez la touche Verr. Maj et réessayez.
sign-in-delaying = Nom d’utilisateur ou mot de passe incorrect
    .help = Après de nombreux échecs, chaque nouvelle tentative est retardée de 5 secondes au maximum. Vérifiez Verr. Maj et réessayez.
sign-in-published = Ce mot de passe figure dans un exemple et est donc connu de tous
    .help = Demandez à un administrateur d’en définir un autre (« { PROGRAM() } user passwd »), puis connectez-vous avec celui-ci.
sign-in-pending = Votre compte est en attente d’approbation
    .help = Vous pourrez vous connecter dès qu’un administrateur l’aura approuvé.
access-not-yet = Vous pourrez vous connecter à partir du { $date }
    .help = Demandez à un administrateur si vous avez besoin d’un accès plus tôt.
access-expired = Votre accès a pris fin le { $date }
    .help = Demandez à un administrateur de le prolonger.
access-outside-hours = Vous ne pouvez pas vous connecter en ce moment
    .help = Prochaine connexion possible : { $date }, { $time }.
access-ends = Votre accès est sur le point d’expirer
    .help = Cette fenêtre se verrouille dans { $time } minutes. Votre travail en cours est conservé.
outage-locks = Les comptes d’utilisateur sont inaccessibles
    .help = Cette fenêtre se verrouille dans { $time } minutes. Votre travail en cours est conservé.
session-ends = Votre mot de passe sera bientôt demandé
    .help = Cette fenêtre se verrouille dans { $time } minutes : la durée maximale d’une session est atteinte. Votre travail en cours est conservé.
sign-in-missing-name = Saisissez votre nom d’utilisateur ou votre adresse e-mail
sign-in-missing-password = Saisissez votre mot de passe
sign-in-registered = Votre compte a été créé. Connectez-vous avec le nom d’utilisateur { $username }.
tiles-heading = Qui êtes-vous ?
tiles-intro = Choisissez une image ou commencez à taper.
tiles-type = Saisir un nom
tiles-all = Tout afficher
tiles-more = { $count ->
    [one] { $count } autre utilisateur. Saisissez un nom pour le trouver.
   *[other] { $count } autres utilisateurs. Saisissez un nom pour les trouver.
}
logo-picture = Logo
sign-in-registered-waiting = Votre compte est en attente d’approbation
    .help = Dès qu’un administrateur l’aura approuvé, connectez-vous avec le nom d’utilisateur { $username }.
sign-in-locked = Trop de tentatives
    .help = Réessayez dans { $time } minutes ou contactez un administrateur.
sign-in-stopped = Trop de tentatives successives
    .help = Demandez à un administrateur de déverrouiller ce nom d’utilisateur.
state-unusable = La connexion est impossible, car la base de données d’état est inutilisable : { $reason }
    .help = Vérifiez le disque et les droits d’accès au dossier de données, puis réessayez.
state-busy = un autre programme est en train de l’utiliser
    .help = Réessayez dans un instant.
state-full = le disque est plein
    .help = Libérez de l’espace sur le disque, puis réessayez.
state-newer = elle a été créée par une version plus récente de ce programme
    .help = Utilisez la version plus récente.
state-damaged = elle est endommagée ({ $reason })
state-denied = l’accès est refusé ({ $reason })
sign-in-reused = Votre connexion enregistrée a été fermée, car une copie en a été utilisée
    .help = Reconnectez-vous. Si ce n’était pas vous, changez votre mot de passe.
sign-in-outdated = Votre mot de passe n’est plus valable, car il a été remplacé ou invalidé avant la restauration d’une version antérieure du fichier de configuration
    .help = Demandez à un administrateur d’invalider tous vos identifiants et de vous créer un code de réinitialisation.
sign-in-second-factor = La vérification en deux étapes n’est pas encore possible sur cet ordinateur
    .help = Connectez-vous une fois avec un code sur un ordinateur de confiance. Vous pourrez ensuite vous connecter ici aussi.
sign-in-set-up-second-factor = Votre compte exige la vérification en deux étapes, qui ne peut pas être configurée sur cet ordinateur
    .help = Connectez-vous sur un ordinateur de confiance et configurez-la.
sign-in-expired = La connexion a pris trop de temps ou votre compte a été modifié
    .help = Reconnectez-vous.
sign-in-recovered = Votre mot de passe a été changé
    .help = Connectez-vous avec le nouveau mot de passe.
sign-in-username-found = Votre nom d’utilisateur est { $username }
    .help = Utilisez-le pour vous connecter.
sign-in-forgot-password = Mot de passe oublié ?
sign-in-forgot-username = Nom d’utilisateur oublié ?
sign-in-have-code = J’ai un code
session-limit-user = Session déjà ouverte sur cet ordinateur
    .help = Déconnectez-vous d’abord dans l’autre fenêtre.
session-limit-reached = Le nombre maximal de sessions est atteint
    .help = Réessayez lorsqu’un utilisateur se sera déconnecté.
form-cleared = Ce formulaire a été vidé
    .help = Les formulaires sont vidés lorsqu’ils ne sont pas utilisés pendant un moment. Recommencez.
codes-hidden = Vos codes de secours ont été masqués
    .help = Ils sont masqués lorsque la fenêtre n’est pas utilisée pendant un moment. Connectez-vous et créez-en de nouveaux dans votre compte.
sign-in-was-locked = La fenêtre était verrouillée
    .help = Saisissez votre mot de passe pour continuer.
sign-in-ended = Votre session a été fermée, car votre compte a été modifié
    .help = Reconnectez-vous. En cas d’échec, contactez un administrateur.
sign-in-ended-by-server = Vous avez été déconnecté, car votre compte a été modifié ou le serveur a mis fin à votre session
    .help = Reconnectez-vous. En cas d’échec, contactez un administrateur.
sign-in-restored = La sauvegarde a été restaurée
    .help = Reconnectez-vous.
keyring-absent = Aucun trousseau n’est actif sur cet ordinateur
keyring-locked = Le trousseau de cet ordinateur est verrouillé. Déverrouillez-le, puis réessayez.
keyring-slow = Le trousseau de cet ordinateur ne répond pas
keyring-failed = Le trousseau de cet ordinateur a signalé une erreur

## Démonstration
demo-banner = Démonstration. Rien n’est enregistré.
demo-intro = Se connecter en un clic en tant que
demo-user = Nom d’utilisateur { $username } · mot de passe { $password }
demo-sign-in = { $name } ({ $roles })

## S’inscrire
register-heading = Créer un compte
register-intro = Vous pouvez vous inscrire si un administrateur a autorisé votre adresse e-mail.
register-intro-approval = Un administrateur doit approuver votre compte avant votre première connexion.
register-intro-open = Tout le monde peut créer un compte.
register-button = Créer le compte
register-back = Retour à la connexion
register-not-accepted = Impossible de s’inscrire avec cette adresse e-mail. Demandez à un administrateur de l’autoriser.
register-proof-heading = Consultez votre messagerie
register-proof-intro = Si { $email } peut être inscrite, un code y a été envoyé. Il est valable { $minutes } minutes.
register-code = Code reçu par e-mail
register-code-mistyped = Ce n’est pas un code valide. Un code comporte 8 lettres et chiffres.
register-code-wrong = { $left ->
    [one] Code incorrect. Il vous reste { $left } essai.
   *[other] Code incorrect. Il vous reste { $left } essais.
}
register-code-expired = Le code n’est plus valable
    .help = Il a expiré ou a été mal saisi trop souvent. Demandez-en un autre.
register-code-sent = Un autre code a été envoyé
    .help = Le précédent n’est plus valable.
register-code-too-soon = Un code a été envoyé il y a peu
    .help = Patientez un peu, puis demandez-en un autre. Vérifiez aussi le dossier des indésirables.
register-resend = Envoyer un autre code
register-edit = Modifier la saisie
register-no-mail = L’inscription est impossible pour le moment
    .help = Un code doit être envoyé à votre adresse e-mail, et aucun serveur de messagerie n’est configuré. Contactez un administrateur.
register-username-taken = Ce nom d’utilisateur est déjà pris. Choisissez-en un autre.
register-too-many-waiting = Trop de comptes sont en attente d’approbation
    .help = Demandez à un administrateur d’en approuver ou d’en refuser, puis réessayez.
register-too-many-here = Trop d’inscriptions sur cet ordinateur
    .help = Réessayez dans une heure ou demandez à un administrateur de vous ajouter.

## Deuxième étape
code-heading = Vérification en deux étapes
code-field = Code de votre application d’authentification
code-recovery-field = Code de secours
code-reset-field = Code de réinitialisation
code-recovery-only = Votre mot de passe a été réinitialisé. Un code de secours est donc nécessaire cette fois-ci.
code-after-recovery = Votre mot de passe a été défini avec un code de secours. Un deuxième n’est pas accepté maintenant. Si vous avez perdu votre téléphone, demandez un code de réinitialisation à un administrateur.
code-use-recovery = Utiliser un code de secours
code-use-reset = Code d’un administrateur
code-use-app = Utiliser l’application
button-continue = Continuer
code-busy = Vérification…
code-wrong = Code incorrect. Vérifiez l’heure de votre téléphone et de cet ordinateur.
code-recovery-wrong = Code incorrect ou déjà utilisé
new-password-heading = Choisir un nouveau mot de passe
new-password-intro = Un administrateur exige que vous choisissiez un nouveau mot de passe avant de continuer.

## Identifiants oubliés
recover-password-heading = Mot de passe oublié
recover-password-intro = Saisissez l’un de vos codes de secours ou le code de réinitialisation fourni par un administrateur, puis choisissez un nouveau mot de passe.
recover-first-heading = Choisir le premier mot de passe
recover-first-intro = Saisissez votre nom d’utilisateur ou votre e-mail et le code fourni par un administrateur, puis choisissez un mot de passe. Connectez-vous ensuite avec celui-ci.
recover-username-heading = Nom d’utilisateur oublié
recover-username-intro = Pour voir tout de même votre nom d’utilisateur, saisissez votre adresse e-mail et l’un de vos codes de secours. Ce code ne pourra plus être utilisé. Si vous n’en avez pas, contactez un administrateur.
recover-username-email = Vous pouvez vous connecter avec votre adresse e-mail
    .help = Revenez en arrière et saisissez-la à la place du nom d’utilisateur. Aucun code n’est nécessaire.
recover-code = Code de secours ou de réinitialisation
recover-first-code = Code fourni par un administrateur
recover-first-button = Choisir le mot de passe
recover-username-button = Voir mon nom d’utilisateur
recover-mail-code = Recevoir un code par e-mail
recover-mail-username = Recevoir par e-mail
recover-mailed = Si ce compte existe, un e-mail a été envoyé
    .help = La réception peut prendre une minute. Vérifiez aussi le courrier indésirable.
recover-refused = Le nom et le code ne correspondent pas, ou le code a déjà été utilisé ou a expiré
    .help = Vérifiez les deux ou demandez un code de réinitialisation à un administrateur.
recover-too-many-here = Trop de codes ont été essayés sur cet ordinateur
    .help = Réessayez dans une heure ou utilisez un ordinateur de confiance.
mail-code = Code de réinitialisation pour { $app }
    .help = Votre code de réinitialisation est

        { $code }

    Il est valable { $minutes } minutes et ne peut être utilisé qu’une fois. Si vous ne l’avez pas demandé, ignorez cet e-mail. Rien n’a été modifié.
mail-first-code = Votre compte pour { $app }
    .help = Un compte a été créé pour vous. Votre nom d’utilisateur est { $username }.

    À l’écran de connexion, choisissez « J’ai un code » et définissez votre mot de passe avec ce code :

        { $code }

    Il est valable { $hours } heures et ne fonctionne qu’une fois. Si vous n’attendiez pas cet e-mail, ignorez-le.
mail-username = Votre nom d’utilisateur pour { $app }
    .help = Votre nom d’utilisateur est { $username }.

    Si vous ne l’avez pas demandé, ignorez cet e-mail. Rien n’a été modifié.
mail-proof = Votre inscription à { $app }
    .help = Pour vous inscrire, saisissez ce code :

        { $code }

    Il est valable { $minutes } minutes et ne peut être utilisé qu’une fois. Si vous ne vous êtes pas inscrit, ignorez cet e-mail. Aucun compte n’est créé sans le code.
mail-has-account = Votre compte { $app }
    .help = Quelqu’un a essayé de s’inscrire avec cette adresse e-mail, mais vous avez déjà un compte. Votre nom d’utilisateur est { $username }.

    Si c’était vous, connectez-vous ou choisissez « Mot de passe oublié ? ». Sinon, ignorez cet e-mail. Rien n’a été modifié.
mail-test = E-mail de test envoyé par { $app }
    .help = L’envoi d’e-mails fonctionne.
mail-no-server = Aucun serveur de messagerie n’est configuré
    .help = Ajoutez une section « mail » au fichier de configuration. Vous trouverez un exemple dans config.example.yaml.
mail-failed = L’e-mail n’a pas été envoyé : { $reason }
    .help = Vérifiez la section « mail » du fichier de configuration.

## Erreurs dans les champs
error-name-missing = Saisissez un nom
error-email-missing = Saisissez une adresse e-mail
error-email-form = Saisissez une adresse e-mail comme nom@example.org
error-field-missing = Remplissez ce champ
error-field-long = Utilisez au maximum { $max } caractères
error-field-character = Utilisez une seule ligne de texte, sans caractères spéciaux
error-value-refused = Cette valeur n’est pas acceptée
error-username-missing = Saisissez un nom d’utilisateur
error-date = Saisissez la date sous la forme année-mois-jour, par exemple 2026-12-01
error-hours = Saisissez des jours et des heures, par exemple mon-fri 08:00-18:00, sat 09:00-13:00
error-username-character = Utilisez uniquement des lettres, des chiffres et . _ - + @
error-password-missing = Saisissez un mot de passe
error-password-short = Utilisez au moins { $min } caractères
error-password-long = Ce mot de passe est trop long. Utilisez moins de { $max } caractères.
error-password-shared = Ce mot de passe est trop long pour Streamlit-Authenticator, qui utilise aussi ce fichier. Utilisez { $max } lettres au maximum ; les accents et les emojis comptent plusieurs fois.
error-password-common = Ce mot de passe est facile à deviner. Utilisez plusieurs mots sans rapport entre eux.
error-password-own = Ce mot de passe ressemble trop à votre nom, à votre adresse e-mail ou au nom de ce programme. Utilisez d’autres mots.
error-password-control = Utilisez uniquement des caractères visibles, sans saut de ligne ni tabulation
error-code-missing = Saisissez un code
error-code-mistyped = Ce code n’est pas valide. Un code comporte 28 lettres et chiffres. Vérifiez votre saisie.
error-not-hashed = Le mot de passe n’a pas pu être protégé. Rien n’a été enregistré. Réessayez.
error-internal = Une erreur interne est survenue et l’opération n’a pas abouti. Réessayez.

## Ajout, modification et suppression d’utilisateurs
user-unknown = Aucun utilisateur n’a ce nom d’utilisateur ou cette adresse e-mail
    .help = « { PROGRAM() } user list » affiche tous les utilisateurs.
user-email-taken = Cette adresse e-mail est déjà utilisée par { $other }
user-last-administrator = C’est le dernier administrateur qui peut se connecter. Rien n’a été modifié.
    .help = Attribuez d’abord le rôle « admin » à un autre utilisateur.
user-not-allowed = Vous n’avez pas l’autorisation nécessaire
    .help = Contactez un utilisateur qui a plus d’autorisations.
user-unconfirmed = Le rôle donne des autorisations, ce qui n’a pas été confirmé. Aucun utilisateur n’a été modifié.
user-too-many = Sur cet ordinateur, { $most } utilisateurs au plus peuvent être modifiés à la fois. Sélectionnez-en moins ou utilisez un ordinateur de confiance.
user-too-many-changes = Vous avez fait trop de modifications au cours de la dernière heure. Réessayez plus tard ou utilisez un ordinateur de confiance.
user-too-many-emails = Sur cet ordinateur, { $most } adresses au plus peuvent être autorisées à la fois. Saisissez-en moins ou utilisez un ordinateur de confiance.
user-yourself = Vous ne pouvez ni supprimer ni désactiver votre propre compte
    .help = Contactez un autre administrateur.
user-not-approved = Action non effectuée : une deuxième personne doit l’approuver
    .help = Réessayez et demandez à un utilisateur qui peut l’approuver.
user-reauthenticate = Saisissez à nouveau votre mot de passe
user-no-password = Cet utilisateur n’a pas de mot de passe à réinitialiser
user-entry-mistake = L’entrée de cet utilisateur dans le fichier de configuration contient une erreur
    .help = Corrigez-la d’abord dans le fichier. « { PROGRAM() } check » indique la ligne.
user-role-in-use = Le rôle « { $role } » est encore utilisé. Utilisateurs : { $users }, pages : { $pages }, autres paramètres : { $settings }.
    .help = Retirez-le d’abord à ces endroits.
user-role-taken = Un rôle nommé « { $role } » existe déjà
user-new-users-permission = Tous les utilisateurs qui s’inscrivent recevraient une autorisation. Rien n’a été modifié.
    .help = Retirez d’abord le rôle de ceux des nouveaux utilisateurs.
restore-gives-permissions = Cette sauvegarde accorderait des autorisations à { $names }. Rien n’a été restauré.
    .help = Si ces utilisateurs peuvent les avoir, confirmez avec --give-permissions.
restore-owner-settings = Cette sauvegarde modifierait des paramètres que seul le propriétaire du fichier de configuration peut modifier : { $settings }
    .help = Restaurez-la en ligne de commande.
restore-no-administrator = Avec cette sauvegarde, aucun administrateur ne pourrait se connecter
    .help = Choisissez une autre sauvegarde, ou restaurez celle-ci en ligne de commande.
user-name-shared = Un compte antérieur avait aussi ce nom d’utilisateur. Impossible de savoir lequel effacer.
    .help = Utilisez l’identifiant du compte au lieu du nom : « { PROGRAM() } user erase ID --yes ». Compte actuel : { $account }. Antérieurs : { $earlier }.
user-not-erased = Le compte a été supprimé, mais son nom figure encore dans le journal d’audit : { $reason }
    .help = La commande « { PROGRAM() } user erase » permet de réessayer.
user-nothing-to-change = Il n’y a rien à modifier
user-role-missing = Un rôle doit avoir un nom. Rien n’a été modifié.

## Connecté
app-greeting = Bonjour, { $name }
welcome-heading = Bienvenue
last-sign-in = Dernière connexion : { $when }
last-sign-in-quiet = Dernière connexion : { $when }. Aucune tentative échouée depuis.
last-sign-in-first = C’est votre première connexion sur cet ordinateur.
ago-now = à l’instant
ago-minutes = il y a { $number ->
    [one] { $number } minute
   *[other] { $number } minutes
}
ago-hours = il y a { $number ->
    [one] { $number } heure
   *[other] { $number } heures
}
ago-days = il y a { $number ->
    [one] { $number } jour
   *[other] { $number } jours
}
last-sign-in-failures = { $failures ->
    [one] { $failures } mot de passe incorrect
   *[other] { $failures } mots de passe incorrects
} depuis votre dernière connexion
last-sign-in-own-failures = { $failures ->
    [one] { $failures } mot de passe incorrect
   *[other] { $failures } mots de passe incorrects
} juste avant cette connexion
security-heading = Depuis votre dernière connexion
security-password-changed = Votre mot de passe a été changé { $ago }.
security-password-set = Un administrateur a changé votre mot de passe { $ago }.
security-password-recovered = Votre mot de passe a été changé à l’aide d’un code { $ago }.
security-reset-started = Un administrateur a créé un code de réinitialisation pour vous { $ago }.
security-code-used = Un code de secours a été utilisé { $ago }.
security-codes-renewed = Vos codes de secours ont été remplacés { $ago }.
security-codes-ended = Vos codes de secours ont cessé de fonctionner { $ago }. Créez-en d’autres dans votre compte.
security-credentials-ended = Un administrateur a invalidé { $ago } votre mot de passe, vos sessions, vos codes de secours et la vérification en deux étapes.
security-two-step-on = La vérification en deux étapes a été activée { $ago }.
security-two-step-off = La vérification en deux étapes a été désactivée { $ago }.
security-email-changed = Votre adresse e-mail a été modifiée { $ago }.
security-signed-out = Toutes vos sessions ont été fermées { $ago }.
security-token-reused = Une copie de votre connexion enregistrée a été utilisée { $ago }.
security-pin-set = Un code PIN a été défini pour votre compte sur cet ordinateur { $ago }.
security-pin-changed = Le code PIN de votre compte sur cet ordinateur a été modifié { $ago }.
security-pin-removed = Le code PIN de votre compte sur cet ordinateur a été supprimé { $ago }.
security-badge-set = Un badge a été défini pour votre compte sur cet ordinateur { $ago }.
security-badge-removed = Le badge de votre compte sur cet ordinateur a été supprimé { $ago }.
security-pin-spent = Un code PIN incorrect a été saisi cinq fois pour vous { $ago }.
security-badge-shown = Votre badge a été lu hors du formulaire de connexion { $ago }. Il déverrouillera de nouveau après la saisie de votre mot de passe.
security-advice = Si ce n’était pas vous, changez votre mot de passe et prévenez un administrateur.

## Verrouillé
lock-button = Verrouiller ({ $keys })
lock-heading = Verrouillé par { $name }
lock-intro = Votre session est toujours ouverte. Saisissez votre mot de passe pour continuer.
lock-since = Verrouillé : { $time }. Votre session est toujours ouverte.
sign-in-parked-count = { $count ->
    [one] 1 session est en attente
   *[other] { $count } sessions sont en attente
}
sign-in-parked = Sessions en attente : { $users }
parked-user = { $name } (depuis { $time })
parked-more = { $count } de plus
parked-ended = Votre session en attente a pris fin
    .help = Ce qui y était ouvert a été fermé et les modifications non enregistrées sont perdues.
lock-typing = Vous étiez en train de saisir du texte quand la fenêtre s’est verrouillée. Attendez 2 secondes ou cliquez dans le champ, puis saisissez votre mot de passe.
lock-unlock = Déverrouiller
lock-switch = Changer d’utilisateur
lock-use-password = Utiliser le mot de passe
lock-codes = Des codes sont ouverts dans cette fenêtre. Saisissez votre mot de passe pour les voir.
lock-use-pin = Utiliser le code PIN
lock-wrong = Mot de passe incorrect. Vérifiez la touche Verr. Maj et réessayez.
lock-busy = Verrouillage…
lock-unmarked = Ce verrouillage n’a pas pu être enregistré
    .help = Si le programme est fermé, il pourrait se rouvrir sans demander de mot de passe. Déverrouillez la fenêtre et déconnectez-vous avant de partir.
lock-outage = Pas de connexion aux comptes d’utilisateur
    .help = Vous pouvez déverrouiller avec votre mot de passe. Les comptes et les paramètres ne pourront être modifiés qu’une fois la connexion rétablie.
lock-outage-closed = Pas de connexion aux comptes d’utilisateur
    .help = Vous pourrez déverrouiller cette fenêtre une fois la connexion rétablie. Le programme réessaie automatiquement.
lock-outage-tries = Trop de mots de passe incorrects
    .help = Attendez que la connexion aux comptes d’utilisateur soit rétablie, puis saisissez votre mot de passe.
lock-warning = Cette fenêtre va être verrouillée
    .help = Verrouillage dans { $time } minutes. Appuyez sur une touche pour continuer.

## Badge
badge-title = Badge
badge-heading = Définir un badge
badge-change = Changer de badge
badge-intro = Un badge indique qui vous êtes sur cet ordinateur : vous n’avez plus qu’à saisir votre code PIN ou votre mot de passe.
badge-set-button = Enregistrer le badge
badge-off-heading = Supprimer le badge
badge-off-button = Supprimer le badge
badge-set = Votre badge a été enregistré
badge-removed = Votre badge a été supprimé
badge-not-set = Aucun. Avec un badge, vous n’avez ni à saisir ni à choisir votre nom.
badge-ready = Défini sur cet ordinateur.
badge-scan-first = Présentez le badge au lecteur.
badge-scan-again = Présentez de nouveau le même badge au lecteur.
badge-scans-differ = Les deux lectures sont différentes. Présentez encore une fois le badge au lecteur pour recommencer.
badge-scanned = Le badge a été lu deux fois.
badge-unknown = Ce badge n’est pas connu ici
    .help = Connectez-vous avec votre nom ou demandez à un administrateur de définir le badge.
badge-not-enough = Un badge ne suffit pas ici
    .help = Remplissez le formulaire.
badge-taken = Ce badge appartient à un autre utilisateur
    .help = Utilisez un autre badge, ou faites-le d’abord supprimer pour cet utilisateur.
badge-of-another = Ce badge appartient à un autre utilisateur
    .help = Verrouillez la fenêtre ou changez d’utilisateur, puis présentez votre badge.
badge-too-many = Trop de badges inconnus
    .help = Attendez quelques secondes ou saisissez votre code PIN ou votre mot de passe.
badge-too-many-here = Trop de badges inconnus sur cet ordinateur
    .help = Saisissez votre code PIN ou votre mot de passe. Les badges fonctionneront à nouveau dans une heure au plus tard.

## PIN
pin-title = Code PIN
pin-field = Code PIN
pin-new = Nouveau code PIN
pin-help = 4 à 8 chiffres. Pas de date, d’année ni de suite comme 1234.
pin-delete = Supprimer le dernier chiffre
pin-heading = Définir un code PIN
pin-change = Modifier le code PIN
pin-intro = Un code PIN déverrouille cette fenêtre sur cet ordinateur jusqu’à la prochaine connexion complète requise. Saisissez votre mot de passe pour confirmer votre identité.
pin-set-button = Enregistrer le code PIN
pin-off-heading = Supprimer le code PIN
pin-off-button = Supprimer le code PIN
pin-set = Votre code PIN a été enregistré
pin-removed = Votre code PIN a été supprimé
pin-not-set = Aucun. Avec un code PIN, vous déverrouillez cette fenêtre sans votre mot de passe.
pin-ready = Défini. Il déverrouille cette fenêtre sur cet ordinateur.
pin-missing = Saisissez votre code PIN
pin-length = Un code PIN comporte 4 à 8 chiffres
pin-common = Trop facile à deviner. Choisissez des chiffres qui ne forment ni une date, ni une année, ni une suite.
pin-own = Il figure dans votre nom, votre adresse ou vos données. Choisissez d’autres chiffres.
pin-wrong = { $left ->
    [one] Code PIN incorrect. Il reste 1 essai.
   *[other] Code PIN incorrect. Il reste { $left } essais.
}
pin-off = Les codes PIN sont désactivés
    .help = Saisissez votre mot de passe pour continuer.
pin-role = Votre rôle ne permet pas de code PIN
    .help = Saisissez votre mot de passe pour continuer.
pin-none = Vous n’avez pas de code PIN sur cet ordinateur
    .help = Saisissez votre mot de passe. Vous pouvez définir un code PIN dans votre compte.
pin-spent = Trop de codes PIN incorrects
    .help = Saisissez votre mot de passe. Votre code PIN fonctionnera de nouveau ensuite.
pin-expired = Votre code PIN exige d’abord votre mot de passe
    .help = La dernière connexion complète est trop ancienne. Votre code PIN fonctionnera de nouveau une fois que vous vous serez connecté avec votre mot de passe.
pin-restarted = Après un redémarrage, votre code PIN exige votre mot de passe
    .help = L’ordinateur a été redémarré. Votre code PIN fonctionnera de nouveau une fois que vous vous serez connecté avec votre mot de passe.

## Le compte
account-heading = Votre compte
account-back = Retour
account-profile = Nom et adresse e-mail
account-profile-change = Modifier le profil
picture-heading = Image de profil
picture-intro = Cette image apparaît sur votre vignette à l’écran de connexion. Saisissez votre mot de passe pour confirmer.
picture-help = Chemin complet d’un fichier PNG ou JPEG sur cet ordinateur. Laissez vide pour n’afficher aucune image.
picture-wrong = Ce n’est pas un fichier PNG ou JPEG lisible
picture-changed = Votre image de profil a été enregistrée
account-no-email = Aucune adresse e-mail
account-sign-in = Connexion
account-two-step = Vérification en deux étapes
account-two-step-on = Activée. Après le mot de passe, vous saisissez un code de votre application d’authentification.
account-two-step-off = Désactivée. Activez-la pour qu’un mot de passe volé ne suffise pas pour se connecter.
account-two-step-required = Votre rôle l’exige.
account-codes = Codes de secours
account-codes-left = { $count ->
    [0] Vous n’en avez aucun. Un code de secours vous permet de vous reconnecter si vous oubliez votre mot de passe.
    [one] Il reste { $count } code.
   *[other] Il reste { $count } codes.
}
account-codes-few = Il n’en reste que quelques-uns. Créez-en d’autres.
account-devices = Ordinateurs mémorisés
account-devices-none = Aucun ordinateur mémorisé.
account-device = { $name }
account-device-this = { $name } (cet ordinateur)
account-device-used = Mémorisé { $since }, dernière utilisation { $used }.
account-activity = Votre activité
account-data = Données vous concernant
account-data-intro = Un fichier avec vos informations, les ordinateurs mémorisés et votre activité sur cet ordinateur. Il ne contient ni mot de passe ni code.
account-data-save = Enregistrer mes données
account-computer = Cet ordinateur
account-computer-restricted = Ordinateur restreint
account-computer-restricted-intro = Le serveur vérifie tout ce qui est fait ici. Certaines actions ne sont possibles que sur un ordinateur de confiance.
account-computer-trusted = Ordinateur de confiance
account-computer-trusted-intro = Il peut lire et modifier tous les utilisateurs et paramètres.
account-computer-connected = Connecté à { $location }
account-computer-away = Pas de connexion à { $location }
account-appearance = Apparence
account-motion = Animer les menus et les boîtes de dialogue
account-theme = Thème
account-theme-intro = Comme le système, ou toujours clair ou sombre
account-language = Langue
account-language-intro = S’applique à tous les utilisateurs de cet ordinateur
account-forget = Retirer { $name }
account-confirm-intro = Saisissez votre mot de passe pour confirmer.
account-confirm-button = Confirmer
account-busy = Un instant…
password-heading = Changer le mot de passe
password-intro = Si vous changez de mot de passe, vos autres sessions seront fermées.
password-button = Changer le mot de passe
password-wrong = Le mot de passe actuel est incorrect
password-same = C’est déjà votre mot de passe. Choisissez-en un autre.
password-changed = Votre mot de passe a été changé
    .help = Utilisez désormais le nouveau mot de passe.
password-suggest = Proposer une phrase de passe
strength-label = Niveau de sécurité
strength-very-weak = Très faible – très facile à deviner
strength-weak = Faible – facile à deviner
strength-fair = Moyen
strength-good = Bon
strength-strong = Fort
details-button = Enregistrer
details-changed = Votre nom et votre adresse e-mail ont été enregistrés
details-email-taken = Cette adresse e-mail ne peut pas être utilisée. Choisissez-en une autre ou contactez un administrateur.
two-step-heading = Configurer la vérification
two-step-intro = Il vous faut une application d’authentification sur votre téléphone, par exemple Aegis, 2FAS ou Google Authenticator.
two-step-effect = Vos codes de secours sont remplacés, et les ordinateurs mémorisés redemandent le mot de passe
    .help = Vous obtenez de nouveaux codes à la fin. Les anciens ne fonctionneront alors plus.
two-step-move-heading = Utiliser un autre téléphone
two-step-move-intro = Votre téléphone actuel fonctionne jusqu’à ce que vous saisissiez le premier code du nouveau.
two-step-scan = Scannez le code QR avec l’application ou saisissez-y la clé. Saisissez ensuite le code affiché par l’application.
two-step-picture = Code QR à scanner avec l’application. Il contient la clé affichée en dessous.
two-step-key = Clé
two-step-copy = Copier la clé
two-step-code = Code de l’application
two-step-button = Activer
two-step-on = La vérification en deux étapes est activée
two-step-off-heading = Désactiver la vérification en deux étapes
two-step-off-button = Désactiver
two-step-off = La vérification en deux étapes est désactivée
two-step-required = La vérification en deux étapes ne peut pas être désactivée
    .help = Votre rôle l’exige, ou elle est déjà désactivée.
codes-heading = Vos codes de secours
codes-intro = Chaque code vous permet de vous connecter une fois si vous oubliez votre mot de passe ou perdez votre téléphone. Conservez-les en lieu sûr. Ils ne seront plus affichés.
codes-copy = Copier
codes-copied = Copié
codes-save = Enregistrer dans un fichier
codes-print = Imprimer
codes-confirm = J’ai enregistré les codes
clipboard-copied = Copié. Le presse-papiers sera vidé dans { $seconds } secondes.
clipboard-failed = Impossible de copier le texte : { $reason }
codes-saved = Enregistré sous { $path }
codes-printed = Envoyé à l’imprimante
codes-not-saved = Les codes n’ont pas pu être enregistrés : { $reason }
    .help = Copiez-les à la place.
codes-not-printed = Les codes n’ont pas pu être imprimés : { $reason }
    .help = Enregistrez-les dans un fichier et imprimez-le.
codes-text = Codes de secours du compte { $username } pour { $app }
    .help = Chaque code fonctionne une seule fois. Rayez ceux que vous avez utilisés.
codes-renew-heading = Générer de nouveaux codes de secours
codes-renew-intro = Vos codes actuels ne fonctionneront plus.
codes-renew-button = Générer de nouveaux codes
codes-renewed = De nouveaux codes de secours ont été générés
sign-out-heading = Fermer les autres sessions
sign-out-intro = Ferme toutes vos autres sessions sur tous les ordinateurs, y compris les connexions enregistrées.
sign-out-button = Fermer les autres sessions
signed-out-everywhere = Vos autres sessions ont été fermées
forget-heading = Retirer { $name }
forget-intro = Vous ne resterez plus connecté sur cet ordinateur.
forget-button = Retirer
forget-done = L’ordinateur a été retiré
key-lost = Vos codes de secours et la vérification en deux étapes sont liés à un ancien mot de passe
    .help = Reconnectez-vous avec un code de secours ou demandez à un administrateur de désactiver la vérification en deux étapes.

## Connecté
app-user = { $name } · { $roles }
app-home = Accueil
app-pages = Pages
app-lock = Verrouiller
app-waiting = { $count ->
    [one] Un utilisateur attend une approbation
   *[other] { $count } utilisateurs attendent une approbation
}
app-manage = Administration
app-account-menu = Menu du compte : { $user }
app-sign-out = Se déconnecter
palette-open = Rechercher…
palette-heading = Aller à
palette-search = Rechercher une page, un utilisateur ou une action
search-none = Aucun résultat
palette-page = Page
palette-user = Utilisateur
palette-action = Action
app-no-pages-heading = Aucune page pour le moment
app-no-pages = Demandez à un administrateur l’accès à une page pour vous ou pour l’un de vos rôles.
app-no-pages-admin = Les pages que vous pouvez ouvrir s’affichent ici. Choisissez dans les paramètres qui peut ouvrir chaque page.
steps-heading = Premières étapes
steps-intro = { $done ->
    [one] { $done } sur { $count } terminée
   *[other] { $done } sur { $count } terminées
}
steps-hide = Masquer
steps-show = Afficher les étapes
steps-done = Terminé
step-users = Ajouter les utilisateurs
step-users-help = Un par un, ou toute une liste depuis un fichier CSV
step-users-go = Ajouter
step-look = Choisir un titre et une couleur
step-look-help = Ce que voient les utilisateurs à la connexion
step-look-go = Choisir
step-page = Créer une page
step-page-help = Notes pour l’équipe, ou programmes et liens à lancer
step-page-go = Créer une page
step-registration = Décider qui peut s’inscrire
step-registration-help = Adresses invitées, tout le monde ou personne
step-registration-go = Décider
step-administrator = Ajouter un second administrateur
step-administrator-help = Pourra vous aider si vous perdez votre mot de passe
step-administrator-go = Ajouter un administrateur
page-for-everyone = Pour tous
page-for-roles = Pour { $roles }
page-users = { $count ->
    [one] { $count } utilisateur
   *[other] { $count } utilisateurs
}
page-text = Page à lire
page-items = { $count ->
    [one] { $count } élément
   *[other] { $count } éléments
}
app-page-reading = Ouverture de la page…
app-page-empty = Cette page est vide
page-contents = Sur cette page
page-copy-code = Copier le code
page-task-done = Fait
page-task-open = Pas encore fait
page-closed = Vous n’avez plus accès à la page que vous aviez ouverte
    .help = Choisissez une autre page ou contactez un administrateur.
exit-refused = Vous êtes toujours connecté : { $reason }
    .help = Terminez d’abord cette opération ou déconnectez-vous quand même.
app-changing = Une modification n’est pas encore terminée
    .help = Restez ici jusqu’à la fin : le résultat ne s’affiche qu’ici.
exit-anyway = Se déconnecter quand même
exit-not-finished = l’application n’a pas terminé son travail.
activity-unrecorded = L’activité n’est pas consignée : { $reason }
    .help = Prévenez un administrateur. Le disque est peut-être plein ou le dossier de données protégé en écriture.
file-error = { $file } contient une erreur à la ligne { $line }, colonne { $column } ; sa dernière modification n’est donc pas appliquée
    .help = La configuration précédente reste en vigueur jusqu’à la correction de l’erreur.
page-not-allowed = Vous n’avez plus accès à cette page. Contactez un administrateur.
page-approval = Une deuxième personne doit approuver l’ouverture de cette page
    .help = Elle est de nouveau masquée lorsque vous la quittez, lorsque la fenêtre est verrouillée et à la fin de la durée d’approbation.
page-approval-ask = Demander à une deuxième personne
page-approval-left = Masquée de nouveau dans { $time }
page-unreadable = Le texte de cette page, { $path }, ne peut pas être lu : { $reason }
    .help = Placez le fichier à cet endroit ou corrigez le chemin dans { $file }, ligne { $line }.
page-too-long = Cette page est trop longue : { $path }, ligne { $line }
    .help = Répartissez-la sur plusieurs pages.
page-too-deep = Cette page a trop de niveaux : { $path }, ligne { $line }
    .help = Utilisez moins de niveaux de listes et de citations.
page-link = Cette page contient un lien qui ne peut pas être ouvert : { $path }, ligne { $line }
    .help = Commencez les liens par https://, http://, mailto: ou tel:.
page-picture = Cette page contient une image qui ne peut pas être affichée : { $path }, ligne { $line }
    .help = Placez l’image dans le dossier de la page et écrivez son chemin à partir de là, sans « .. ».
launch-start = Lancer { $title }
launch-open = Ouvrir { $title }
launch-started = { $title } a démarré
launch-not-started = Impossible de lancer { $title } : { $reason }
    .help = Demandez à un administrateur de vérifier l’entrée correspondante dans le fichier de configuration.
launch-changed = Rien n’a été lancé : « { $title } » se trouve maintenant à cet endroit
    .help = La page a changé depuis votre demande. Réessayez.
launch-option = { $title } n’a pas été lancé : la valeur de « { $value } » commence par « { $sign } » et pourrait être prise pour une option
    .help = Demandez à un administrateur d’écrire du texte devant le paramètre, comme --user={ "{" }username{ "}" }, ou de modifier la valeur.
launch-unsafe = { $title } n’a pas été lancé : la valeur de « { $value } » contient un caractère que les programmes peuvent mal lire, comme un saut de ligne ou un guillemet pleine chasse
    .help = Demandez à un administrateur de corriger la valeur.
launch-placeholder = { $title } n’a pas été lancé : « { $found } » est un paramètre inconnu
    .help = Demandez à un administrateur de corriger la page.
launch-shell = { $title } n’a pas été lancé : { $program } exécute du texte comme des commandes, et un nom d’utilisateur pourrait être exécuté comme une commande
    .help = Demandez à un administrateur de supprimer le paramètre. Le programme peut lire les variables d’environnement.
launch-batch-file = { $title } n’a pas été lancé : les fichiers de commandes (.bat, .cmd) s’exécutent dans un shell
    .help = Demandez à un administrateur d’indiquer le programme lui-même.
remember-failed = Vous êtes connecté, mais cet ordinateur ne peut pas enregistrer votre connexion : { $reason }
    .help = La prochaine fois, connectez-vous avec votre mot de passe.
remember-failed-account = la connexion ne peut pas être enregistrée pour ce compte
remember-failed-state = la base de données d’état n’a pas pu être utilisée
sign-out-failed = Vous êtes déconnecté, mais l’entrée du trousseau n’a pas pu être supprimée : { $reason }
    .help = La connexion qui y reste enregistrée n’est plus valable.
sign-out-failed-state = Vous êtes déconnecté, mais la déconnexion n’a pas pu être enregistrée : { $reason }
    .help = Votre session pourrait se rouvrir au prochain démarrage. Dans ce cas, déconnectez-vous à nouveau ou prévenez un administrateur.
warnings-heading = { $count ->
    [one] Le fichier de configuration contient { $count } avertissement
   *[other] Le fichier de configuration contient { $count } avertissements
}

## Utilisateurs
users-heading = Utilisateurs
loading = Chargement…
users-add = Ajouter un utilisateur
users-invite = Autoriser des adresses
users-import = Importer des utilisateurs
table-export = Exporter en CSV
table-saved = Enregistré sous { $path }
users-only-you = Vous êtes le seul utilisateur pour le moment. Ajoutez ou importez des utilisateurs.
users-no-match = Aucun résultat
    .help = Modifiez la recherche ou les filtres.
users-count = { $shown } sur { $all }
users-search = Rechercher un nom, un e-mail
users-role = Rôle
users-any = Tous
users-open = Ouvrir
users-actions = Actions pour { $name }
users-tab-everyone = Tous
users-tab-waiting = En attente d’approbation
users-tab-waiting-short = En attente
users-tab-allowed = Adresses autorisées
users-tab-allowed-short = Autorisées
users-waiting-intro = Ces personnes se sont inscrites et ne peuvent pas encore se connecter. Après un refus, elles peuvent s’inscrire de nouveau.
users-waiting-none = Aucune demande en attente d’approbation
users-allowed-none = Aucune adresse n’est autorisée pour le moment
users-refuse-button = Refuser
users-refuse = Refuser { $name }
users-remove-address = Retirer
users-you = vous
users-status-must-change = Doit changer de mot de passe
button-filter = Filtrer
button-filtered = Filtre : { $what }
users-column-name = Nom
users-column-status = État
users-column-last = Dernière connexion
users-parked = En attente depuis
users-quick = Déverrouillage rapide
users-parked-list = Sessions en attente :
users-column-two-step = 2 étapes
users-sort = Trier par « { $column } »
users-ascending = Croissant
users-descending = Décroissant
users-never = Jamais
users-two-step-on = Oui
users-two-step-off = Non
users-waiting-without-email = L’adresse indiquée lors de l’inscription appartient à un autre compte. N’approuvez que si vous savez qui s’est inscrit.
users-must-change = À changer à la prochaine connexion
users-password-changed = Modifié { $ago }
users-codes = Codes de secours
users-codes-left = { $count ->
    [one] { $count } restant
   *[other] { $count } restants
}
users-recent = Activité récente
status-waiting = Approbation en attente
status-locked = Verrouillé
status-locked-for = Verrouillé ({ $minutes } min)
status-locked-hours = Verrouillé ({ $hours } h)
status-active = Actif
status-not-signed-in-yet = Jamais connecté
status-not-yet = Accès pas encore ouvert
status-from = À partir du { $date }
status-outside-hours = Hors horaires
status-expired = Expiré
users-code = Code
users-code-until = Valable jusqu’à { $time }
users-code-expired = Expiré
users-new-code = Nouveau code
users-date-help = Année-mois-jour, par exemple 2026-12-01 ; vide pour aucune limite
users-hours-help = Par exemple mon-fri 08:00-18:00 ; vide pour tout moment
status-entry-mistake = Erreur dans le fichier
users-approve = Approuver { $name }
users-show = Afficher { $name }
users-approved = { $name } peut maintenant se connecter
users-invited = { $count ->
    [0] Toutes les adresses étaient déjà autorisées
    [one] { $count } adresse peut maintenant s’inscrire
   *[other] { $count } adresses peuvent maintenant s’inscrire
}
users-uninvite = Retirer { $email }
users-uninvited = { $name } ne peut plus s’inscrire
users-place = { $place } sur { $count }
users-previous = Utilisateur précédent
users-next = Utilisateur suivant
users-back = Retour à la liste
users-above-you = Vous ne pouvez pas modifier ce compte, car il a des autorisations que vous n’avez pas
users-edit = Modifier
users-approve-button = Approuver
users-approve-as = Approuver comme…
users-approve-with-role = Approuver { $name } avec un rôle
users-rename = Renommer
users-rename-heading = Renommer { $name }
users-rename-intro = La connexion se fera désormais avec le nouveau nom d’utilisateur. L’adresse e-mail et le mot de passe restent les mêmes. Les fenêtres ouvertes de ce compte seront déconnectées.
users-rename-field = Nouveau nom d’utilisateur
users-unlock = Déverrouiller
users-reset = Créer un code de réinitialisation
users-require-change = Exiger un nouveau mot de passe
users-two-step-reset = Désactiver les 2 étapes
users-remove-pin = Supprimer le code PIN
users-set-badge = Définir le badge
users-remove-badge = Supprimer le badge
users-badge-heading = Définir le badge de { $name }
users-badge-intro = Le badge indique qui est là sur cet ordinateur. Il ne déverrouille la fenêtre que si { $name } le définit dans son propre compte.
users-sign-out = Fermer toutes les sessions
users-end-parked = Mettre fin à la session en attente
users-end-credentials = Invalider les identifiants
users-enable = Activer
users-disable = Désactiver
users-remove = Supprimer
users-end-heading = Invalider les identifiants de { $name }
users-end-intro = Le mot de passe, les sessions, les codes de secours et la vérification en deux étapes de { $name } seront invalidés. Pour se reconnecter, il faudra un code de réinitialisation fourni par un administrateur. Pour confirmer, saisissez le nom d’utilisateur { $name }.
users-parked-heading = Mettre fin à la session en attente de { $name } ?
users-parked-intro = Ce que { $name } a ouvert dans cette fenêtre sera fermé et les modifications non enregistrées seront perdues. Pour confirmer, saisissez le nom d’utilisateur { $name }.
users-parked-confirm = Mettre fin à la session de { $name }
users-remove-heading = Supprimer { $name } ?
users-remove-confirm = Supprimer { $name }
users-end-confirm = Révoquer les accès de { $name }
users-remove-hint = Absence temporaire ?
users-disable-instead = Désactiver plutôt
users-remove-intro = Cette action est irréversible. Pour confirmer, saisissez le nom d’utilisateur { $name }.
users-erase = Remplacer aussi le nom dans le journal d’audit
code-valid-hours = { $count ->
    [one] Valable encore 1 heure
   *[other] Valable encore { $count } heures
}
code-valid-minutes = { $count ->
    [one] Valable encore 1 minute
   *[other] Valable encore { $count } minutes
}
code-valid-seconds = { $count ->
    [one] Valable encore 1 seconde
   *[other] Valable encore { $count } secondes
}
code-expired = Ce code a expiré. Créez-en un autre.
users-code-heading = Code de réinitialisation pour { $name }
users-code-first = Transmettez ce code à { $name }. Avec « J’ai un code » à l’écran de connexion, il permet de choisir un premier mot de passe dans les 24 heures. Il ne sera plus affiché.
users-code-reset = Transmettez ce code à { $name }. Avec « Mot de passe oublié ? » à l’écran de connexion, il permet de choisir un nouveau mot de passe dans les 15 minutes. D’ici là, l’ancien mot de passe reste valable. Le code ne sera plus affiché.
users-code-send = Envoyer par e-mail
users-code-send-to = Le code peut être envoyé à { $email }.
users-code-sending = Envoi…
users-code-sent = Le code a été envoyé à { $email }
users-code-no-server = Le code ne peut pas être envoyé par e-mail, car aucun serveur de messagerie n’est configuré.
users-code-no-address = Cet utilisateur n’a pas d’adresse e-mail à lui seul, le code ne peut donc pas être envoyé
    .help = Transmettez le code à l’utilisateur par un autre moyen.
users-code-outdated = Ce code n’est plus valable, il n’a donc pas été envoyé
    .help = Créez un nouveau code.
users-add-heading = Ajouter un utilisateur
users-add-intro = Vous obtiendrez un code de réinitialisation, avec lequel l’utilisateur choisira lui-même son mot de passe.
users-add-button = Ajouter
users-edit-heading = Modifier { $name }
users-reloaded = Cet utilisateur a été modifié entre-temps
    .help = Le formulaire affiche les valeurs actuelles. Refaites vos modifications.
users-new-role = Nouveau rôle
users-email-taken = Un autre utilisateur a déjà cette adresse e-mail. Choisissez-en une autre.
users-invite-heading = Autoriser des adresses e-mail
users-invite-intro = Ces adresses permettent de créer un compte à l’écran de connexion. Aucun e-mail n’est envoyé.
users-invite-field = Adresses e-mail
users-invite-help = Une par ligne ou séparées par des virgules
users-invite-button = Autoriser
users-select = Sélectionner
users-select-all = Tout sélectionner ({ $count } affichés)
users-select-loaded = Tout sélectionner ({ $count } chargés)
users-select-end = Terminé
users-selected = { $count } sélectionnés
users-selected-hidden = { $count } sélectionnés, dont { $hidden } non affichés
bulk-actions = Actions
bulk-disable = Désactiver…
bulk-enable = Activer…
bulk-give-role = Donner un rôle…
bulk-take-role = Retirer un rôle…
bulk-new-code = Créer des codes…
bulk-disable-count = { $count ->
    [one] Désactiver { $count } utilisateur
   *[other] Désactiver { $count } utilisateurs
}
bulk-enable-count = { $count ->
    [one] Activer { $count } utilisateur
   *[other] Activer { $count } utilisateurs
}
bulk-give-role-count = { $count ->
    [one] Donner un rôle à { $count } utilisateur
   *[other] Donner un rôle à { $count } utilisateurs
}
bulk-take-role-count = { $count ->
    [one] Retirer un rôle à { $count } utilisateur
   *[other] Retirer un rôle à { $count } utilisateurs
}
bulk-new-code-count = { $count ->
    [one] Créer { $count } code
   *[other] Créer { $count } codes
}
bulk-disable-intro = La connexion ne sera plus possible et les sessions ouvertes se terminent.
bulk-new-code-intro = Chaque code permet de choisir un nouveau mot de passe dans les 15 minutes, ou un premier mot de passe dans les 24 heures. Tant qu’un code n’est ni utilisé ni remplacé, l’ancien mot de passe reste valable, mais les codes de secours n’en définissent pas de nouveau.
bulk-no-roles = Il n’y a aucun rôle à choisir
bulk-unchanged = { $count ->
    [one] C’est déjà le cas de { $count } autre utilisateur sélectionné
   *[other] C’est déjà le cas de { $count } autres utilisateurs sélectionnés
}
bulk-left-out = { $count ->
    [one] { $count } utilisateur non concerné
   *[other] { $count } utilisateurs non concernés
}
bulk-give-this-role = { $count ->
    [one] Donner le rôle « { $role } » à { $count } utilisateur
   *[other] Donner le rôle « { $role } » à { $count } utilisateurs
}
bulk-take-this-role = { $count ->
    [one] Retirer le rôle « { $role } » à { $count } utilisateur
   *[other] Retirer le rôle « { $role } » à { $count } utilisateurs
}
bulk-gives-permissions = Ce rôle donne des autorisations dans le programme lui-même
bulk-enables-permissions = Certains de ces utilisateurs ont des autorisations dans le programme lui-même
bulk-confirm = { $count ->
    [one] J’ai vérifié { $count } utilisateur
   *[other] J’ai vérifié ces { $count } utilisateurs
}
bulk-hidden = { $count ->
    [one] { $count } de ces utilisateurs est masqué par la recherche ou les filtres
   *[other] { $count } de ces utilisateurs sont masqués par la recherche ou les filtres
}
bulk-left-own = Votre propre compte
bulk-left-permissions = A des autorisations que vous n’avez pas
bulk-too-late = Il était trop tard pour annuler. { $done }.
bulk-busy = Modification des utilisateurs…
bulk-cancelled = Opération annulée. Aucun utilisateur n’a été modifié.
bulk-disabled = { $count ->
    [one] { $count } utilisateur a été désactivé
   *[other] { $count } utilisateurs ont été désactivés
}
bulk-enabled = { $count ->
    [one] { $count } utilisateur a été activé
   *[other] { $count } utilisateurs ont été activés
}
bulk-role-given = { $count ->
    [one] { $count } utilisateur a reçu le rôle « { $role } »
   *[other] { $count } utilisateurs ont reçu le rôle « { $role } »
}
bulk-role-taken = { $count ->
    [one] { $count } utilisateur n’a plus le rôle « { $role } »
   *[other] { $count } utilisateurs n’ont plus le rôle « { $role } »
}
bulk-codes-created = { $count ->
    [one] { $count } code de réinitialisation a été créé
   *[other] { $count } codes de réinitialisation ont été créés
}
bulk-codes = Avec « J’ai un code » à l’écran de connexion, les codes permettent de choisir un nouveau mot de passe dans les 15 minutes, ou un premier mot de passe dans les 24 heures. Ils ne seront plus affichés.
bulk-refused = { $count ->
    [one] { $count } utilisateur n’a pas été modifié
   *[other] { $count } utilisateurs n’ont pas été modifiés
}
confirm-heading = Confirmer avec le mot de passe
confirm-remembered = Le mot de passe ne sera plus demandé pendant { $minutes } minutes.
approval-heading = Approbation requise
approval-asked-by = Demandé par
approval-recorded = Les deux noms sont enregistrés. La session de { $name } reste ouverte.
approval-reason = Motif
approval-approver = Nom d’utilisateur ou e-mail de l’approbateur
approval-password = Mot de passe de l’approbateur
approval-pin = Code PIN de l’approbateur
approval-button = Approuver
approval-same-person = Une autre personne doit approuver cette action
    .help = Demandez à un utilisateur qui peut l’approuver de remplir ce formulaire.
approval-not-allowed = Cet utilisateur ne peut pas approuver cette action
    .help = Demandez à un utilisateur dont le rôle le permet.
approval-not-ready = Cet utilisateur doit d’abord se connecter
    .help = Avant d’approuver, ce compte a besoin d’un nouveau mot de passe ou de la vérification en deux étapes.
approval-pin-refused = Le nom ou le code PIN est incorrect, ou ce code ne peut pas être utilisé maintenant
    .help = Vérifiez les deux ou utilisez le mot de passe de l’approbateur.
approval-own-pin = Votre propre code PIN ne suffit pas pour approuver
    .help = Saisissez votre mot de passe.
approval-give-permissions = Accorder des autorisations
approval-delete-user = Supprimer des utilisateurs
approval-two-step-off = Désactiver les 2 étapes
approval-export = Exporter le journal d’audit
approval-number = Sauvegarde
approval-kept = Datée du
approval-also = De plus
approval-removed = Supprime
approval-permissions = Autorise
approval-since = Depuis
approval-page = Page
approval-argument = Argument
approval-link = Lien
signatures-heading = Signatures
signatures-save = Sélectionnez une signature pour l’enregistrer sous forme de page à imprimer et à vérifier.
signatures-unchanged = Toutes les signatures sont telles qu’elles ont été apposées
    .help = Vérifié : { $time }
signatures-export = Enregistrer la signature { $number } sous forme de page
signatures-verify = Vérifier
signatures-unverified = Non vérifié depuis la dernière modification de la liste
    .help = Sélectionnez « Vérifier ».
signing-heading = Signer avec votre mot de passe
signing-meaning = Signification
signing-reviewed = Vérifié
signing-approved = Approuvé
signing-responsible = Responsable
signing-signer = Signataire
signing-recorded = Votre signature est conservée avec votre nom et l’heure. Elle ne peut pas être supprimée.
signing-name = Votre nom d’utilisateur
signing-missing-name = Saisissez votre nom d’utilisateur
signing-wrong-name = Ce n’est pas votre nom d’utilisateur
signing-button = Signer
signing-not-allowed = Vous ne pouvez pas signer
    .help = Demandez à un administrateur un rôle qui le permet.
confirm-action = { $action } : { $name }

## Importer une liste
import-heading = Importer des utilisateurs
import-intro = Un fichier CSV avec une ligne d’en-tête : username, email, first_name, last_name, roles (séparés par des points-virgules), disabled (yes ou no). Les utilisateurs existants sont mis à jour, les nouveaux sont ajoutés.
import-times = Également valid_from et valid_until (année-mois-jour) et hours (par exemple mon-fri 08:00-18:00). Une cellule vide ne change rien.
import-file = Fichier
import-drop = Ou déposez-le ici
import-choose = Choisir…
import-template = Enregistrer un modèle
import-preview = Aperçu
import-reading = Lecture…
import-button = Importer
import-busy = Importation…
import-line = Ligne { $line }
import-invalid = { $bad ->
    [one] { $bad } ligne contient une erreur. Corrigez-la pour importer le fichier.
   *[other] { $bad } lignes contiennent des erreurs. Corrigez-les pour importer le fichier.
}
    .help = Modifiez le fichier, puis affichez à nouveau l’aperçu.
import-good = { $add } à ajouter, { $update } à mettre à jour, { $same } sans changement
import-same = Aucune modification à importer
import-row-add = Sera ajouté
import-row-update = Sera mis à jour
import-row-same = Sans changement
import-row-taken = { $other } a ce nom d’utilisateur ou cette adresse e-mail, ou un nom qui lui ressemble
import-row-cells = La ligne a plus ou moins de cellules que la ligne d’en-tête
import-row-flag = « disabled » doit être yes ou no
import-done = Ajouts : { $added }, mises à jour : { $changed }
import-codes = Codes de réinitialisation des nouveaux utilisateurs. Avec « J’ai un code » à l’écran de connexion, ils permettent de choisir un premier mot de passe dans les 24 heures. Les codes ne seront plus affichés.
import-empty = Ce fichier ne contient aucun utilisateur
    .help = Il doit contenir une ligne d’en-tête et une ligne par utilisateur.
import-too-many = Le fichier contient plus de { $max } lignes
    .help = Divisez le fichier.
import-unknown-column = La colonne « { $name } » est inconnue
    .help = Utilisez ces colonnes : { $columns }.
import-duplicate-column = La colonne « { $name } » apparaît plusieurs fois
    .help = N’en gardez qu’une.
import-no-column = La colonne « { $name } » est absente
    .help = La première ligne doit contenir les noms des colonnes : { $columns }.
import-passwords = Les mots de passe ne peuvent pas être importés
    .help = Retirez la colonne. Les utilisateurs choisissent eux-mêmes leur mot de passe.
import-outdated = Les utilisateurs ont été modifiés depuis l’aperçu. Rien n’a été importé.
    .help = Affichez à nouveau l’aperçu.
import-value = { $label } : { $new }
import-value-change = { $label } : { $new } (avant : { $old })
import-gives-permissions = { $change } – accorde des autorisations
import-has-permissions = { $change } – utilisateur avec autorisations
import-marked = { $count ->
    [one] 1 ligne accorde des autorisations ou modifie l’adresse e-mail d’un utilisateur qui en a
   *[other] { $count } lignes accordent des autorisations ou modifient l’adresse e-mail d’utilisateurs qui en ont
}
import-confirm = { $count ->
    [one] J’ai vérifié cette ligne
   *[other] J’ai vérifié ces { $count } lignes
}
import-unconfirmed = Des lignes qui accordent des autorisations ne sont pas confirmées. Rien n’a été importé.
    .help = Vérifiez l’aperçu, puis confirmez ces lignes. En ligne de commande, utilisez --give-permissions.
file-failed = Le fichier ne peut pas être utilisé : { $reason }
    .help = Vérifiez qu’il existe et que vous y avez accès.
file-dialog-none = Ce bureau n’a pas de boîte de dialogue pour choisir un fichier
    .help = Saisissez le chemin complet du fichier dans le champ.

## Activité
activity-heading = Activité
activity-period = Période
activity-week = 7 jours
activity-month = 30 jours
activity-all = Tout
activity-kind = Type
activity-user = Utilisateur
activity-none = Rien n’a été consigné pendant cette période
activity-verified = Dernière entrée vérifiée : { $time }
activity-records = Chronologie
activity-days = Par jour
activity-users = Par utilisateur
activity-day = Jour
activity-done = Effectué
activity-refused = Refusé
activity-refused-only = Refus uniquement
activity-bars = Diagramme à barres par jour. Le tableau sous « Par jour » contient les mêmes valeurs.
activity-truncated = Les { $shown } entrées les plus récentes sur { $all }. L’export les contient toutes.
activity-counts = Effectué : { $done } · Refusé : { $refused }
activity-counts-done = Effectué : { $done }
activity-owner = le propriétaire du fichier
activity-unknown = un utilisateur inconnu
activity-accounts = comptes
activity-line = { $text } ({ $detail })
activity-signed-in = Connexion de { $who }
activity-sign-in-refused = Connexion refusée à { $who }
activity-signed-out = Déconnexion : { $who }
activity-session-ended = Session de { $who } déjà terminée
activity-sign-out-refused = Déconnexion refusée à { $who }
activity-lock = Verrouillage utilisé par { $who }
activity-lock-refused = Verrouillage refusé à { $who }
activity-set-up-refused = Configuration du programme refusée à { $who }
activity-page = Page ouverte par { $who }
activity-launched = Programme lancé, ou fichier ou lien ouvert par { $who }
activity-keyring = Trousseau utilisé par { $who }
activity-approval = Action de { $who } approuvée par { $whom }
activity-signed = Contenu signé par { $who }
activity-kiosk-left = { $who } a quitté le mode kiosque
activity-signing-key-made = Nouvelle clé de signature pour { $who }
activity-signing-key-ended = La clé de signature de { $whom } a été révoquée
activity-locked = Fenêtre verrouillée par { $who }
activity-unlocked = Fenêtre déverrouillée par { $who }
activity-unlocked-pin = { $who } a déverrouillé la fenêtre avec un code PIN
activity-unlocked-badge = { $who } a déverrouillé la fenêtre avec un badge
activity-unlocked-offline = { $who } a déverrouillé la fenêtre sans connexion aux comptes d’utilisateur
activity-badge-elsewhere = Le badge de { $whom } a été lu dans la session de { $who }
activity-switched = Changement d’utilisateur par { $who }
activity-set-up = Programme configuré par { $who }
activity-registered = Inscription : { $who }
activity-register-code = Un code a été demandé pour une inscription
activity-register-refused = Inscription refusée à { $who }
activity-account = Compte personnel modifié par { $who }
activity-account-refused = Nouvelle authentification refusée à { $who }
activity-token-reused = Copie de la connexion enregistrée de { $who } utilisée
activity-recovered = Compte récupéré par { $who }
activity-code-created = { $event } ; code créé par { $who }, { $time }
activity-code-created-by-owner = { $event } ; code créé par le propriétaire du fichier, { $time }
activity-recovery-refused = Récupération du compte refusée à { $who }
activity-imported = Importation de { $whom } par { $who }
activity-edited = Configuration modifiée en dehors du programme
activity-many-failures = De nombreuses connexions ont échoué. Les tentatives suivantes sont retardées.
activity-added = Ajout de { $whom } par { $who }
activity-removed = Suppression de { $whom } par { $who }
activity-invited = Adresse { $whom } autorisée par { $who }
activity-uninvited = Autorisation de l’adresse { $whom } retirée par { $who }
activity-approved = Approbation de { $whom } par { $who }
activity-disabled = Désactivation de { $whom } par { $who }
activity-enabled = Activation de { $whom } par { $who }
activity-user-unlocked = Déverrouillage de { $whom } par { $who }
activity-changed = Compte de { $whom } modifié par { $who }
activity-erased = Noms du compte { $whom } effacés par { $who }
activity-change-refused = Modification de { $whom } refusée à { $who }
activity-page-refused = Page refusée à { $who }
activity-launch-refused = Lancement d’un programme ou ouverture d’un fichier ou d’un lien impossible pour { $who }
activity-file = Configuration modifiée par { $who }
activity-file-refused = Modification de la configuration refusée à { $who }
activity-file-failed = Impossible de modifier la configuration pour fermer les sessions de { $who }
activity-keyring-refused = Trousseau inutilisable pour { $who }
activity-approval-refused = Action de { $who } non approuvée par { $whom }
activity-signature-refused = Signature impossible pour { $who }
activity-kiosk-refused = Sortie du mode kiosque refusée à { $who }
activity-store = { $who } a modifié le serveur
activity-store-refused = { $who } n’a pas pu modifier le serveur
activity-store-imported = { $who } a importé des utilisateurs et des paramètres dans le serveur
activity-store-migrated = { $who } a mis à jour les tables du serveur
activity-computer-added = { $who } a ajouté l’ordinateur { $whom }
activity-computer-revoked = { $who } a révoqué l’accès de l’ordinateur { $whom }
date-today = Aujourd’hui, { $date }
date-yesterday = Hier, { $date }
date-today-short = Aujourd’hui
date-long = { $weekday } { $day } { $month }
date-full = { $weekday } { $day } { $month } { $year }
date-short = { $day } { $month-short }
date-weekday-day = { $weekday-short } { $day }
date-time = { $date }, { $time }
date-weekday = { $number ->
    [1] lundi
    [2] mardi
    [3] mercredi
    [4] jeudi
    [5] vendredi
    [6] samedi
   *[other] dimanche
}
date-weekday-short = { $number ->
    [1] lun.
    [2] mar.
    [3] mer.
    [4] jeu.
    [5] ven.
    [6] sam.
   *[other] dim.
}
date-month = { $number ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[other] décembre
}
date-month-short = { $number ->
    [1] janv.
    [2] févr.
    [3] mars
    [4] avr.
    [5] mai
    [6] juin
    [7] juil.
    [8] août
    [9] sept.
    [10] oct.
    [11] nov.
   *[other] déc.
}
kind-sign-in = Connexion
kind-sign-out = Déconnexion
kind-lock = Verrouillage
kind-set-up = Configuration initiale
kind-register = Inscription
kind-account = Compte personnel
kind-recovery = Récupération
kind-users = Utilisateurs
kind-page = Page
kind-file = Configuration
kind-keyring = Trousseau
kind-approval = Approbation
kind-signature = Signature
kind-kiosk = Mode kiosque
kind-store = Serveur
detail-password = mot de passe
detail-token = connexion enregistrée
detail-not-approved = non approuvé
detail-session-limit = limite de sessions atteinte
detail-many-failures = nombreux échecs ; chaque nouvelle tentative est retardée
detail-published-password = mot de passe publié
detail-unknown-name = nom inconnu
detail-no-password = aucun mot de passe
detail-entry-mistake = erreur dans l’entrée de l’utilisateur
detail-wrong-password = mot de passe incorrect
detail-wrong-password-in-an-outage = mot de passe incorrect, sans connexion aux comptes d’utilisateur
detail-wrong-code = code incorrect
detail-wrong-signer = nom d’utilisateur du signataire incorrect
detail-wrong-code-or-name = code ou nom incorrect
detail-locked = verrouillé
detail-unlocked = déverrouillé
detail-unlocked-in-an-outage = déverrouillé sans connexion aux comptes d’utilisateur
detail-switched-away = changement d’utilisateur
detail-parked-ended = session en attente terminée
detail-ended = terminé
detail-not-allowed = non autorisé
detail-same-person = même personne
detail-added = ajouté
detail-changed = modifié
detail-removed = supprimé
detail-disabled = désactivé
detail-enabled = activé
detail-approved = approuvé
detail-approved-with-pin = approuvé avec un code PIN
detail-invited = adresse e-mail autorisée
detail-uninvited = adresse e-mail retirée
detail-e-mail-not-accepted = adresse e-mail refusée
detail-e-mail-has-account = adresse e-mail déjà utilisée
detail-imported = importé
detail-changed-by-import = mis à jour par importation
detail-waits-for-approval = en attente d’approbation
detail-e-mail-code-requested = code demandé pour une adresse e-mail
detail-changed-by-hand = modifié en dehors du programme
detail-code-mailed = code envoyé par e-mail
detail-change-required = nouveau mot de passe exigé
detail-password-changed = mot de passe changé
detail-password-set = mot de passe défini
detail-password-recovered = mot de passe changé à l’aide d’un code
detail-reset-started = code de réinitialisation créé
detail-code-used = code de secours utilisé
detail-codes-renewed = nouveaux codes de secours
detail-codes-ended = codes de secours invalidés
detail-credentials-ended = tous les identifiants invalidés
detail-two-step-on = vérification en deux étapes activée
detail-two-step-off = vérification en deux étapes désactivée
detail-email-changed = adresse e-mail modifiée
detail-signed-out-everywhere = toutes les sessions fermées
detail-token-reused = copie d’une connexion enregistrée utilisée
detail-password-and-second-factor = mot de passe et second facteur
detail-details-changed = informations personnelles modifiées
detail-computer-forgotten = ordinateur retiré
detail-no-keyring-service = aucun trousseau
detail-the-keyring-is-locked = trousseau verrouillé
detail-the-keyring-did-not-answer = le trousseau ne répond pas
detail-the-keyring-refused = erreur du trousseau
detail-with-code = { $event }, code de l’entrée { $number }
detail-roles = rôles : { $roles }
detail-outside-access-times = hors des horaires d’accès
detail-access-times-changed = horaires d’accès modifiés
detail-outdated = mot de passe déjà invalidé
detail-pin = avec le code PIN
detail-pin-set = code PIN défini
detail-pin-changed = code PIN modifié
detail-pin-removed = code PIN supprimé
detail-no-pin = aucun code PIN valide
detail-wrong-pin = code PIN incorrect
detail-pin-spent = trop de codes PIN incorrects
detail-pin-told = cinq codes PIN incorrects
detail-badge-shown = badge lu dans une autre session
detail-pin-ended = code PIN révoqué avec un ancien mot de passe, code ou rôle
detail-signing-key-made = nouvelle clé de signature
detail-signing-key-ended = clé de signature révoquée
detail-badge = avec le badge
detail-unknown-badge = badge inconnu
detail-badge-elsewhere = badge lu hors du formulaire de connexion
detail-badge-set = badge défini
detail-badge-removed = badge supprimé
detail-restored = sauvegarde { $number } restaurée
detail-signed = signature { $number }
detail-launched = { $item }, session { $session }
detail-approval = { $action } ({ $text }), données { $digest }
detail-approval-refused = { $action } ({ $text }), données { $digest } : { $reason }
detail-renamed-from = ancien nom : { $name }
detail-erased = la chaîne précédente se terminait par { $link }
detail-settings = paramètres : { $settings }
detail-registration = inscription : { $policy }
detail-page = page { $page }
detail-page-new = nouvelle page { $page }
detail-page-removed = page { $page } retirée
detail-page-order = ordre des pages
detail-role = rôle { $role }
detail-role-removed = rôle { $role } retiré
detail-role-renamed = rôle { $role } renommé en { $new }

## Paramètres
settings-heading = Paramètres
settings-sign-in = Écran de connexion
settings-search = Rechercher un paramètre
settings-no-match = Aucun résultat
    .help = Modifiez la recherche.
settings-section = Section
settings-section-changed = { $count ->
    [one] { $title }, { $count } modification
   *[other] { $title }, { $count } modifications
}
settings-changed = modifié
settings-keep-editing = Retour
settings-sign-in-intro = Ce que voient les utilisateurs avant de se connecter
settings-registration-intro = Qui peut créer un compte
settings-registration-undecided = Pas encore décidé. D’ici là, seules les adresses e-mail que vous autorisez peuvent s’inscrire.
settings-passwords = Mots de passe
settings-passwords-intro = Exigences pour les nouveaux mots de passe
settings-lockouts = Échecs de connexion
settings-lockouts-intro = Ce qui se passe après des mots de passe incorrects
settings-locking = Verrouillage
settings-locking-intro = Quand la fenêtre se verrouille et quand les secrets copiés sont effacés
settings-pages-intro = Ce que les utilisateurs trouvent dans la navigation
settings-unsaved = { $count ->
    [one] { $count } modification non enregistrée
   *[other] { $count } modifications non enregistrées
}
settings-discard = { $count ->
    [one] Abandonner { $count } modification ?
   *[other] Abandonner { $count } modifications ?
}
settings-discard-button = Abandonner les modifications
settings-discard-text = Ce que vous avez saisi pour les pages et les rôles sera perdu.
settings-registration = Inscription
settings-title = Titre
settings-banner = Texte sur l’écran de connexion
settings-logo = Logo
settings-logo-help = Un fichier PNG ou JPEG. Les chemins relatifs partent du dossier du fichier de configuration.
settings-tiles = Afficher les utilisateurs sous forme de vignettes sur l’écran de connexion
settings-accent = Couleur d’accentuation
settings-accent-help = Comme en HTML, par exemple #1d5bb8. Laissez vide pour la couleur par défaut. Elle est adaptée pour rester lisible dans les deux thèmes.
settings-accent-wrong = Saisissez une couleur comme #1d5bb8
settings-accent-weak-light = Dans le thème clair, cette couleur se voit mal (contraste de { $ratio } pour 1). Les boutons reçoivent un bord, et le texte une nuance plus sombre.
settings-accent-weak-dark = Dans le thème sombre, cette couleur se voit mal (contraste de { $ratio } pour 1). Les boutons reçoivent un bord, et le texte une nuance plus claire.
settings-picture = Aperçu
settings-picture-form = Aperçu de l’écran de connexion
colour-blue = Bleu
colour-green = Vert
colour-teal = Bleu canard
colour-violet = Violet
colour-pink = Rose
colour-rust = Rouille
colour-brown = Brun
colour-graphite = Graphite
settings-language = Langue par défaut
settings-language-system = Langue du système
registration-policy-heading = Qui peut s’inscrire ?
registration-policy-intro = Vous pourrez modifier ce choix plus tard dans les paramètres.
registration-policy-later = Décider plus tard
registration-closed = Personne
registration-listed = Adresses e-mail autorisées
registration-approval = Tout le monde, avec approbation par un administrateur
registration-open = Tout le monde
registration-closed-help = Les administrateurs ajoutent tous les utilisateurs
registration-listed-help = Un compte par adresse autorisée
registration-approval-help = Les nouveaux utilisateurs attendent l’approbation d’un administrateur
registration-open-help = Les utilisateurs n’ont pas besoin d’approbation
settings-domains = Uniquement les adresses e-mail de ces domaines
settings-domains-help = Séparés par des virgules. Laissez vide pour tous. Les adresses e-mail autorisées peuvent toujours s’inscrire.
settings-two-step = Vérification en deux étapes
settings-two-step-intro = Qui a besoin d’un code d’une application d’authentification
settings-two-step-required = Obligatoire pour les utilisateurs avec ces rôles
settings-two-step-reauthenticate = Code avec chaque mot de passe pour ces rôles
settings-two-step-reauthenticate-help = Aussi pour déverrouiller la fenêtre et pour les modifications sensibles
settings-signatures-allowed = Rôles autorisés à signer
settings-all-users = Tous les utilisateurs
settings-registration-roles = Rôles des nouveaux utilisateurs
settings-registration-roles-help = Les rôles avec des autorisations ne sont pas acceptés
settings-verify-email = Vérifier les adresses e-mail par un code
settings-verify-email-help = Les utilisateurs qui s’inscrivent reçoivent un code par e-mail. Sans serveur de messagerie, personne ne peut s’inscrire.
settings-sessions = Sessions
settings-sessions-intro = Combien de temps les utilisateurs restent connectés, et combien à la fois
settings-min-length = Longueur minimale des mots de passe
settings-min-length-two-step = Longueur minimale avec vérification en deux étapes
settings-lockout-after = Mots de passe incorrects avant le premier verrouillage
settings-lockout-seconds = Premier verrouillage, en secondes (doublé à chaque fois)
settings-lockout-max-seconds = Durée maximale d’un verrouillage, en secondes
settings-lockout-stop-after = Mots de passe incorrects avant que seul un administrateur puisse déverrouiller
settings-lockout-all-names = Mots de passe incorrects, tous noms confondus, en 10 minutes avant que chaque connexion soit retardée
settings-lock-minutes = Verrouillage automatique, en minutes (0 pour jamais)
settings-clipboard-seconds = Effacer les secrets copiés, en secondes
settings-quick-pin = Les utilisateurs peuvent déverrouiller avec un code PIN
settings-quick-pin-help = Seulement sur un ordinateur où ils se sont connectés avec leur mot de passe, et tant que son trousseau fonctionne
settings-quick-hours = Heures après une connexion complète pendant lesquelles un code PIN déverrouille
settings-quick-until-reboot = Un redémarrage de l’ordinateur exige le mot de passe
settings-quick-badge = Badges
settings-badge-off = Désactivés
settings-badge-names = Indiquer seulement qui est là
settings-badge-enough = Déverrouiller aussi pendant un temps après une connexion complète
settings-quick-badge-prefix = Début de chaque numéro de badge
settings-quick-badge-prefix-help = Sans cela, 8 caractères ou plus, quels qu’ils soient, saisis par un lecteur sont pris pour un badge là où la fenêtre demande qui est là
settings-quick-badge-minutes = Minutes après une connexion complète pendant lesquelles un badge déverrouille
settings-hash = Algorithme de hachage des nouveaux mots de passe
settings-hash-cost = Coût de bcrypt
settings-remember-days = Nombre de jours pendant lesquels la session peut rester ouverte
settings-remember-days-help = Jusqu’à 30 jours. 0 retire la case à cocher de l’écran de connexion.
settings-single-session = Une seule session par utilisateur
settings-max-users = Nombre maximal d’utilisateurs avec une session
settings-max-users-help = Laissez vide pour ne pas fixer de limite
settings-max-hours = Heures avant de redemander le mot de passe
settings-max-hours-help = Même pendant le travail et au prochain démarrage. Laissez vide pour ne pas fixer de limite.
settings-parked-max = Sessions en attente par fenêtre
settings-parked-max-help = Ce que les utilisateurs laissent ouvert quand un autre se connecte. Au-delà, la première mise en attente prend fin. Laissez vide pour ne pas fixer de limite.
settings-parked-hours = Heures avant la fin d’une session en attente
settings-parked-hours-help = Laissez vide pour ne pas fixer de limite.
settings-origin-app = Défini par l’application
settings-origin-computer = Défini dans le fichier de configuration de cet ordinateur
settings-origin-program = Par défaut
settings-origin-store = Défini ici
settings-origin-back = Utiliser la valeur par défaut
settings-origin-back-of = Utiliser la valeur par défaut pour { $setting }
settings-only-administrators = Seuls les administrateurs peuvent modifier ce réglage, car une limite basse exclut les autres utilisateurs
settings-activity-days = Conservation de l’activité, en jours
settings-activity-records = Nombre maximal d’entrées d’activité
settings-updates-manifest = Adresse du manifeste de mise à jour
settings-updates-key = Clé du manifeste de mise à jour
settings-range = Saisissez un nombre entier de { $min } à { $max }
settings-days = Saisissez un nombre de jours de 0 à { $max }
settings-page-title = Titre de la page
settings-page-everyone = Accessible à tous les utilisateurs
settings-page-remove = Retirer cette page
settings-page-keep = Conserver cette page
settings-page-removed = { $title } (sera retirée)
settings-page-new = Nouvelle page
settings-page-text = Texte (Markdown)
settings-page-none = Pas encore de pages
    .help = Ajoutez une page de texte, ou une page qui lance des programmes.
settings-page-add = Ajouter une page
settings-page-up = Monter { $title }
settings-page-down = Descendre { $title }
settings-page-edit-named = Modifier { $title }
settings-page-id = Identifiant
settings-page-id-help = Laissez vide pour le former à partir du titre. Il ne peut pas être modifié ensuite, car les rôles et le journal d’audit s’y réfèrent.
settings-page-id-of = Identifiant : { $id }. Il ne peut pas être modifié, car les rôles et le journal d’audit s’y réfèrent.
settings-page-id-taken = Une autre page a cet identifiant
settings-page-icon = Icône
settings-page-icon-of = Icône : { $name }
settings-page-no-icon = Aucune icône
settings-page-access = Qui peut l’ouvrir
settings-page-users = Noms d’utilisateur
settings-page-closed = Aucun utilisateur ne peut encore l’ouvrir
settings-page-content = Contenu
settings-page-kind-text = Texte
settings-page-kind-file = Fichier texte
settings-page-kind-launch = Éléments à lancer
settings-page-file = Chemin d’un fichier Markdown
settings-page-file-help = Les chemins relatifs partent du dossier du fichier de configuration.
settings-page-item-add = Ajouter un élément
settings-page-no-items = Ajoutez au moins un élément
settings-page-item = Élément { $number }
settings-page-item-remove = Retirer { $title }
settings-page-description = Description
settings-page-opens = Ouvre
settings-page-link = Lien
settings-page-link-wrong = Saisissez un lien qui commence par https://, http://, mailto: ou tel:
settings-page-item-file = Fichier
settings-page-program = Programme
settings-page-program-help = Nom ou chemin. Il est lancé directement, jamais par un shell.
settings-page-arguments = Arguments, un par ligne
settings-page-placeholder = Paramètre inconnu. Écrivez { "{{" } et { "}}" } pour des accolades.
settings-found = Résultats de la recherche
settings-mail = Serveur de messagerie
settings-mail-intro = Envoie les codes de réinitialisation et les noms d’utilisateur oubliés
settings-mail-administrators = Seuls les administrateurs peuvent modifier le serveur de messagerie, car il reçoit leurs codes de réinitialisation
settings-mail-server = Serveur
settings-mail-server-help = Nom d’hôte, par exemple mail.example.org. Laissez vide s’il n’y en a pas.
settings-mail-encryption = Chiffrement
settings-mail-starttls = STARTTLS
settings-mail-tls = TLS
settings-mail-no-encryption = Aucun
settings-mail-not-encrypted = Sans chiffrement, le serveur doit être sur cet ordinateur
settings-mail-port = Port
settings-mail-port-help = Laissez vide pour le port habituel : 587 avec STARTTLS, 465 avec TLS, 25 sans chiffrement
settings-mail-username = Nom d’utilisateur sur le serveur
settings-mail-username-help = Laissez vide si le serveur ne demande pas de connexion
settings-mail-password = Mot de passe du serveur
settings-mail-password-help = Laissez vide pour garder l’actuel. Il est enregistré en clair dans le fichier de configuration.
settings-mail-from = Adresse de l’expéditeur
settings-mail-test = Envoyer un test
settings-mail-test-help = À votre propre adresse e-mail, par le serveur enregistré
settings-mail-sending = Attente du serveur de messagerie…
settings-mail-sent = Le serveur de messagerie a accepté l’e-mail de test
settings-backups = Sauvegardes
settings-backups-intro = Versions antérieures du fichier de configuration. Une version est conservée avant chaque modification.
settings-backups-file = Les utilisateurs et les paramètres se trouvent dans { $location }.
settings-backups-administrators = Seuls les administrateurs peuvent restaurer une sauvegarde, car cela peut modifier tous les utilisateurs et rôles
settings-backups-show = Afficher les sauvegardes
settings-backups-none = Aucune sauvegarde pour l’instant
    .help = Une sauvegarde est conservée avant chaque modification.
settings-backups-users = { $count ->
    [one] { $count } utilisateur
   *[other] { $count } utilisateurs
}
settings-backups-unusable = Ne peut pas être restaurée
settings-backups-before = Avant : { $change }
settings-backups-preview = Aperçu
settings-backups-preview-named = Aperçu de la sauvegarde : { $time }
settings-computers = Ordinateurs
settings-computers-intro = Les ordinateurs qui partagent ces utilisateurs et ces paramètres.
settings-computers-store = Les utilisateurs et les paramètres se trouvent sur { $location }.
settings-computers-contact = Dernier contact { $ago } ({ $time })
settings-computers-never = Aucun contact pour le moment
settings-computers-closed = Accès révoqué
settings-computers-restricted = Restreint : ne peut ni lire les empreintes de mots de passe ni modifier les paramètres
settings-computers-trusted = De confiance : peut tout lire et tout modifier
settings-computers-version = Version { $version }
settings-computers-show = Afficher les ordinateurs
settings-restore = Restaurer la sauvegarde
settings-restore-intro = La sauvegarde remplace le fichier de configuration, qui est d’abord sauvegardé. Les utilisateurs gardent leurs mots de passe actuels. Toutes les sessions sont fermées, la vôtre aussi.
settings-restore-unsaved = Vos modifications non enregistrées seront perdues
settings-restore-same = La sauvegarde contient les mêmes utilisateurs et paramètres. Les clés que ce programme n’utilise pas peuvent différer.
settings-restore-added = Utilisateurs qui reviennent
settings-restore-removed = Utilisateurs supprimés
settings-restore-changed = Utilisateurs modifiés
settings-restore-without-password = Utilisateurs sans mot de passe. Ils en choisissent un avec un code d’un administrateur ou un code reçu par e-mail.
settings-restore-allowed = Adresses e-mail qui peuvent à nouveau s’inscrire
settings-restore-not-allowed = Adresses e-mail qui ne peuvent plus s’inscrire
settings-restore-roles = Utilisateurs avec d’autres rôles
settings-restore-permissions = Ces utilisateurs obtiennent des autorisations qu’ils n’ont pas actuellement : { $names }
settings-restore-settings = Paramètres modifiés
settings-restore-change = { $label } : { $new } (actuellement : { $old })
settings-restore-button = Restaurer
value-on = activé
value-off = désactivé
settings-roles = Rôles
settings-roles-intro = Ce que peuvent faire les utilisateurs avec un rôle, et les pages qu’ils peuvent ouvrir
settings-role-none = Aucun rôle pour l’instant
settings-role-add = Ajouter un rôle
settings-role-new = Nouveau rôle
settings-role-name = Nom du rôle
settings-role-name-help = Les utilisateurs et les pages gardent le rôle sous son nouveau nom. Les connexions mémorisées de ses utilisateurs prennent fin.
settings-role-taken = Un autre rôle porte ce nom
settings-role-permissions = Autorisations
settings-role-no-permissions = Aucune autorisation
settings-role-all = Toutes les autorisations
settings-role-limit = Vous ne pouvez donner que des autorisations que vous avez vous-même
settings-role-pages = Peut aussi ouvrir ces pages
settings-role-pages-of = Pages : { $pages }
settings-role-approvals = Peut approuver : { $actions }
settings-role-remove = Retirer ce rôle
settings-role-keep = Garder ce rôle
permission-manage-users = Gérer les utilisateurs
permission-manage-users-help = Ajouter, modifier et supprimer des utilisateurs, et approuver les inscriptions
permission-see-activity = Voir l’activité
permission-see-activity-help = Lire et exporter ce que tous les utilisateurs ont fait
permission-edit-settings = Modifier les paramètres
permission-edit-settings-help = Modifier les paramètres, les pages et les rôles
settings-roles-help = Séparés par des virgules. Mettez entre guillemets droits un nom qui contient une virgule.
settings-preview = Vérifier les modifications
settings-preview-intro = Ces lignes du fichier de configuration changent. Tout le reste est inchangé.
settings-preview-launches = Ces éléments lancent ou ouvrent :
settings-line-new = Nouvelle ligne { $line } : { $text }
settings-line-removed = Ligne { $line } supprimée : { $text }
settings-reset = Abandonner
settings-saved = Les paramètres ont été enregistrés
settings-reloaded = Le fichier de configuration a été modifié entre-temps
    .help = Le formulaire affiche les paramètres actuels. Refaites vos modifications.

## Le fichier de configuration est inutilisable
broken-heading = Le fichier de configuration est inutilisable
broken-count = { $count ->
    [one] Corrigez { $count } erreur pour continuer. Rien n’a été modifié.
   *[other] Corrigez { $count } erreurs pour continuer. Rien n’a été modifié.
}
broken-help = Corrigez et enregistrez le fichier, puis réessayez.
broken-more = et { $count } de plus
broken-unavailable = Pas de connexion aux comptes d’utilisateur
broken-restricted = Les utilisateurs ne sont pas encore configurés
broken-no-administrator = Il n’y a pas encore d’administrateur
    .help = Créez le premier administrateur sur un ordinateur de confiance, puis réessayez ici.
broken-retrying = Le programme réessaie automatiquement.
store-absent = Aucun fichier de configuration n’a été trouvé
    .help = Redémarrez le programme pour en créer un, ou restaurez le vôtre.
store-vanished = Le fichier de configuration a disparu de cet emplacement
    .help = Remettez-le en place ou restaurez une sauvegarde : « { PROGRAM() } backups » les affiche et « { PROGRAM() } backups restore NUMÉRO » en restaure une. Pour repartir de zéro, choisissez un autre emplacement avec --config.
store-exists = Un fichier de configuration existe déjà
    .help = Redémarrez le programme pour l’utiliser.
store-no-users = Il n’y a pas encore de compte d’utilisateur
    .help = Configurez le programme dans une fenêtre sans --kiosk, ou importez des utilisateurs. Cette fenêtre continue ensuite d’elle-même.
store-unusable = Le fichier de configuration contient { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}. La première : { $first }
    .help = Demandez à un administrateur de corriger le fichier.
store-closing = L’entrée d’un utilisateur contient une erreur, rien n’a donc été restauré : { $first }
    .help = Restaurez une autre sauvegarde ou corrigez d’abord l’entrée dans le fichier de configuration.
store-unreadable = Le fichier de configuration ne peut pas être lu : { $reason }
    .help = Vérifiez qu’il existe et que vous avez le droit de le lire, puis réessayez.
store-unavailable = Les comptes d’utilisateur sont inaccessibles : { $reason }
    .help = Vérifiez la connexion réseau, puis réessayez.
store-certificate = Le certificat du serveur a été refusé : { $reason }
    .help = Demandez à l’administrateur du serveur.
store-certificate-issuer = Le certificat du serveur a été refusé : cet ordinateur ne connaît pas l’autorité qui l’a émis.
    .help = Si c’est votre propre autorité, ajoutez à l’adresse « ?sslrootcert=FICHIER » avec son fichier. Sinon, demandez à l’administrateur du serveur.
store-certificate-name = Le certificat du serveur a été refusé : il est établi pour un autre nom.
    .help = Vérifiez le nom dans l’adresse, ou demandez à l’administrateur du serveur.
store-certificate-expired = Le certificat du serveur a été refusé : il a expiré.
    .help = Vérifiez l’heure de cet ordinateur, ou demandez à l’administrateur du serveur.
store-outage = Pas de connexion aux comptes d’utilisateur : { $reason }
    .help = Les comptes et les paramètres ne peuvent pas être modifiés pour le moment. Le programme réessaie automatiquement.
store-unwritable = Le fichier de configuration ne peut pas être enregistré : { $reason }. Rien n’a été modifié.
    .help = Vérifiez le disque et les droits d’accès au fichier et à son dossier, puis réessayez.
store-changed = Le fichier de configuration a été modifié au même moment par un autre programme ou un autre utilisateur. Rien n’a été enregistré.
    .help = Réessayez.
store-busy = Un autre programme est en train d’écrire dans le fichier de configuration. Rien n’a été enregistré.
    .help = Réessayez dans un instant.
store-too-large = Le fichier de configuration dépasserait { $limit } Mio. Rien n’a été enregistré.
    .help = Demandez à un administrateur de supprimer les utilisateurs devenus inutiles.
store-refused = Le fichier de configuration ne peut pas être modifié sans risque à la ligne { $line }, colonne { $column }. Rien n’a été enregistré.
    .help = Demandez à un administrateur de simplifier cette entrée : ni ancre, ni alias, ni texte sur plusieurs lignes.
store-restricted = Cela n’est possible que sur un ordinateur de confiance
    .help = Cet ordinateur est restreint : certaines actions n’y sont pas autorisées.
store-too-many = Trop de tentatives sur cet ordinateur
    .help = Réessayez dans une heure ou utilisez un ordinateur de confiance.
position = { $file }, ligne { $line }, colonne { $column }

## Erreurs du fichier de configuration et leur correction
problem-empty = Le fichier est vide
    .help = Restaurez une sauvegarde (« { PROGRAM() } backups ») ou ajoutez au moins un utilisateur ; config.example.yaml montre comment.
problem-not-utf8 = À partir d’ici, le texte n’est pas de l’UTF-8 valide
    .help = Enregistrez le fichier en UTF-8 dans votre éditeur.
problem-too-large = Le fichier dépasse { $limit } Mio
    .help = Vérifiez que c’est le bon fichier.
problem-syntax = YAML non valide : { $reason }
    .help = Vérifiez l’indentation, les guillemets et les crochets de cette ligne et de la précédente.
problem-several-documents = Le fichier contient plusieurs documents YAML
    .help = Supprimez le « --- » et tout ce qui suit, ou seulement le « --- ».
problem-duplicate-key = « { $field } » est présent deux fois
    .help = Supprimez l’une des deux entrées.
problem-wrong-type = { $field } doit être { $expected }, mais est { $found }
    .help = Corrigez la valeur. Vous trouverez un exemple dans config.example.yaml.
problem-missing = « { $key } » manque dans { $field }
    .help = Ajoutez cette entrée. Vous trouverez un exemple dans config.example.yaml.
problem-out-of-range = { $field } doit être un nombre entier de { $min } à { $max }
    .help = Corrigez le nombre.
problem-unknown-word = { $field } a la valeur inconnue « { $found } »
    .help = Utilisez l’une des valeurs suivantes : { $known }.
problem-username = { $field } n’est pas un nom d’utilisateur valide
    .help = { $reason }.
problem-email = { $field } n’est pas une adresse e-mail valide
    .help = { $reason }.
problem-access-times = { $field } n’est pas une date ou une heure valide
    .help = { $reason }.
problem-name = { $field } est trop long ou contient des caractères invisibles
    .help = { $reason }.
problem-role = { $field } nomme un rôle qui est ignoré
    .help = { $reason }.
problem-same-username = { $field } est le même nom d’utilisateur que « { $other } » à la ligne { $line }. La casse et la largeur des caractères ne sont pas prises en compte.
    .help = Renommez ou retirez l’un des deux utilisateurs.
whole-file = Le fichier
problem-looks-like = { $field } ressemble à « { $other } » à la ligne { $line }, mais contient d’autres caractères
    .help = Renommez ou retirez l’un des deux utilisateurs pour éviter toute confusion.
problem-email-looks-like = { $field } ressemble à l’adresse de « { $other } » à la ligne { $line }, mais contient d’autres caractères
    .help = Corrigez l’une des deux adresses.
problem-same-email = { $field } est aussi l’adresse de « { $other } » à la ligne { $line }
    .help = Attribuez une adresse différente à chaque utilisateur.
problem-email-is-username = { $field } est le nom d’utilisateur de « { $other } » à la ligne { $line }
    .help = Utilisez une autre adresse ou renommez l’autre utilisateur, pour éviter toute ambiguïté à la connexion.
problem-newer-format = Le fichier a été créé par une version plus récente de ce programme
    .help = Installez la version plus récente ou restaurez une sauvegarde créée par cette version-ci.
problem-store-address = { $field } est inutilisable : { $reason }
    .help = Écrivez l’adresse sous la forme « postgresql://UTILISATEUR@SERVEUR/BASE ». Le manuel indique les options.
problem-store-password = { $field } contient un mot de passe
    .help = Toute personne qui peut lire le fichier peut utiliser le serveur avec ce mot de passe. Conservez-le plutôt dans le trousseau ou dans un fichier de mots de passe.
problem-on-server = { $field } ne peut pas être utilisé avec « store »
    .help = Les utilisateurs, les rôles, les pages et les paramètres communs sont sur le serveur. Transférez-les avec « { PROGRAM() } store import FICHIER », ou supprimez-les de ce fichier.
problem-store-not-connected = Les utilisateurs sont sur un serveur auquel le programme n’est pas connecté
    .help = Redémarrez le programme. Un programme sans prise en charge de PostgreSQL ne peut pas utiliser ce fichier.
problem-store-changed = Le fichier n’indique plus le serveur auquel le programme est connecté
    .help = Le programme garde cette connexion. Redémarrez-le pour utiliser le fichier tel qu’il est maintenant.
problem-store-restriction = { $field } n’est plus comme au démarrage du programme
    .help = Le programme garde cette connexion. Redémarrez-le pour utiliser le fichier tel qu’il est maintenant.
problem-list-layout = { $field } est une liste : c’est la structure des versions antérieures à 0.2
    .help = Convertissez le fichier avec « { PROGRAM() } convert ». L’ancien fichier est conservé.
problem-account-id = { $field } n’est pas un identifiant de compte et est ignoré
    .help = Supprimez la ligne. Le programme reconnaîtra alors l’utilisateur à son nom d’utilisateur.
problem-same-account-id = { $field } est aussi l’identifiant de compte de « { $other } » à la ligne { $line } ; les deux sont ignorés
    .help = Supprimez la ligne de l’entrée copiée, afin que les deux comptes puissent être distingués.
problem-ignored = D’ici là, la valeur n’est pas utilisée.
problem-address-unused = D’ici là, l’adresse n’est pas utilisée : la connexion se fait avec le nom d’utilisateur, et aucun code n’est envoyé.
problem-closes-user = D’ici là, cet utilisateur ne peut pas se connecter. Les autres utilisateurs ne sont pas concernés.
problem-closes-both = D’ici là, aucun des deux ne peut se connecter. Les autres utilisateurs ne sont pas concernés.
problem-no-password = { $field } est absent ou vide
    .help = Saisissez un mot de passe en clair, entre guillemets. Il sera haché dès que la fenêtre lira le fichier. Sinon, retirez l’utilisateur.
problem-password-not-text = { $field } est un nombre ou true/false, son texte exact est donc inconnu
    .help = Mettez le mot de passe entre guillemets.
problem-hash-broken = { $field } ressemble à une empreinte (hash), mais celle-ci est endommagée ou d’un type inconnu
    .help = Restaurez-la ou créez-en une nouvelle avec « { PROGRAM() } hash ».
problem-hash-cost = { $field } est une empreinte bcrypt de coût { $cost } ; les valeurs autorisées vont de { $min } à { $max }
    .help = Créez-en une nouvelle avec « { PROGRAM() } hash ».
problem-hash-expensive = { $field } est une empreinte Argon2 qui demande plus de mémoire ou de temps que permis
    .help = Créez-en une nouvelle avec « { PROGRAM() } hash ».
problem-password-not-shared = { $field } est trop long pour Streamlit-Authenticator, qui utilise aussi ce fichier
    .help = Utilisez { $max } lettres au maximum ; les accents et les emojis comptent plusieurs fois. Si seul ce programme utilise le fichier, supprimez « logged_in » et « failed_login_attempts » de tous les utilisateurs.
problem-hash-not-shared = { $field } est un hachage que Streamlit-Authenticator, qui utilise aussi ce fichier, ne peut pas lire. Il échoue alors pour tous les utilisateurs.
    .help = Définissez un mot de passe de 71 lettres au maximum (« { PROGRAM() } user passwd »). Si seul ce programme utilise le fichier, supprimez « logged_in » et « failed_login_attempts » de tous les utilisateurs.
problem-password-long = { $field } dépasse la longueur maximale d’un mot de passe
    .help = Utilisez { $max } caractères au maximum.
problem-damaged = { $field } a été écrit par ce programme et est endommagé
    .help = Restaurez la valeur précédente (« { PROGRAM() } backups »), ou supprimez la ligne si l’utilisateur n’en a plus besoin.
problem-published-password = { $field } est un mot de passe tiré d’un exemple, donc connu de tous. Il ne permet à aucun utilisateur de se connecter.
    .help = Saisissez un autre mot de passe.
problem-plain-password = { $field } est en clair
    .help = Vous n’avez rien à faire. Il sera haché dès que la fenêtre lira le fichier.
problem-mail-not-encrypted = { $field } vaut « none », mais le serveur de messagerie est un autre ordinateur
    .help = Utilisez « tls » ou « starttls ». Sans chiffrement, d’autres personnes pourraient lire les codes.
problem-not-a-colour = { $field } n’est pas une couleur
    .help = Écrivez-la comme en HTML, entre guillemets : "#1D5BB8".
problem-manifest-address = { $field } n’est pas une adresse qui peut être interrogée
    .help = Indiquez une adresse qui commence par « https:// ». « http:// » ne suffit que pour cet ordinateur.
problem-manifest-key = { $field } n’est pas une clé publique Ed25519
    .help = Indiquez la ligne entre la première et la dernière qu’affiche « openssl pkey -pubout ».
problem-link-scheme = { $field } n’est pas un lien qui peut être ouvert
    .help = Il doit commencer par https://, http://, mailto: ou tel:. Pour les fichiers, utilisez « file ».
problem-placeholder = { $field } contient le paramètre inconnu « { $found } »
    .help = Dans les arguments, utilisez username, name, email, roles ou session entre accolades. Pour une accolade elle-même, doublez-la.
problem-shell-placeholder = { $field } transmet un paramètre à { $program }, qui exécute du texte comme des commandes
    .help = Supprimez le paramètre et lisez la variable d’environnement, comme EGUI_AUTHENTICATOR_USERNAME.
problem-batch-file = { $field } est un fichier de commandes, qui n’est pas lancé
    .help = Indiquez le programme lui-même, car un fichier de commandes s’exécute dans un shell.
problem-unknown-page = { $field } renvoie à la page « { $name } », qui n’existe pas
    .help = Corrigez le nom ou ajoutez la page sous « views ».
problem-unknown-role = { $field } contient le rôle « { $name } », qui n’existe pas dans ce programme
    .help = Utilisez l’un de ces rôles : { $known }.
problem-permission-for-new-users = { $field } donnerait des autorisations à tous les utilisateurs qui s’inscrivent
    .help = Retirez ce rôle et attribuez-le plutôt à certains utilisateurs.
problem-proof-without-mail = { $field } est activé sans serveur de messagerie. Personne ne peut donc s’inscrire.
    .help = Ajoutez une section « mail », ou désactivez-le.
problem-no-administrator-left = { $field } : plus aucun utilisateur ayant le rôle « admin » ne peut se connecter
    .help = Attribuez ce rôle à un utilisateur qui peut se connecter. D’ici là, la configuration précédente reste en vigueur.
problem-page-without-access = { $field } n’indique ni rôles ni utilisateurs, aucun utilisateur ne peut donc ouvrir la page
    .help = Ajoutez « roles » ou « users » ; users: ["*"] la rend accessible à tous les utilisateurs connectés.
problem-action-name = { $field } : une action ne peut pas porter ce nom
    .help = Utilisez au plus { $max } lettres minuscules, chiffres, points, traits d’union et tirets bas.
problem-too-many-approvals = { $field } : il y a plus de { $max } actions
    .help = Retirez les actions qui ne servent pas.
problem-approval-without-role = { $field } n’indique aucun rôle, aucun utilisateur ne peut donc l’approuver
    .help = Ajoutez sous « roles » les rôles dont les utilisateurs peuvent l’approuver.
problem-approvers-not-approved = { $field } n’indique pas users.give_permissions
    .help = Sans cette action, un administrateur peut donner à n’importe quel compte un rôle qui approuve, et ainsi approuver seul. Ajoutez users.give_permissions.
problem-pin-for-built-in = { $field } : un code PIN ne peut pas approuver une action du programme lui-même
    .help = Supprimez cette ligne. L’approbateur saisit son mot de passe.
problem-unknown-approval = { $field } doit indiquer une action de « approvals », et non « { $name } »
    .help = Indiquez une action qui figure sous « approvals » et qui n’est pas une action du programme lui-même.
problem-file-missing = { $field } : le fichier { $path } n’existe pas
    .help = Placez le fichier à cet endroit ou corrigez le chemin. Les chemins relatifs partent du dossier de ce fichier.
problem-exactly-one-of = { $field } doit contenir exactement l’une de ces entrées : { $keys }
    .help = Gardez-en une seule ou ajoutez-en une.
problem-unknown-icon = { $field } : l’icône « { $name } » n’existe pas
    .help = Choisissez-en une dans la liste de config.example.yaml.
problem-text-for-list = { $field } est un texte simple et est lu comme une liste d’un seul élément
    .help = Mettez-le entre crochets : [valeur].
problem-likely-typo = « { $found } » est une clé inconnue
    .help = Vouliez-vous dire « { $meant } » ?
problem-no-administrator = Aucun utilisateur pouvant se connecter n’a le rôle « admin »
    .help = Attribuez-le à un utilisateur de confiance : « { PROGRAM() } user set NOM --role admin ». Répétez --role pour chaque rôle à conserver.
problem-open-to-others = D’autres utilisateurs de cet ordinateur peuvent peut-être lire ou modifier le fichier (mode { $mode })
    .help = Réservez-vous l’accès : chmod 600.
problem-open-to-others-windows = D’autres utilisateurs de cet ordinateur peuvent peut-être lire ou modifier le fichier
    .help = Dans ses propriétés, sous Sécurité, Avancé, désactivez l’héritage et supprimez tous les utilisateurs sauf vous-même et Système.
problem-days-out-of-range = { $field } doit être un nombre de 0 à { $max } ; { $used } est utilisé
    .help = Corrigez le nombre.
problem-readable-by-others = D’autres utilisateurs de cet ordinateur peuvent lire { $field } (mode { $mode })
    .help = Limitez l’accès au propriétaire : chmod go-rwx.
problem-readable-by-others-windows = D’autres utilisateurs de cet ordinateur peuvent lire { $field }
    .help = Dans ses propriétés, sous Sécurité, Avancé, désactivez l’héritage et supprimez tous les utilisateurs sauf vous-même et Système.
problem-writable-by-others = D’autres utilisateurs de cet ordinateur peuvent modifier { $field } (mode { $mode })
    .help = Limitez l’accès : chmod go-w. Vérifiez ensuite que rien n’a été modifié.
problem-writable-by-others-windows = D’autres utilisateurs de cet ordinateur peuvent modifier { $field }
    .help = Dans ses propriétés, sous Sécurité, Avancé, désactivez l’héritage et supprimez tous les utilisateurs sauf vous-même et Système. Vérifiez ensuite que rien n’a été modifié.
problem-foreign-owner = { $field } appartient à un autre utilisateur (ID { $owner })
    .help = Attribuez-le au propriétaire du fichier de configuration : chown.
problem-network-file-system = { $field } se trouve sur un système de fichiers réseau ({ $kind })
    .help = Si deux ordinateurs y enregistrent en même temps, une modification peut être perdue, et les autres ordinateurs peuvent ne voir une modification qu’au bout d’une minute. Chaque ordinateur compte lui-même les échecs de connexion. Placez le fichier sur un disque de cet ordinateur, ou partagez les utilisateurs avec PostgreSQL : « { PROGRAM() } store import FICHIER ».
problem-state-on-network = { $field } se trouve sur un système de fichiers réseau ({ $kind })
    .help = Cette base de données a besoin des verrous de fichiers, qui peuvent ne pas y fonctionner : si deux ordinateurs l’utilisent en même temps, des échecs de connexion et des activités peuvent être perdus, et la base de données peut être endommagée. Placez-la sur un disque de cet ordinateur ; sous Linux, XDG_DATA_HOME indique le dossier.
type-text = un texte
type-number = un nombre
type-flag = un booléen (true ou false)
type-nothing = vide
type-list = une liste
type-mapping = un tableau associatif
severity-error = erreur
severity-warning = avertissement

## La ligne de commande
cli-check-good = { $file } est valide
cli-check-server = { $server } est accessible
cli-check-warnings = { $file } est valide. { $warnings ->
    [one] { $warnings } avertissement.
   *[other] { $warnings } avertissements.
}
cli-check-unsafe = { $file } n’est pas protégé des autres utilisateurs de cet ordinateur : { $errors ->
    [one] { $errors } erreur
   *[other] { $errors } erreurs
}, { $warnings ->
    [one] { $warnings } avertissement
   *[other] { $warnings } avertissements
}
cli-check-bad = { $file } ne peut pas être utilisé : { $errors ->
    [one] { $errors } erreur
   *[other] { $errors } erreurs
}, { $warnings ->
    [one] { $warnings } avertissement
   *[other] { $warnings } avertissements
}
cli-convert-done = { $users ->
    [one] { $users } utilisateur converti
   *[other] { $users } utilisateurs convertis
}. Le nouveau fichier est { $file }, l’ancien est { $old }.
cli-convert-plain = { $old } contient des mots de passe en clair. Supprimez-le quand le nouveau fichier fonctionne.
cli-convert-other = Le fichier n’a pas la structure des versions antérieures à 0.2. Rien n’a été converti.
    .help = « { PROGRAM() } check » indique s’il peut être utilisé tel quel.
cli-convert-length = Ligne { $line } : « { $list } » a { $found } valeurs pour { $expected } noms d’utilisateur. Rien n’a été converti.
    .help = Chaque liste doit avoir une valeur pour chaque nom d’utilisateur, dans le même ordre.
cli-convert-value = Ligne { $line }, colonne { $column } : cette valeur ne peut pas être déplacée. Rien n’a été converti.
    .help = Écrivez-la en texte, sans ancre, alias ni liste.
cli-convert-exists = { $file } existe déjà. Rien n’a été converti.
    .help = Déplacez ce fichier, ou choisissez un autre nom avec --to.
cli-store-no-address = Aucun serveur n’est indiqué, et le fichier de configuration n’en indique aucun.
    .help = Ajoutez son adresse, par exemple postgresql://till1@db.shop/auth.
cli-restricted = Cet ordinateur est restreint : son compte ne permet pas cette commande.
    .help = Lancez la commande sur un ordinateur de confiance, par exemple celui d’un administrateur.
cli-store-address = L’adresse est inutilisable : { $reason }
cli-store-denied = Le serveur ne l’autorise pas : { $reason }
cli-store-refused = Le serveur a refusé : { $reason }
cli-store-unprepared = Les tables du serveur manquent ou ne sont pas à jour.
    .help = Lancez « { PROGRAM() } store migrate » sur un ordinateur de confiance.
cli-store-newer = Une version plus récente de ce programme a modifié les tables du serveur.
    .help = Mettez à jour le programme sur cet ordinateur.
cli-store-not-computer = Ce compte n’est pas celui d’un ordinateur, ou a plus d’autorisations. Un ordinateur a pu laisser dans les tables du code qui s’exécuterait avec ces autorisations.
    .help = Utilisez le compte d’un ordinateur de confiance.
cli-store-name = « { $name } » ne peut pas servir de nom.
    .help = Utilisez au plus 40 lettres minuscules (a–z), chiffres et tirets bas, en commençant par une lettre, mais ni par « auth_ » ni par « pg_ ».
cli-store-created = La base de données { $database } a été créée.
cli-store-next = Ajoutez l’ordinateur d’un administrateur avec « { PROGRAM() } store add-computer --trusted », et les autres sans « --trusted ».
cli-store-exists = La base de données { $database } existe déjà. Ses autorisations ont été mises à jour.
cli-store-others = La base de données { $database } n’a pas été modifiée, car d’autres comptes peuvent l’utiliser ou un autre l’a créée.
    .help = Choisissez un autre nom avec --database.
cli-store-roles-exist = Ce serveur a déjà une base de données de ce programme. Les ordinateurs de celle-là peuvent aussi utiliser celle-ci.
cli-store-may-log = Le serveur peut journaliser des empreintes et des clés. Demandez à un superutilisateur de régler log_parameter_max_length = 0.
cli-store-migrated = Les tables ont été mises à jour de la version { $from } à la version { $to }.
cli-store-would-migrate = Les tables seraient mises à jour de la version { $from } à la version { $to }.
cli-store-current = Les tables sont à jour (version { $to }).
cli-store-would-functions = Ces fonctions seraient créées ou remplacées : { $names }
cli-store-did-functions = Ces fonctions ont été créées ou remplacées : { $names }
cli-store-check-server = PostgreSQL { $value }
cli-store-check-latency = Aller-retour : { $value } ms
cli-store-check-clock = Les horloges du serveur et de cet ordinateur diffèrent de { $value } s.
cli-store-check-tls = La connexion est chiffrée ({ $value }) et le certificat a été vérifié.
cli-store-check-certificate = Jours avant l’expiration du certificat du serveur : { $value }
cli-store-check-no-tls = La connexion n’est pas chiffrée ; le serveur est sur cet ordinateur.
cli-store-check-tables = Les tables sont à jour (version { $value }).
cli-store-check-old = Les tables ne sont pas à jour (version { $value }).
    .help = Lancez « { PROGRAM() } store migrate ».
cli-store-check-not-computer = Ce compte n’est pas celui d’un ordinateur, ou a plus d’autorisations ; les tables n’ont pas été vérifiées.
    .help = Utilisez le compte d’un ordinateur.
cli-store-check-members = Ces comptes peuvent lire et modifier tout le contenu des tables : { $value }
cli-store-check-open = Tous les comptes du serveur peuvent se connecter à la base de données.
    .help = Relancez « { PROGRAM() } store init ».
cli-store-check-others = Des comptes autres que le propriétaire ont des autorisations sur les tables ({ $value }).
    .help = Révoquez-les avec le compte d’un ordinateur de confiance.
cli-store-check-enrollers = Ces comptes peuvent créer des rôles au moyen d’auth_enroller : { $value }
    .help = Retirez-leur auth_enroller.
cli-store-check-no-codes = Les ordinateurs ne peuvent pas rejoindre le serveur avec un code.
    .help = Relancez « { PROGRAM() } store init ».
cli-store-check-logged = Le serveur journalise les valeurs des requêtes, qui contiennent des empreintes et des clés.
    .help = Réglez log_parameter_max_length = 0 dans postgresql.conf.
cli-store-imported = { $users ->
    [one] { $users } utilisateur a été importé
   *[other] { $users } utilisateurs ont été importés
}, avec les paramètres.
cli-store-exported = { $users ->
    [one] { $users } utilisateur a été exporté
   *[other] { $users } utilisateurs ont été exportés
} vers { $file }, avec les paramètres.
cli-store-settings-none = Le serveur n’a pas de paramètres propres. Les valeurs par défaut s’appliquent.
cli-store-settings-same = Le serveur a déjà ces paramètres. Rien n’a été modifié.
cli-store-settings-changed = Les paramètres ont été modifiés. Ils s’appliquent à tous les ordinateurs.
cli-store-settings-would-change = Rien n’a été modifié. Pour effectuer ces modifications, relancez la commande sans --dry-run.
cli-store-setting-unknown = « { $path } » n’est pas un paramètre que --set et --unset peuvent modifier.
    .help = « { PROGRAM() } store settings » affiche les paramètres. Pour modifier d’autres sections, utilisez un fichier et --from.
cli-store-settings-foreign = Ces entrées du fichier ne sont pas des paramètres du serveur : { $names }. Rien n’a été modifié.
    .help = Retirez-les du fichier.
cli-store-settings-bad = { $file } contient des erreurs. Rien n’a été modifié.
    .help = Corrigez-les dans le fichier et relancez la commande.
cli-store-settings-layout = Les sections du fichier ne peuvent pas être fusionnées avec les paramètres du serveur. Rien n’a été modifié.
    .help = Écrivez-les comme « { PROGRAM() } store settings » les affiche : l’une sous l’autre, sans retrait.
cli-store-settings-unwritable = Le serveur a un paramètre qui ne peut pas être écrit tel quel dans un fichier. Rien n’a été modifié.
cli-store-to-write =
    { $file } n’a pas été modifié. Remplacez son contenu par ces lignes :
    store:
    { "  " }postgres: "{ $address }"
cli-store-written = { $file } indique désormais le serveur. La version précédente est dans ses sauvegardes.
cli-store-to-write-restricted =
    { $file } existait déjà et n’a pas été modifié. Remplacez son contenu par ces lignes :
    store:
    { "  " }postgres: "{ $address }"
    { "  " }restricted: true
cli-store-unknown = Ces entrées ne sont ni des utilisateurs ni des paramètres, et le serveur ne les conserve pas : { $names }. Rien n’a été importé.
    .help = Pour les laisser de côté, ajoutez --drop-unknown.
cli-store-plain = Les mots de passe de ces utilisateurs sont en clair : { $names }. Rien n’a été importé.
    .help = Lancez une fois le programme avec ce fichier : il les hache.
cli-store-closed = Les entrées de ces utilisateurs contiennent des erreurs : { $names }. Rien n’a été importé.
    .help = « { PROGRAM() } check { $file } » montre les lignes.
cli-store-unusable = { $file } contient des erreurs. Rien n’a été importé.
    .help = « { PROGRAM() } check { $file } » les montre.
cli-store-of-server = { $file } n’a pas d’utilisateurs : il indique le serveur où ils se trouvent.
cli-store-full = Le serveur a déjà des utilisateurs. Rien n’a été importé.
    .help = Importez dans une nouvelle base de données.
cli-store-full-of-one = Le serveur a déjà un utilisateur, { $name }, peut-être l’administrateur créé à l’ouverture d’une fenêtre. Rien n’a été importé.
    .help = Pour importer le fichier à la place de cet utilisateur, ajoutez --replace. Les utilisateurs et les paramètres du serveur sont d’abord enregistrés dans un fichier.
cli-store-replaced = Le contenu précédent du serveur a été sauvegardé dans { $file }.
cli-store-not-exported = Une valeur ne peut pas être écrite telle quelle dans un fichier de configuration. Rien n’a été exporté.
    .help = « { PROGRAM() } user list » montre les utilisateurs dont l’entrée contient une erreur.
cli-store-added =
    L’ordinateur { $name } a été ajouté. Lancez-y cette commande et saisissez le code dans les { $minutes } minutes :
    { PROGRAM() } store join { $address }
    Code : { $code }
cli-store-add-certificates = Ajoutez à cette adresse « ?sslrootcert=FICHIER », avec le fichier de l’autorité de certification sur cet ordinateur, entre guillemets.
cli-store-add-authority = Si le certificat du serveur ne vient pas d’une autorité publique, ajoutez à cette adresse « ?sslrootcert=FICHIER », avec le fichier de l’autorité de certification sur cet ordinateur, entre guillemets.
cli-store-added-restricted = Il sera restreint : les utilisateurs pourront y travailler, mais il ne pourra ni lire les empreintes de mots de passe ni modifier les paramètres.
cli-store-added-trusted = Il sera de confiance : il pourra lire toutes les empreintes de mots de passe et tout modifier.
cli-store-none-trusted = Il n’y a pas encore d’ordinateur de confiance. Ajoutez-en un avec --trusted : c’est là que les utilisateurs sont importés, ajoutés et modifiés.
cli-store-not-noted = Cet ordinateur n’a peut-être pas rejoint le serveur : { $reason }
    .help = Lancez « { PROGRAM() } store check ». Si le mot de passe est refusé, demandez un nouveau code.
cli-store-no-host = L’adresse passe par un socket de cet ordinateur, que les autres ne peuvent pas utiliser.
    .help = Indiquez le nom du serveur avec --host.
cli-store-code = Code
cli-store-mistyped = Ce n’est pas un code valide.
    .help = « { PROGRAM() } store add-computer » l’a affiché : 28 lettres et chiffres.
cli-store-code-refused = Le code est incorrect, a déjà été utilisé ou a expiré.
    .help = Ajoutez de nouveau l’ordinateur avec « { PROGRAM() } store add-computer ».
cli-store-joined = Cet ordinateur a rejoint { $address }.
cli-store-joined-restricted = Il est restreint : les utilisateurs peuvent s’y connecter et y travailler, et les administrateurs peuvent y gérer les utilisateurs. Pour les paramètres et les sauvegardes, utilisez un ordinateur de confiance.
cli-store-joined-trusted = Il est de confiance : il peut lire toutes les empreintes de mots de passe et tout modifier.
cli-store-no-users = Il n’y a pas encore d’utilisateurs sur le serveur. Importez-les sur un ordinateur de confiance, ou ouvrez-y la fenêtre et configurez le premier administrateur.
cli-store-in-keyring = Son mot de passe est dans le trousseau.
cli-store-in-file = Il n’y a pas de trousseau ; son mot de passe est dans { $file }, que vous seul pouvez lire.
cli-store-config-written = { $file } indique désormais le serveur.
cli-store-config-kept = { $file } existait déjà et n’a pas été modifié. S’il contient des utilisateurs, déplacez-les avec « { PROGRAM() } store import { $file } { $address } --write ».
cli-store-no-computers = Il n’y a pas d’ordinateurs.
cli-store-active = actif
cli-store-waiting = n’a pas encore rejoint le serveur
cli-store-restricted = restreint
cli-store-trusted = de confiance
cli-store-shut-out = accès révoqué
cli-store-added-at = ajouté { $time }
cli-store-joined-at = a rejoint le serveur { $time }
cli-store-seen-at = dernier contact { $time }
cli-store-revoked = L’accès de l’ordinateur { $name } a été révoqué et ses connexions ont pris fin. Il a pu copier des empreintes de mots de passe ; tous les utilisateurs devraient donc choisir un nouveau mot de passe.
cli-store-revoked-restricted = L’accès de l’ordinateur { $name } a été révoqué. Il ne pouvait pas lire les empreintes de mots de passe. Si son programme a pu être remplacé, les utilisateurs qui s’y sont connectés devraient choisir un nouveau mot de passe.
cli-store-not-kept = Cet ordinateur a rejoint le serveur, mais son mot de passe n’a pas pu être enregistré : { $reason }
    .help = Lancez « { PROGRAM() } store revoke-computer », puis « { PROGRAM() } store add-computer » pour obtenir un nouveau code.
cli-store-not-used = Cet ordinateur a rejoint le serveur mais ne peut pas se connecter, peut-être parce qu’un autre mot de passe est utilisé à la place du sien : { $reason }
    .help = Cherchez un autre mot de passe dans PGPASSWORD, dans le fichier indiqué par PGPASSFILE, dans le fichier de services et dans ~/.pgpass.
cli-store-config-names = { $file } indique déjà un serveur et n’a pas été modifié.
cli-store-config-restricted = { $file } indique déjà un serveur et n’a pas été modifié. Ajoutez « restricted: true » à sa section « store », car cet ordinateur est restreint.
cli-store-config-trusted = { $file } indique déjà un serveur et n’a pas été modifié. Retirez « restricted: true » de sa section « store », car cet ordinateur est de confiance.
cli-store-keyring = Le code n’a pas été utilisé.
    .help = Déverrouillez le trousseau, puis relancez la commande.
cli-store-password = L’adresse ne doit pas contenir de mot de passe : d’autres programmes pourraient l’y lire.
    .help = Mettez-le dans un fichier de mots de passe, par exemple ~/.pgpass.
cli-store-no-database = La base de données { $database } n’a pas été préparée pour des ordinateurs.
    .help = Nommez-la avec --database, ou lancez « { PROGRAM() } store init ».
cli-store-joined-before = { $name } a déjà rejoint le serveur ou n’est pas le compte d’un ordinateur.
    .help = Pour qu’il puisse rejoindre à nouveau le serveur, lancez d’abord « { PROGRAM() } store revoke-computer ».
cli-store-not-ended = { $name } ne peut plus se connecter, mais ses connexions existantes n’ont pas pris fin.
    .help = Relancez la commande, ou redémarrez le serveur.
cli-store-not-written = Le fichier n’a pas pu être remplacé, mais l’import est terminé.
cli-store-check-none = La base de données { $value } ne contient pas les tables de ce programme.
    .help = Vérifiez le nom de la base de données dans l’adresse.
cli-store-check-code = La base de données contient des déclencheurs, des fonctions ou d’autres objets que ce programme ne crée pas ({ $value }).
    .help = Un ordinateur a pu les laisser pour agir avec les autorisations d’autres ordinateurs. Exportez les utilisateurs, vérifiez-les, puis importez-les dans une nouvelle base de données.
cli-store-check-restricted = Ce compte est restreint : il peut appeler { $value } fonctions et ne peut lire aucune table.
cli-store-check-readable = Ce compte devrait être restreint, mais il a plus d’autorisations : { $value }
    .help = Lancez « { PROGRAM() } store check » sur un ordinateur de confiance.
cli-store-check-missing = Ce compte ne peut pas appeler ces fonctions, dont le programme a besoin : { $value }
    .help = Lancez « { PROGRAM() } store migrate » sur un ordinateur de confiance.
cli-store-check-unmarked = Ce compte est restreint, mais le fichier de configuration ne l’indique pas.
    .help = Ajoutez « restricted: true » à sa section « store ».
cli-store-check-unrestricted = D’après le fichier de configuration, cet ordinateur est restreint, mais son compte ne l’est pas.
    .help = Révoquez l’accès de l’ordinateur avec « { PROGRAM() } store revoke-computer », puis ajoutez-le à nouveau sans --trusted. S’il doit être de confiance, retirez « restricted: true » du fichier.
cli-store-check-callers = Ces comptes sont restreints, ils peuvent appeler des fonctions, mais pas lire les tables : { $value }
cli-store-check-functions = Les ordinateurs restreints peuvent appeler { $value } fonctions, qui sont celles de cette version.
cli-store-check-functions-old = Ces fonctions manquent ou ne sont pas celles de cette version : { $value }
    .help = Lancez « { PROGRAM() } store migrate ».
cli-store-check-functions-open = Ces fonctions n’ont pas le propriétaire, les autorisations ou les options attendus : { $value }
    .help = Lancez « { PROGRAM() } store migrate ». Si elles sont encore citées ensuite, exportez les utilisateurs, vérifiez-les, puis importez-les dans une nouvelle base de données.
cli-store-check-no-restricted = Aucun ordinateur restreint ne peut être ajouté.
    .help = Relancez « { PROGRAM() } store init », puis « { PROGRAM() } store migrate ».
cli-user-added = Utilisateur { $name } ajouté
cli-user-changed = Utilisateur { $name } modifié
cli-user-password = { $name } a un nouveau mot de passe
cli-user-renamed = Le nouveau nom d’utilisateur est { $name }
cli-user-unlocked = Utilisateur { $name } déverrouillé
cli-user-now-disabled = { $name } ne peut plus se connecter
cli-user-enabled = { $name } peut de nouveau se connecter
cli-user-two-step-off = La vérification en deux étapes est désactivée pour { $name } jusqu’à une nouvelle configuration
cli-user-two-step-was-off = La vérification en deux étapes de { $name } est déjà désactivée. Rien n’a été modifié.
cli-user-pin-removed = Le code PIN de { $name } sur cet ordinateur a été supprimé
cli-user-no-pin = { $name } n’a pas de code PIN sur cet ordinateur. Rien n’a été modifié.
cli-user-badge-removed = Le badge de { $name } sur cet ordinateur a été supprimé
cli-user-no-badge = { $name } n’a pas de badge sur cet ordinateur. Rien n’a été modifié.
users-badge-set = Le badge de { $name } sur cet ordinateur a été défini
cli-user-require-change = { $name } doit choisir un nouveau mot de passe à la prochaine connexion
cli-user-signed-out = Toutes les sessions de l’utilisateur { $name } ont été fermées
users-parked-ended = La session en attente de { $name } a pris fin
cli-user-credentials-ended = Tous les identifiants de { $name } ont été invalidés
    .help = Créez un code de réinitialisation pour lui rendre l’accès.
cli-invite-none = Aucune adresse e-mail n’est autorisée
cli-invite-unknown = { $email } ne figure pas parmi les adresses autorisées
    .help = « { PROGRAM() } invite list » affiche la liste des adresses.
cli-sessions-none = Aucun utilisateur n’est connecté sur cet ordinateur
cli-session-open = fenêtre ouverte
cli-session-kept = reste connecté sur { $device } jusqu’au { $until }
cli-sessions-ended = { $count ->
    [0] Aucun utilisateur n’était connecté
    [one] { $count } utilisateur a été déconnecté partout
   *[other] { $count } utilisateurs ont été déconnectés partout
}
cli-autostart-on = La fenêtre s’ouvre quand vous ouvrez votre session sur l’ordinateur.
cli-autostart-off = La fenêtre ne s’ouvre pas quand vous ouvrez votre session sur l’ordinateur.
cli-autostart-failed = L’ouverture de la fenêtre au début de la session n’a pas pu être modifiée : { $reason }
    .help = Vérifiez les droits d’accès aux réglages du bureau, ou utilisez les réglages du bureau.
cli-mail-sent = Le serveur de messagerie a accepté un e-mail pour { $to }
cli-user-deleted = Utilisateur { $name } supprimé
cli-user-erased = { $name } a été supprimé et son nom a été remplacé dans le journal d’audit
cli-user-roles = Rôles
cli-user-disabled = Désactivé
cli-user-no-password = Aucun mot de passe
cli-backups-none = Il n’y a pas encore de sauvegarde. Une sauvegarde est créée avant chaque modification.
cli-backups-server = Les utilisateurs sont sur un serveur, qui n’a pas de sauvegardes de ce type
    .help = Sauvegardez sa base de données avec pg_dump. Le manuel explique comment.
cli-backups-line = { $number }  { $time }  { $size } octets
cli-backups-line-broken = { $number }  { $time }  { $size } octets  (inutilisable)
cli-backups-unknown = La sauvegarde { $number } n’existe pas
    .help = « { PROGRAM() } backups » affiche la liste des sauvegardes.
cli-backups-restored = La sauvegarde { $number } a été restaurée et toutes les sessions ont été fermées. Les utilisateurs gardent leurs mots de passe et codes actuels. Le fichier précédent a aussi été sauvegardé.
cli-backups-restored-alone = La sauvegarde { $number } a été restaurée et toutes les sessions ont été fermées. Le fichier précédent était illisible : les mots de passe et les codes sont ceux de la sauvegarde, sauf ceux que cet ordinateur sait révoqués.
cli-backups-returned = Sans mot de passe jusqu’à ce qu’ils reçoivent un code de réinitialisation (« user reset ») : { $names }
cli-backups-permissions = Avec des autorisations qu’ils n’avaient pas auparavant : { $names }
signatures-none = Il n’y a pas de signature
cli-signatures-whole = Toutes les signatures sont telles qu’elles ont été apposées. La dernière est la { $number }, de maillon { $link }.
signatures-unrecorded = Absentes du journal d’activité : les { $count } dernières
    .help = La signature suivante les consigne aussi. S’il y en a plusieurs, ce programme ne les a pas ajoutées, ou le journal n’a pas pu être écrit.
signatures-broken = La signature { $number } manque ou a été modifiée
    .help = Comparez avec une sauvegarde de la base de données d’état ou avec les pages exportées. Les signatures précédentes sont inchangées.
cli-signature-absent = La signature { $number } n’existe pas
    .help = « { PROGRAM() } signature list » affiche toutes les signatures.
cli-signature-exported = La signature { $number } a été enregistrée dans { $file }
cli-signature-invalid = Ce n’est pas la page d’une signature, ou elle a été modifiée
    .help = Exportez-la à nouveau. Une page n’est valable qu’exactement telle qu’elle a été exportée.
cli-signature-valid = Signé par { $name } ({ $username }), { $time } : { $meaning }, « { $text } »
cli-signature-content = Le contenu est celui qui a été signé
cli-signature-content-differs = Le contenu n’est pas celui qui a été signé. Signé : SHA-256 { $digest }.
cli-signature-content-unknown = Le contenu n’a pas été comparé. Signé : SHA-256 { $digest }.
cli-signature-key = La clé est celle indiquée
cli-signature-key-differs = La signature a une autre clé : { $key }
cli-signature-key-unknown = Clé de la signature : { $key }
cli-signature-recorded = Cet ordinateur l’a enregistrée comme signature { $number }
cli-signature-other = Cet ordinateur a enregistré une autre signature { $number }
    .help = L’une des deux est fausse, ou elles proviennent d’ordinateurs ou de fichiers de configuration différents.
cli-signature-damaged = Ce que cet ordinateur a enregistré comme signature { $number } a été modifié depuis
    .help = « { PROGRAM() } signature check » indique la première signature modifiée.
cli-signature-unrecorded = Cet ordinateur n’a pas de signature { $number }
    .help = Vérifiez-la là où elle a été apposée, ou comparez la clé avec celle que vous tenez du signataire (--key).
activity-empty = Rien n’est consigné
activity-intact = Toutes les entrées jusqu’au { $time } sont intactes
activity-broken = L’entrée { $number } est absente ou a été modifiée
    .help = Comparez avec une sauvegarde de la base de données d’état. Les entrées précédentes sont intactes.
activity-pruned = { $count ->
    [one] { $count } entrée a été supprimée
   *[other] { $count } entrées ont été supprimées
}
cli-hash-repeat = Confirmez le mot de passe
cli-hash-differs = Les deux mots de passe sont différents. Aucune empreinte n’a été créée.
cli-hash-empty = Aucun mot de passe n’a été indiqué
    .help = Saisissez-en un à l’invite ou fournissez-en un par ligne sur l’entrée standard.
cli-hash-input = Les mots de passe ne peuvent pas être lus : { $reason }
cli-hash-line = Ligne { $line } : { $reason }
cli-hash-progress = hachés
cli-no-folder = Ce système n’a pas de dossier pour les fichiers de configuration
    .help = Indiquez le fichier avec --config CHEMIN.
cli-demo-failed = La démonstration n’a pas pu être préparée : { $reason }
cli-log-failed = Impossible d’écrire dans le journal { $file } : { $reason }
window-no-display = Aucun écran n’est disponible pour ouvrir une fenêtre
    .help = Lancez le programme depuis une session graphique ou utilisez la ligne de commande : egui-authenticator --help.
window-no-graphics = Aucun pilote OpenGL n’a été trouvé
    .help = Installez-en un. Sous Debian et Ubuntu : apt install libgl1-mesa-dri libegl1.
window-no-library = Une bibliothèque système est absente : { $reason }
    .help = Sous Debian et Ubuntu : apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libegl1 libgl1-mesa-dri.
window-failed = La fenêtre n’a pas pu être ouverte : { $reason }
    .help = Vérifiez le pilote graphique ou utilisez la ligne de commande : egui-authenticator --help.
window-shown = La fenêtre est déjà ouverte et a été mise au premier plan
window-unanswered = Une autre fenêtre a ouvert ce fichier de configuration et ne répond pas
    .help = Fermez-la ou arrêtez son processus, puis relancez.
kiosk-heading = Quitter le mode kiosque
kiosk-help = Pour fermer cette fenêtre, saisissez le nom et le mot de passe d’un administrateur.
kiosk-button = Quitter
kiosk-refused = non autorisé en mode kiosque
kiosk-link = Les liens ne s’ouvrent pas en mode kiosque
kiosk-no-dialog = La boîte de dialogue de sélection de fichier ne s’ouvre pas en mode kiosque
    .help = Saisissez le chemin complet du fichier dans le champ.
kiosk-window-open = Ce fichier de configuration est déjà ouvert dans une autre fenêtre
    .help = Fermez-la, puis relancez le kiosque.
kiosk-no-file = Le fichier de configuration { $file } n’existe pas
    .help = Vérifiez le chemin, ou configurez d’abord le programme dans une fenêtre, sans --kiosk.
kiosk-no-users = Il n’y a pas encore d’utilisateurs sur { $server }
    .help = Configurez d’abord le programme dans une fenêtre, sans --kiosk.
kiosk-away = { $server } n’a pas encore répondu ; on ne sait donc pas si un administrateur peut quitter le mode kiosque. Le kiosque s’ouvre et continue d’essayer.
kiosk-no-administrator = Impossible de quitter le mode kiosque : aucun administrateur de { $file } ne peut se connecter
    .help = Donnez le rôle admin à un utilisateur qui peut se connecter.

## Versions plus récentes

update-asking = Recherche d’une version plus récente…
update-newer = La version { $version } d’egui-authenticator est disponible. Celle-ci est la version { $own }.
    .help = Son éditeur écrit : « { $notes } »
update-newest = Cette version est la plus récente, { $own }
update-older = Cette version, { $own }, est plus récente que la dernière publiée, { $version }
update-unknown = Impossible de savoir s’il existe une version plus récente
update-unknown-newer = Impossible de savoir s’il existe une version encore plus récente
update-expired = { $unknown } : le manifeste de mise à jour a expiré le { $date }
    .help = Demandez-en un nouveau à son éditeur.
update-unreachable = { $unknown } : le serveur n’a pas répondu
    .help = Il sera interrogé à nouveau dans un jour. Si cela persiste, vérifiez updates.manifest dans le fichier de configuration.
update-refused = { $unknown } : le serveur n’a pas de manifeste de mise à jour à cette adresse
    .help = Vérifiez updates.manifest dans le fichier de configuration. L’adresse ne doit pas rediriger vers une autre.
update-malformed = { $unknown } : ce que le serveur a envoyé n’est pas un manifeste de mise à jour
    .help = Vérifiez updates.manifest dans le fichier de configuration.
update-signature = Le manifeste de mise à jour n’est pas signé avec la clé du fichier de configuration
    .help = Ne vous y fiez pas. Demandez à son éditeur si la clé a changé.
update-rollback = Le serveur a envoyé un manifeste de mise à jour plus ancien que le précédent, qui a été ignoré
    .help = Si cela persiste, demandez à son éditeur.
update-contradiction = Le serveur a envoyé un autre manifeste de mise à jour avec le même numéro, qui a été ignoré
    .help = Si cela persiste, demandez à son éditeur.

## Users on a server, in place of the messages about the configuration file

sign-in-outdated-on-server = Votre mot de passe n’est plus valable, car il a été remplacé ou invalidé avant la restauration d’un état antérieur du serveur
    .help = Demandez à un administrateur d’invalider tous vos identifiants et de vous créer un code de réinitialisation.
mail-no-server-on-server = Aucun serveur de messagerie n’est configuré
    .help = Ajoutez-le dans les paramètres, sous E-mail.
mail-failed-on-server = L’e-mail n’a pas été envoyé : { $reason }
    .help = Vérifiez le serveur de messagerie dans les paramètres.
user-entry-mistake-on-server = L’entrée de cet utilisateur sur le serveur est endommagée
    .help = Demandez au propriétaire du serveur de la corriger ou de la restaurer à partir d’une sauvegarde.
status-entry-mistake-on-server = Entrée endommagée
launch-not-started-on-server = Impossible de lancer { $title } : { $reason }
    .help = Demandez à un administrateur de vérifier l’entrée de la page dans les paramètres.
warnings-heading-on-server = { $count ->
    [one] { $count } avertissement
   *[other] { $count } avertissements
}
activity-owner-on-server = le propriétaire, en ligne de commande
activity-code-created-by-owner-on-server = { $event } ; code créé par le propriétaire en ligne de commande, { $time }
page-unreadable-on-server = Le texte de cette page, { $path }, ne peut pas être lu : { $reason }
    .help = Placez le fichier à cet endroit sur chaque ordinateur ou corrigez le chemin dans les paramètres.
set-up-intro-on-server = Le serveur n’a pas encore d’utilisateurs. Créez le premier administrateur. Si vous avez déjà un fichier de configuration avec des utilisateurs, importez-le plutôt : « { PROGRAM() } store import FICHIER --write ».
settings-mail-password-help-on-server = Laissez vide pour garder l’actuel. Il est enregistré en clair sur le serveur.
settings-preview-intro-on-server = Ces paramètres changent. Tout le reste est inchangé.
settings-reloaded-on-server = Les paramètres ont été modifiés entre-temps
    .help = Le formulaire affiche les paramètres actuels. Refaites vos modifications.
broken-heading-on-server = Les comptes d’utilisateur sont inutilisables
store-absent-on-server = Il n’y a aucun compte d’utilisateur sur le serveur
    .help = Redémarrez le programme pour créer le premier administrateur, ou importez un fichier de configuration avec « { PROGRAM() } store import ».
store-vanished-on-server = Les comptes d’utilisateur ont disparu du serveur
    .help = Restaurez une sauvegarde de la base de données. Pour repartir de zéro, utilisez une nouvelle base de données.
store-exists-on-server = Le serveur a déjà des comptes d’utilisateur
    .help = Redémarrez le programme pour les utiliser.
store-unusable-on-server = Les utilisateurs et les paramètres du serveur sont inutilisables ({ $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}). La première : { $first }
    .help = Demandez à un administrateur de les corriger.
store-closing-on-server = L’entrée d’un utilisateur est endommagée, rien n’a donc été restauré : { $first }
    .help = Corrigez-la d’abord sur le serveur.
store-unreadable-on-server = Les comptes d’utilisateur ne peuvent pas être lus sur le serveur : { $reason }
    .help = Lancez « { PROGRAM() } store check » pour en connaître la cause, puis réessayez.
store-unwritable-on-server = Le serveur ne peut pas enregistrer la modification : { $reason }. Rien n’a été modifié.
    .help = Lancez « { PROGRAM() } store check », vérifiez l’espace libre sur le disque du serveur, puis réessayez.
store-changed-on-server = Un autre utilisateur ou programme a fait une modification au même moment. Rien n’a été enregistré.
    .help = Réessayez.
store-busy-on-server = Un autre ordinateur est en train d’enregistrer une modification. Rien n’a été enregistré.
    .help = Réessayez dans un instant.
store-too-large-on-server = Les comptes d’utilisateur dépasseraient { $limit } Mio. Rien n’a été enregistré.
    .help = Demandez à un administrateur de supprimer les utilisateurs devenus inutiles.
store-refused-on-server = Cette modification changerait aussi d’autres entrées sur le serveur. Rien n’a été enregistré.
    .help = Demandez à un administrateur si une entrée du serveur est endommagée : « { PROGRAM() } check » l’indique.
update-unreachable-on-server = { $unknown } : le serveur de l’éditeur n’a pas répondu
    .help = Il sera interrogé à nouveau dans un jour. Si cela persiste, vérifiez updates.manifest avec « { PROGRAM() } store settings ».
update-refused-on-server = { $unknown } : le serveur de l’éditeur n’a pas de manifeste de mise à jour à cette adresse
    .help = Vérifiez updates.manifest avec « { PROGRAM() } store settings ». L’adresse ne doit pas rediriger vers une autre.
update-malformed-on-server = { $unknown } : ce que le serveur de l’éditeur a envoyé n’est pas un manifeste de mise à jour
    .help = Vérifiez updates.manifest avec « { PROGRAM() } store settings ».
update-signature-on-server = Le manifeste de mise à jour n’est pas signé avec la clé des paramètres
    .help = Ne vous y fiez pas. Demandez à son éditeur si la clé a changé.
cli-signature-other-on-server = Le serveur a enregistré une autre signature { $number }
    .help = L’une des deux est falsifiée, ou elles proviennent de bases de données différentes.
