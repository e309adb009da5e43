# Chaque phrase que l’on lit. Pas de point après une ligne seule.

## Le programme
app-title = Authenticator
language-choose = Langue : { $language }
theme-light = Couleurs claires
theme-dark = Couleurs sombres

## Champs et boutons de tous les formulaires
field-username = Nom d’utilisateur
field-email = E-mail
field-password = Mot de passe
field-current-password = Mot de passe actuel
field-new-password = Nouveau mot de passe
field-first-name = Prénom
field-last-name = Nom
field-full-name = Prénom et nom
password-show = Montrer le mot de passe
password-hide = Cacher le mot de passe
password-capitals = Rien que des majuscules jusqu’ici. Verr. Maj est-il activé ?
password-rule = Au moins { $min } caractères. Quelques mots à la suite se retiennent bien.
button-cancel = Annuler
button-dismiss = Fermer
button-more = Plus
button-retry = Réessayer
button-close = Fermer
help-heading = Touches
help-help = Montrer et cacher cette liste
help-next = Aller au champ suivant ; avec Maj, au précédent
help-enter = Faire ce que dit le bouton de couleur
help-back = Revenir, ou cesser d’attendre
help-space = Cocher une case, presser un bouton
help-lock = Verrouiller cette fenêtre
help-list = Se déplacer dans une liste ; aussi Début, Fin et les touches de page
help-zoom = Tout agrandir ; avec − plus petit, avec 0 comme avant
notice-error = Erreur
notice-warning = Avertissement
notice-success = Fait
notice-info = Remarque

## Pendant le démarrage
start-opening = Ouverture…

## Le premier démarrage
set-up-heading = Configurer { $app }
set-up-intro = Il n’y a encore personne. Créez l’administrateur, qui pourra ensuite faire entrer les autres.
set-up-button = Créer l’administrateur
set-up-busy = Création…

## Se connecter
login-heading = Se connecter
login-field = Nom d’utilisateur ou e-mail
login-keep = Rester connecté sur cet ordinateur { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}
login-keep-hours = Rester connecté sur cet ordinateur { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
}
login-keep-probing = Le trousseau de cet ordinateur est interrogé…
login-button = Se connecter
login-busy = Connexion…
login-register = S’inscrire
login-refused = Ce nom d’utilisateur ou ce mot de passe n’est pas juste. Vérifiez Verr. Maj et réessayez.
login-pending = En attente de l’accord d’un administrateur
    .do = Votre compte existe. Demandez à un administrateur de vous faire entrer.
login-missing-name = Saisissez votre nom d’utilisateur ou votre e-mail
login-missing-password = Saisissez votre mot de passe
login-registered = Votre compte est prêt. Connectez-vous sous le nom { $username }.
tiles-all = Montrer tout le monde
tiles-none = Personne ne correspond à ce qui est saisi.
tiles-more = { $count ->
    [one] Et encore une personne. Saisissez un nom pour la trouver.
   *[other] Et { $count } autres. Saisissez un nom pour les trouver.
}
logo-picture = Logo
login-registered-waiting = En attente de l’accord d’un administrateur
    .do = Une fois admis, connectez-vous sous le nom { $username }.
login-locked = Trop d’essais
    .do = Réessayez dans { $time }, ou demandez à un administrateur.
login-stopped = Trop d’essais de suite
    .do = Demandez à un administrateur de débloquer ce nom.
state-unusable = Personne ne peut se connecter, car la base d’état est inutilisable : { $reason }.
    .do = Vérifiez le disque et les droits du dossier de données, puis réessayez.
login-reused = Quelqu’un a utilisé une copie de votre connexion sur cet ordinateur ; elle a été fermée
    .do = Reconnectez-vous, et changez votre mot de passe si vous ne savez pas qui c’était.
login-expired = C’était trop long, ou votre compte a changé entre-temps
    .do = Reconnectez-vous.
login-recovered = Vous avez un nouveau mot de passe
    .do = Connectez-vous avec.
login-username-found = Votre nom d’utilisateur est { $username }
    .do = Connectez-vous avec.
login-forgot-password = Mot de passe oublié ?
login-forgot-username = Nom d’utilisateur oublié ?
seat-already-in = Vous êtes déjà connecté sur cet ordinateur
    .do = Déconnectez-vous là-bas d’abord.
seat-full = Il y a autant de personnes connectées que permis
    .do = Réessayez quand quelqu’un se sera déconnecté.
login-ended = Vous avez été déconnecté, car votre compte a été modifié.
    .do = Reconnectez-vous. Si cela ne marche pas, demandez à votre administrateur.
vault-absent = Indisponible : aucun trousseau ne fonctionne sur cet ordinateur
vault-locked = Indisponible : le trousseau de cet ordinateur est verrouillé. Déverrouillez-le, puis réessayez.
vault-slow = Indisponible : le trousseau de cet ordinateur ne répond pas
vault-failed = Indisponible : le trousseau de cet ordinateur a refusé

## Démonstration
demo-banner = Démonstration. Rien n’est conservé.
demo-intro = Choisissez qui se connecte
demo-person = { $name } · nom d’utilisateur { $username } · mot de passe { $password }
demo-fill = Remplir pour { $name }

## S’inscrire
register-heading = Créer un compte
register-intro = Pour les personnes dont un administrateur a ajouté l’e-mail.
register-intro-approval = Un administrateur vous fait entrer avant que vous puissiez vous connecter.
register-intro-open = Créez votre propre compte.
register-button = Créer le compte
register-busy = Création…
register-back = Revenir à la connexion
register-not-accepted = Cet e-mail n’a pas pu être inscrit. Demandez à votre administrateur de l’ajouter.
register-username-taken = Ce nom d’utilisateur est déjà pris. Choisissez-en un autre.

## Deuxième étape
code-heading = Connexion en deux étapes
code-field = Code de votre application d’authentification
code-recovery-field = Code de secours
code-recovery-only = Votre mot de passe a été redéfini ; cette fois, un code de secours est demandé.
code-use-recovery = Utiliser un code de secours
code-use-app = Utiliser l’application d’authentification
code-button = Continuer
code-busy = Vérification…
code-wrong = Ce code ne convient pas. Vérifiez l’heure du téléphone et de cet ordinateur.
code-recovery-wrong = Ce code ne convient pas, ou il a déjà servi.
another-heading = Choisir un autre mot de passe
another-intro = Un administrateur vous demande de choisir un autre mot de passe avant de continuer.

## Oublié
recover-password-heading = Mot de passe oublié
recover-password-intro = Saisissez un de vos codes de secours, ou le code unique qu’un administrateur a fait pour vous, et choisissez un nouveau mot de passe.
recover-username-heading = Nom d’utilisateur oublié
recover-username-intro = Saisissez votre e-mail et un de vos codes de secours. Le code est alors utilisé. Si vous n’en avez pas, demandez à un administrateur.
recover-code = Code de secours ou code unique
recover-password-button = Changer le mot de passe
recover-username-button = Montrer mon nom d’utilisateur
recover-mail-code = M’envoyer un code par e-mail
recover-mail-username = L’envoyer par e-mail
recover-mailed = Si un tel compte existe, un e-mail est en route
    .do = Cela peut prendre une minute. Regardez aussi dans les indésirables.
recover-refused = Le nom et le code ne vont pas ensemble, ou le code a servi ou est trop ancien
    .do = Vérifiez les deux, ou demandez un code unique à un administrateur.
mail-code = Code unique pour { $app }
    .do = Votre code unique est

        { $code }

    Il est valable { $minutes } minutes et une seule fois. Si vous ne l’avez pas demandé, ignorez cet e-mail : rien n’a été changé.
mail-username = Votre nom d’utilisateur pour { $app }
    .do = Votre nom d’utilisateur est { $username }.

    Si vous ne l’avez pas demandé, ignorez cet e-mail : rien n’a été changé.
mail-test = E-mail d’essai de { $app }
    .do = Les e-mails arrivent.
mail-no-server = La configuration ne nomme aucun serveur de messagerie.
    .do = Ajoutez une section « mail » ; config.example.yaml montre comment.
mail-failed = L’e-mail n’a pas été envoyé : { $reason }.
    .do = Vérifiez la section « mail » de la configuration.

## Ce qui peut ne pas aller dans un champ
error-name-missing = Saisissez un nom
error-email-missing = Saisissez une adresse e-mail
error-email-form = Saisissez une adresse e-mail comme nom@example.org
error-field-missing = Remplissez ceci
error-field-long = Au plus { $max } caractères
error-field-character = Une ligne de texte, sans caractères spéciaux
error-username-missing = Saisissez un nom d’utilisateur
error-username-long = Au plus { $max } caractères
error-username-character = Seulement des lettres, des chiffres et . _ - + @
error-password-missing = Saisissez un mot de passe
error-password-short = Au moins { $min } caractères
error-password-long = Ce mot de passe est trop long. Moins de { $max } caractères.
error-password-common = Ce mot de passe est facile à deviner. Prenez quelques mots qui ne vont pas ensemble.
error-password-own = Ce mot de passe est fait de votre nom ou de celui du programme. Prenez d’autres mots.
error-password-control = Seulement des caractères visibles, sans saut de ligne ni tabulation
error-code-missing = Saisissez un code
error-code-mistyped = Ce n’est pas un code : il a 28 lettres et chiffres. Cherchez une faute de frappe.
error-not-hashed = Le mot de passe n’a pas pu être protégé, rien n’a donc été enregistré. Réessayez.

## Personnes ajoutées, modifiées ou supprimées
people-unknown = Personne n’a ce nom d’utilisateur ou cet e-mail.
    .do = « egui-authenticator user list » montre tout le monde.
people-email-taken = { $other } a cet e-mail ou se connecte avec
people-last-administrator = C’est le dernier administrateur qui peut se connecter. Rien n’a été changé.
    .do = Donnez d’abord le rôle « admin » à quelqu’un d’autre.
people-not-allowed = Vous n’en avez pas le droit.
    .do = Demandez à quelqu’un qui a plus de droits que vous.
people-oneself = Vous ne pouvez pas vous supprimer ni vous désactiver vous-même.
    .do = Demandez à un autre administrateur.
people-ask-password = Votre mot de passe est demandé à nouveau.
people-no-password = Il n’y a pas de mot de passe à réinitialiser.
people-nothing = Il n’y a rien à changer.
    .do = Dites ce qu’il faut changer, par exemple --email ou --role.
people-role-missing = Un rôle a besoin d’un nom. Rien n’a été changé.

## Connecté
app-greeting = Bonjour, { $name }
last-sign-in = Dernière connexion { $ago }.
ago-now = il y a moins d’une minute
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
last-sign-in-failures = { $when } { $failures ->
    [one] Un mauvais mot de passe a été essayé
   *[other] { $failures } mauvais mots de passe ont été essayés
} depuis.
told-heading = Depuis votre dernière connexion
told-password-changed = Votre mot de passe a été changé { $ago }.
told-password-set = Votre mot de passe a été défini par un administrateur { $ago }.
told-password-recovered = Votre mot de passe a été changé avec un code { $ago }.
told-reset-started = Un administrateur a fait un code unique pour vous { $ago }.
told-code-used = Un code de secours a été utilisé { $ago }.
told-codes-renewed = Vous avez reçu d’autres codes de secours { $ago }.
told-two-step-on = La connexion en deux étapes a été activée { $ago }.
told-two-step-off = La connexion en deux étapes a été désactivée { $ago }.
told-email-changed = Votre adresse e-mail a été changée { $ago }.
told-signed-out = Vous avez été déconnecté partout { $ago }.
told-token-reused = Une copie de votre connexion conservée a été utilisée { $ago }.
told-do = Si ce n’était pas vous, changez votre mot de passe et prévenez un administrateur.

## Verrouillé
lock-button = Verrouiller (Ctrl+L)
lock-heading = Verrouillé par { $name }
lock-intro = Ce qui était ouvert est gardé. Saisissez votre mot de passe pour continuer.
lock-unlock = Déverrouiller
lock-switch = Changer d’utilisateur
lock-wrong = Ce n’est pas votre mot de passe. Vérifiez Verr. Maj et réessayez.
lock-warning = Cette fenêtre va se verrouiller
    .do = Verrouillage dans { $time }. Pressez une touche pour rester.

## Le compte
account-heading = Votre compte
account-back = Retour
account-cancel = Annuler
account-profile = Nom et e-mail
account-profile-change = Changer le nom ou l’e-mail
picture-heading = Image
picture-intro = Pour votre tuile sur le formulaire de connexion. Saisissez votre mot de passe, pour que personne d’autre ne puisse la changer.
picture-help = Un fichier PNG ou JPEG de cet ordinateur, par son chemin complet ; vide pour aucune
picture-wrong = Ce n’est pas un fichier PNG ou JPEG lisible
picture-changed = Votre image est enregistrée
account-no-email = pas d’e-mail
account-password = Mot de passe
account-two-step = Connexion en deux étapes
account-two-step-on = Activée. Un code de votre application d’authentification est demandé après le mot de passe.
account-two-step-off = Désactivée. Avec elle, un mot de passe volé ne suffit pas pour se connecter.
account-two-step-required = Votre rôle l’exige.
account-codes = Codes de secours
account-codes-left = { $count ->
    [0] Vous n’en avez pas. Avec un code, vous rentrez si vous oubliez votre mot de passe.
    [one] Il reste un code.
   *[other] Il reste { $count } codes.
}
account-devices = Ordinateurs où vous restez connecté
account-devices-none = Vous ne restez pas connecté sur cet ordinateur.
account-device = { $name }
account-device-this = { $name } (cet ordinateur)
account-device-used = Depuis { $since }, utilisé { $used }.
account-activity = Votre activité
account-activity-intro = Ce que vous avez fait ici, et ce que d’autres ont fait à votre compte.
account-activity-button = Montrer votre activité
account-looks = Apparence
account-forget = Oublier { $name }
account-sign-out-everywhere = Se déconnecter partout ailleurs
account-confirm-intro = Saisissez votre mot de passe, pour que personne d’autre ne puisse faire cela.
account-confirm-button = Confirmer
account-busy = Un instant…
password-heading = Changer le mot de passe
password-intro = Un nouveau mot de passe vous déconnecte partout ailleurs.
password-button = Changer le mot de passe
password-wrong = Ce n’est pas votre mot de passe actuel
password-same = C’est le mot de passe que vous avez. Choisissez-en un autre.
password-changed = Vous avez un nouveau mot de passe
    .do = Il vaut dès maintenant, partout.
password-suggest = Proposer une suite de mots
strength-label = Force
strength-very-weak = Très faible : deviné aussitôt
strength-weak = Faible : vite deviné
strength-fair = Moyen
strength-good = Bon
strength-strong = Fort
details-button = Enregistrer
details-changed = Votre nom et votre e-mail sont enregistrés
details-email-taken = Cet e-mail ne peut pas servir. Prenez-en un autre, ou demandez à un administrateur.
two-step-heading = Configurer la connexion en deux étapes
two-step-intro = Il vous faut une application d’authentification sur votre téléphone, comme Aegis, 2FAS ou Google Authenticator.
two-step-scan = Lisez cette image avec l’application, ou saisissez-y la clé. Puis saisissez le code qu’elle montre.
two-step-picture = Image pour la caméra de l’application. La clé dessous contient la même chose.
two-step-key = Clé
two-step-copy = Copier la clé
two-step-code = Code de l’application
two-step-button = Activer
two-step-on = La connexion en deux étapes est activée
two-step-off-heading = Désactiver la connexion en deux étapes
two-step-off-button = Désactiver
two-step-off = La connexion en deux étapes est désactivée
two-step-required = La connexion en deux étapes ne peut pas être désactivée.
    .do = Votre rôle l’exige, ou elle est déjà désactivée.
codes-heading = Vos codes de secours
codes-intro = Chaque code vous fait rentrer une fois si vous oubliez votre mot de passe ou perdez votre téléphone. Gardez-les là où personne d’autre ne regarde. Ils ne seront plus montrés.
codes-copy = Copier
codes-save = Enregistrer dans un fichier
codes-print = Imprimer
codes-confirm = Je les ai gardés
codes-go-on = Continuer
codes-copied = Copiés. Collez-les en lieu sûr, puis copiez autre chose.
codes-saved = Enregistrés dans { $path }
codes-printed = Envoyés à l’imprimante
codes-not-saved = Les codes n’ont pas pu être enregistrés : { $reason }.
    .do = Copiez-les plutôt.
codes-not-printed = Les codes n’ont pas pu être imprimés : { $reason }.
    .do = Enregistrez-les dans un fichier et imprimez-le.
codes-text = Codes de secours de { $username } pour { $app }
    .do = Chaque code sert une fois. Rayez ceux que vous avez utilisés.
codes-renew-heading = Faire de nouveaux codes de secours
codes-renew-intro = Les codes que vous avez ne serviront plus.
codes-renew-button = Faire de nouveaux codes
codes-renewed = Vous avez de nouveaux codes de secours
sign-out-heading = Se déconnecter partout ailleurs
sign-out-intro = Ferme toutes vos autres connexions, même conservées, sur chaque ordinateur.
sign-out-button = Se déconnecter partout ailleurs
signed-out-everywhere = Vous êtes déconnecté partout ailleurs
forget-heading = Oublier { $name }
forget-intro = Vous n’y resterez plus connecté.
forget-button = Oublier
forgotten = Cet ordinateur est oublié
key-lost = Vos codes de secours et la connexion en deux étapes tiennent à un mot de passe que vous aviez avant.
    .do = Reconnectez-vous avec un code de secours, ou demandez à un administrateur de réinitialiser les deux étapes.

## Connecté
app-who = { $name } · { $roles }
app-home = Accueil
app-pages = Pages
app-more = Compte et plus
app-sign-out = Se déconnecter
app-no-pages-heading = Pas encore de pages pour vous
app-no-pages = Demandez à un administrateur d’ouvrir une page à vous ou à un de vos rôles.
app-no-pages-admin = Ajoutez des pages sous « views » dans { $file }.
app-page-reading = Ouverture de la page…
app-page-empty = Il n’y a encore rien sur cette page
page-closed = La page que vous aviez ouverte ne vous est plus ouverte.
    .do = Choisissez-en une autre, ou demandez à un administrateur.
stay = Vous êtes encore connecté : { $reason }
    .do = Terminez d’abord cela, ou déconnectez-vous quand même.
stay-anyway = Se déconnecter quand même
unrecorded = Ce qui se passe ici n’est pas consigné : { $reason }.
    .do = Prévenez un administrateur : le disque est peut-être plein, ou le dossier de données protégé.
trouble = { $file } a une erreur à la ligne { $line }, colonne { $column } ; sa dernière modification ne vaut donc pas.
    .do = Ce qu’il disait avant continue de valoir jusqu’à ce qu’elle soit corrigée.
page-not-allowed = Cette page ne vous est plus ouverte. Demandez à un administrateur.
page-unreadable = Le texte de cette page, { $path }, est illisible : { $reason }.
    .do = Mettez-y le fichier, ou corrigez le chemin dans { $file }, ligne { $line }.
launch-start = Lancer { $title }
launch-open = Ouvrir { $title }
launch-started = { $title } a été lancé
launch-not-started = { $title } n’a pas pu être lancé : { $reason }.
    .do = Demandez à un administrateur de vérifier son entrée dans la configuration.
not-remembered = Vous êtes connecté, mais ne le resterez pas : { $reason }.
    .do = Votre mot de passe marche comme toujours.
not-remembered-account = ce compte ne peut pas être conservé
not-remembered-state = la base d’état n’a pas pu être utilisée
sign-out-failed = Vous êtes déconnecté, mais le trousseau n’a pas pu être vidé : { $reason }.
    .do = Ce qui y reste ne vaut plus.
sign-out-failed-state = Vous êtes déconnecté, mais cela n’a pas pu être consigné : { $reason }.
    .do = Vous serez peut-être reconnecté au prochain démarrage. Déconnectez-vous alors encore, ou prévenez un administrateur.
warnings-heading = { $count ->
    [one] La configuration a un avertissement
   *[other] La configuration a { $count } avertissements
}

## Personnes
users-heading = Personnes
users-reading = Lecture…
users-add = Ajouter quelqu’un
users-invite = Inviter par e-mail
users-import = Importer une liste
table-export = Exporter en CSV
table-saved = Enregistré dans { $path }
users-only-you = Vous seul pour l’instant. Ajoutez quelqu’un ou importez une liste.
users-no-match = Personne ne correspond
    .do = Changez la recherche ou les filtres.
users-count = { $shown } sur { $all }
users-search = Chercher noms, noms d’utilisateur et e-mails
users-role = Rôle
users-any = tous
button-filter = Filtre
button-filtered = Filtre : { $what }
users-column-name = Nom
users-column-status = État
users-column-last = Dernière connexion
users-column-two-step = Deux étapes
users-sort = Trier par { $column }
users-never = jamais
users-two-step-on = activé
users-two-step-off = désactivé
users-must-change = en choisit un autre à la prochaine connexion
status-waiting = attend l’accord
status-locked = bloqué
status-active = actif
users-waits = { $name } s’est inscrit et attend l’accord
    .do = { $email }
users-approve = Faire entrer { $name }
users-show = Montrer { $name }
users-approved = { $name } peut maintenant se connecter
users-invited = { $count ->
    [0] Elles étaient déjà toutes sur la liste
    [one] Une adresse peut maintenant s’inscrire
   *[other] { $count } adresses peuvent maintenant s’inscrire
}
users-invited-list = { $count ->
    [one] Une adresse peut s’inscrire
   *[other] { $count } adresses peuvent s’inscrire
}
users-uninvite = Retirer { $email } de la liste
users-uninvited = { $name } ne peut plus s’inscrire
users-back = Revenir à la liste
users-above-you = Vous ne pouvez pas modifier cette personne : elle a plus de droits que vous.
users-edit = Modifier
users-approve-them = Faire entrer
users-unlock = Débloquer
users-reset = Commencer une réinitialisation
users-require-change = Exiger un autre mot de passe
users-two-step-reset = Désactiver les deux étapes
users-sign-out = Déconnecter partout
users-enable = Réactiver
users-disable = Désactiver
users-remove = Supprimer
users-remove-heading = Supprimer { $name }
users-remove-intro = Cela ne peut pas être annulé. Pour continuer, saisissez le nom d’utilisateur { $name }.
users-code-heading = Code unique pour { $name }
users-code-first = Donnez-le à { $name }. Avec « Mot de passe oublié ? » sur le formulaire de connexion, il sert à choisir le premier mot de passe dans les 24 heures. Il ne sera plus montré.
users-code-reset = Donnez-le à { $name }. Avec « Mot de passe oublié ? » sur le formulaire de connexion, il sert à choisir un autre mot de passe dans les 15 minutes. D’ici là, l’ancien vaut. Il ne sera plus montré.
users-add-heading = Ajouter quelqu’un
users-add-intro = Vous recevez un code unique, avec lequel la personne choisit elle-même son mot de passe.
users-add-button = Ajouter
users-edit-heading = Modifier { $name }
users-new-role = Autre rôle
users-email-taken = Quelqu’un a cet e-mail. Prenez-en un autre.
users-invite-heading = Inviter par e-mail
users-invite-intro = Qui a une de ces adresses peut se créer un compte sur le formulaire de connexion.
users-invite-field = Adresses e-mail
users-invite-help = Une par ligne, ou avec des virgules
users-invite-button = Inviter
confirm-heading = Votre mot de passe, s’il vous plaît

## Importer une liste
import-heading = Importer une liste
import-intro = Un fichier CSV avec une ligne de noms : username, email, first_name, last_name, roles (avec des points-virgules), disabled (yes ou no). Les personnes déjà là sont modifiées, les autres sont ajoutées.
import-file = Fichier
import-drop = Ou déposez-le ici
import-choose = Choisir…
import-preview = Montrer ce qui se passerait
import-reading = Lecture…
import-button = Importer
import-busy = Importation…
import-line = Ligne { $line }
import-bad = { $bad ->
    [one] Une ligne fait obstacle
   *[other] { $bad } lignes font obstacle
}. Rien n’est importé tant que toutes ne sont pas justes.
    .do = Corrigez le fichier, puis montrez-le à nouveau.
import-good = { $add } à ajouter, { $update } à modifier, { $same } restent telles quelles
import-same = Tout le monde sur cette liste est déjà comme elle le dit
import-row-add = sera ajouté
import-row-update = sera modifié
import-row-same = reste tel quel
import-row-taken = { $other } a ce nom d’utilisateur ou cet e-mail, ou un qui lui ressemble
import-row-flag = « disabled » doit être yes ou no
import-done = { $added } ajoutés, { $changed } modifiés
import-codes = Codes uniques pour les personnes ajoutées. Avec « Mot de passe oublié ? », chacune choisit son premier mot de passe dans les 24 heures. Ils ne seront plus montrés.
import-empty = Il n’y a personne dans ce fichier.
    .do = Il lui faut une ligne de noms et une ligne par personne.
import-too-many = Il y a plus de { $max } lignes.
    .do = Partagez le fichier.
import-unknown-column = Il y a une colonne « { $name } », qui n’est pas connue.
    .do = Sont connues { $columns }.
import-no-column = Il n’y a pas de colonne « { $name } ».
    .do = La première ligne doit nommer les colonnes : { $columns }.
import-passwords = Les mots de passe ne se définissent pas ici.
    .do = Retirez la colonne : chacun choisit le sien.
import-rows = Quelque chose a changé entre-temps, et une ligne fait maintenant obstacle. Rien n’a été importé.
    .do = Montrez le fichier à nouveau.
file-failed = Le fichier ne peut pas être utilisé : { $reason }.
    .do = Vérifiez qu’il est là et que vous pouvez l’utiliser.

## Activité
activity-heading = Activité
activity-reading = Lecture…
activity-period = Période
activity-week = 7 jours
activity-month = 30 jours
activity-all = tout
activity-kind = Genre
activity-person = Personne
activity-none = Rien n’est consigné dans cette période
activity-verified = Chaîne vérifiée jusqu’à { $time } UTC
activity-records = Entrées
activity-days = Par jour
activity-people = Par personne
activity-day = Jour (UTC)
activity-when = Heure (UTC)
activity-who = Personne
activity-happened = Ce qui s’est passé
activity-done = Fait
activity-refused = Refusé
activity-bars = Barres. Le tableau dessous dit la même chose.
activity-cut = Les { $shown } dernières sur { $all }. L’export les a toutes.
activity-file = configuration ou ligne de commande
activity-who-whom = { $who } pour { $whom }
activity-what = { $kind }
activity-what-how = { $kind } : { $detail }
activity-what-refused = { $kind } : refus
activity-what-refused-why = { $kind } : refus : { $detail }
kind-sign-in = Connexion
kind-sign-out = Déconnexion
kind-lock = Verrouillage
kind-set-up = Configuration initiale
kind-register = Inscription
kind-account = Propre compte
kind-recovery = Récupération
kind-people = Personnes
kind-page = Page
kind-file = Configuration
kind-keyring = Trousseau
detail-password = mot de passe
detail-token = connexion conservée
detail-not-approved = sans accord
detail-unknown-name = nom inconnu
detail-no-password = sans mot de passe
detail-wrong-password = mauvais mot de passe
detail-wrong-code = mauvais code
detail-wrong-code-or-name = mauvais code ou nom
detail-locked = verrouillé
detail-unlocked = déverrouillé
detail-switched-away = changement d’utilisateur
detail-ended = terminé
detail-not-allowed = pas permis
detail-added = ajouté
detail-changed = modifié
detail-removed = supprimé
detail-disabled = désactivé
detail-enabled = réactivé
detail-approved = admis
detail-invited = invité
detail-uninvited = retiré de la liste
detail-e-mail-not-accepted = e-mail refusé
detail-imported = importé
detail-changed-by-import = modifié par import
detail-waits-for-approval = attend l’accord
detail-changed-by-hand = modifié à la main
detail-change-required = autre mot de passe exigé
detail-password-changed = mot de passe changé
detail-password-set = mot de passe défini
detail-password-recovered = mot de passe changé avec un code
detail-reset-started = réinitialisation commencée
detail-code-used = code de secours utilisé
detail-codes-renewed = nouveaux codes de secours
detail-two-step-on = deux étapes activées
detail-two-step-off = deux étapes désactivées
detail-email-changed = e-mail changé
detail-signed-out-everywhere = déconnecté partout
detail-token-reused = copie d’une connexion conservée utilisée

## Réglages
settings-heading = Réglages
settings-sign-in = Formulaire de connexion
settings-registration = Inscription
settings-passwords = Mots de passe et verrouillage
settings-title = Titre
settings-banner = Texte sur le formulaire de connexion
settings-logo = Logo
settings-logo-help = Un fichier PNG ou JPEG ; les chemins relatifs partent du dossier de la configuration
settings-tiles = Montrer les personnes en tuiles sur le formulaire de connexion
settings-accent = Couleur des boutons et des liens
settings-accent-help = Comme en HTML, par exemple #1d5bb8 ; vide pour la nôtre. Elle est rendue lisible en clair et en sombre.
settings-accent-wrong = Saisissez une couleur telle que #1d5bb8
settings-language = Langue de la connexion
settings-language-system = celle du système
who-registers = Qui peut s’inscrire ?
who-registers-intro = Vous pourrez changer cela plus tard dans les réglages.
who-registers-later = Décider plus tard
mode-closed = Personne
mode-listed = Les e-mails de la liste
mode-approval = Tout le monde, avec l’accord d’un administrateur
mode-open = Tout le monde
settings-domains = Seulement les e-mails de ces domaines
settings-domains-help = Avec des virgules ; vide pour tous. Les e-mails de la liste peuvent toujours s’inscrire.
settings-min-length = Caractères d’un mot de passe, au moins
settings-min-length-two-step = Caractères avec deux étapes, au moins
settings-lockout-after = Mauvais mots de passe avant le premier blocage
settings-lockout-seconds = Secondes qu’il dure ; chaque suivant le double
settings-lockout-max-seconds = Secondes qu’un blocage dure au plus
settings-lockout-stop-after = Mauvais mots de passe avant que seul un administrateur débloque
settings-lock-minutes = Minutes avant que la fenêtre se verrouille ; 0 pour jamais
settings-range = Saisissez un nombre entier de { $min } à { $max }
settings-missing = Remplissez ceci
settings-page-title = Titre de la page
settings-page-everyone = Ouverte à tous ceux qui sont connectés
settings-page-remove = Retirer cette page
settings-page-keep = Garder cette page
settings-page-removed = { $title } (sera retirée)
settings-page-new = Nouvelle page
settings-page-text = Texte, en Markdown
settings-roles-help = Avec des virgules
settings-preview = Montrer le changement
settings-preview-intro = Voici ce qui change dans la configuration. Tout le reste demeure.
settings-line-new = Nouvelle ligne { $line } : { $text }
settings-line-gone = La ligne { $line } disparaît : { $text }
settings-reset = Recommencer
settings-saved = Les réglages sont enregistrés
settings-reloaded = La configuration a été modifiée entre-temps
    .do = Voici ce qu’elle dit maintenant. Refaites vos changements.

## La configuration est inutilisable
broken-heading = La configuration est inutilisable
broken-count = { $count ->
    [one] Une chose doit être corrigée. Rien n’a été changé.
   *[other] { $count } choses doivent être corrigées. Rien n’a été changé.
}
broken-help = Corrigez le fichier et enregistrez-le, puis réessayez.
broken-more = et { $count } de plus
store-absent = Il n’y a pas de fichier de configuration.
    .do = Redémarrez pour en créer un, ou remettez le vôtre.
store-exists = Il y a déjà un fichier de configuration.
    .do = Redémarrez pour l’utiliser.
store-unusable = Le fichier de configuration a { $count ->
    [one] une erreur
   *[other] { $count } erreurs
}. La première : { $first }
    .do = Demandez à un administrateur de corriger le fichier.
store-unreadable = Le fichier de configuration est illisible : { $reason }.
    .do = Vérifiez que le fichier est là et que vous pouvez le lire, puis réessayez.
store-unwritable = Le fichier de configuration ne peut pas être enregistré : { $reason }. Rien n’a été changé.
    .do = Vérifiez le disque et les droits du fichier et de son dossier, puis réessayez.
store-changed = Le fichier de configuration a été modifié par quelqu’un d’autre au même moment. Rien n’a été enregistré.
    .do = Réessayez.
store-busy = Un autre programme écrit le fichier de configuration. Rien n’a été enregistré.
    .do = Réessayez dans un instant.
store-refused = Le fichier de configuration ne peut pas être modifié sans risque à la ligne { $line }, colonne { $column }. Rien n’a été enregistré.
    .do = Demandez à un administrateur de simplifier cette entrée : ni ancre, ni alias, ni texte de plusieurs lignes.
place = { $file }, ligne { $line }, colonne { $column }

## Problèmes de la configuration : ce qui ne va pas, et que faire
problem-empty = Le fichier est vide
    .do = Copiez config.example.yaml, ou supprimez le fichier et redémarrez pour en créer un.
problem-not-utf8 = Le fichier n’est plus du texte UTF-8 à partir d’ici
    .do = Enregistrez-le en UTF-8 dans votre éditeur.
problem-too-large = Le fichier dépasse { $limit } Mio
    .do = Vérifiez que c’est le bon.
problem-syntax = Ce n’est pas du YAML valable : { $reason }
    .do = Vérifiez retrait, guillemets et crochets ici et à la ligne d’avant.
problem-several-documents = Le fichier contient plus d’un document YAML
    .do = Retirez tout à partir de ce « --- », ou le « --- » lui-même.
problem-duplicate-key = « { $field } » est ici une deuxième fois
    .do = Gardez l’un des deux.
problem-wrong-type = { $field } doit être { $expected }, mais est { $found }
    .do = Corrigez la valeur ; config.example.yaml montre comment.
problem-missing = « { $key } » manque dans { $field }
    .do = Ajoutez-le ; config.example.yaml montre comment.
problem-out-of-range = { $field } doit être un nombre entier de { $min } à { $max }
    .do = Corrigez le nombre.
problem-unknown-word = { $field } est « { $found } », qui n’est pas connu
    .do = Prenez l’un de : { $known }.
problem-username = { $field } : ce nom d’utilisateur ne peut pas servir
    .do = { $reason }.
problem-email = { $field } n’est pas une adresse e-mail
    .do = { $reason }.
problem-same-username = { $field } est le même nom d’utilisateur que « { $other } » à la ligne { $line } ; majuscules et largeur ne comptent pas
    .do = Renommez ou retirez l’un des deux.
the-file = Le fichier
problem-looks-like = { $field } ressemble à celui de « { $other } » à la ligne { $line }, mais s’écrit avec d’autres lettres
    .do = Renommez ou retirez l’un des deux, pour que personne ne soit pris pour un autre.
problem-same-email = { $field } est aussi l’adresse de « { $other } » à la ligne { $line }
    .do = Donnez à chacun une adresse à lui.
problem-email-is-username = { $field } est le nom d’utilisateur de « { $other } » à la ligne { $line }
    .do = Prenez une autre adresse ou renommez l’autre compte, pour qu’on sache qui se connecte.
problem-no-password = { $field } manque ou est vide
    .do = Écrivez un mot de passe en clair entre guillemets ; il est protégé au prochain démarrage. Ou retirez la personne.
problem-password-not-text = { $field } est un nombre ou un oui-non, son texte exact est donc inconnu
    .do = Mettez le mot de passe entre guillemets.
problem-hash-broken = { $field } ressemble à une empreinte, mais est abîmé ou d’un genre inconnu
    .do = Rétablissez-la, ou faites-en une avec « egui-authenticator hash ».
problem-hash-cost = { $field } est une empreinte bcrypt de coût { $cost }, hors de { $min } à { $max }
    .do = Faites-en une autre avec « egui-authenticator hash ».
problem-hash-dear = { $field } est une empreinte Argon2 qui demande plus de mémoire ou de temps que permis
    .do = Faites-en une autre avec « egui-authenticator hash ».
problem-damaged = { $field } a été écrit par ce programme et est abîmé
    .do = Remettez ce qui y était (« egui-authenticator backups »), ou retirez la ligne si la personne doit s’en passer.
problem-plain-password = { $field } est en clair
    .do = Rien : il est protégé sur place au prochain démarrage de la fenêtre.
problem-not-a-colour = { $field } n’est pas une couleur
    .do = Écrivez-la comme en HTML, entre guillemets : "#1D5BB8".
problem-link-scheme = { $field } n’est pas un lien qui peut s’ouvrir
    .do = Commencez par https://, http://, mailto: ou tel:. Pour les fichiers, « file ».
problem-unknown-page = { $field } nomme « { $name } », et cette page n’existe pas
    .do = Corrigez le nom, ou ajoutez la page sous « views ».
problem-unknown-role = { $field } nomme le rôle « { $name } », que ce programme ne connaît pas
    .do = Corrigez le nom : { $known }.
problem-power-for-beginners = { $field } donnerait à tous ceux qui s’inscrivent un rôle avec des droits
    .do = Retirez ce rôle ; donnez-le aux personnes une à une.
problem-no-administrator-left = { $field } : personne qui puisse se connecter n’a plus le rôle « admin »
    .do = Rendez-le à quelqu’un. D’ici là, ce que le fichier disait avant continue de valoir.
problem-nobody-may-open = { $field } ne nomme ni rôles ni personnes, personne ne peut donc l’ouvrir
    .do = Ajoutez « roles » ou « users » ; users: ["*"] l’ouvre à tous ceux qui sont connectés.
problem-file-missing = { $field } : il n’y a pas de fichier { $path }
    .do = Mettez-y le fichier ou corrigez le chemin. Les chemins relatifs partent du dossier de ce fichier.
problem-exactly-one-of = { $field } a besoin d’exactement un de { $keys }
    .do = Ajoutez-en un, ou retirez ce qui est de trop.
problem-unknown-icon = { $field } : il n’y a pas d’icône « { $name } »
    .do = Choisissez-en une dans la liste de config.example.yaml.
problem-text-for-list = { $field } est un texte seul et se lit comme une liste d’un
    .do = Mettez-le entre crochets : [valeur].
problem-likely-typo = « { $found } » n’est pas connu
    .do = Vouliez-vous dire « { $meant } » ?
problem-no-administrator = Personne qui puisse se connecter n’a le rôle « admin »
    .do = Ajoutez-le aux rôles de quelqu’un en qui vous avez confiance.
problem-open-to-others = D’autres utilisateurs de cet ordinateur peuvent peut-être lire ou modifier le fichier (droits { $mode })
    .do = Ne le permettez qu’à vous : chmod 600.
shape-text = un texte
shape-number = un nombre
shape-flag = true ou false
shape-nothing = vide
shape-list = une liste
shape-mapping = une table
severity-error = erreur
severity-warning = avertissement

## La ligne de commande
cli-check-good = { $file } peut être utilisé
cli-check-warnings = { $file } peut être utilisé. { $warnings ->
    [one] Un avertissement.
   *[other] { $warnings } avertissements.
}
cli-check-bad = { $file } ne peut pas être utilisé : { $errors ->
    [one] une erreur
   *[other] { $errors } erreurs
}, { $warnings ->
    [one] un avertissement
   *[other] { $warnings } avertissements
}
cli-user-added = { $name } a été ajouté
cli-user-changed = { $name } a été modifié
cli-user-password = { $name } a un nouveau mot de passe
cli-user-renamed = Le nom d’utilisateur est maintenant { $name }
cli-user-unlocked = { $name } peut réessayer
cli-user-now-disabled = { $name } ne peut plus se connecter
cli-user-enabled = { $name } peut de nouveau se connecter
cli-user-two-step-off = { $name } se connecte sans deuxième étape jusqu’à la configurer à nouveau
cli-user-require-change = { $name } choisit un autre mot de passe à la prochaine connexion
cli-user-signed-out = { $name } est déconnecté partout
cli-invite-none = Aucune adresse e-mail ne peut s’inscrire.
cli-sessions-none = Personne n’est connecté sur cet ordinateur.
cli-session-open = fenêtre ouverte
cli-session-kept = conservé sur { $device } jusqu’au { $until }
cli-sessions-ended = { $count ->
    [0] Personne n’était connecté
    [one] Une personne est déconnectée partout
   *[other] { $count } personnes sont déconnectées partout
}
cli-mail-sent = Le serveur de messagerie a pris un e-mail pour { $to }
cli-user-deleted = { $name } a été supprimé
cli-user-roles = Rôles
cli-user-state = État
cli-user-disabled = désactivé
cli-user-no-password = pas de mot de passe
cli-backups-none = Rien n’est encore gardé. Une copie est gardée avant chaque modification.
cli-backups-line = { $number }  { $time }  { $size } octets
cli-backups-line-broken = { $number }  { $time }  { $size } octets  (inutilisable)
cli-backups-unknown = Il n’y a pas de copie { $number }.
    .do = « egui-authenticator backups » énumère celles qui existent.
cli-backups-restored = La copie { $number } est en place. Ce qui y était avant est gardé aussi.
activity-empty = Rien n’est consigné.
activity-whole = Chaque entrée jusqu’à { $time } est telle qu’elle a été écrite.
activity-broken = L’entrée { $number } manque ou a été modifiée.
    .do = Comparez avec une sauvegarde de la base d’état ; les entrées d’avant sont telles qu’elles ont été écrites.
activity-pruned = { $count ->
    [one] { $count } entrée a été oubliée.
   *[other] { $count } entrées ont été oubliées.
}
cli-hash-prompt = Mot de passe
cli-hash-repeat = Mot de passe encore une fois
cli-hash-differs = Les deux mots de passe ne sont pas les mêmes. Rien n’a été fait.
cli-hash-empty = Il n’y a pas de mot de passe.
    .do = Saisissez-en un à l’invite, ou un par ligne sur l’entrée standard.
cli-hash-input = Les mots de passe sont illisibles : { $reason }
cli-hash-line = Ligne { $line } : { $reason }
cli-hash-progress = protégés
cli-no-folder = Ce système ne nomme aucun dossier pour les configurations.
    .do = Nommez le fichier avec --config CHEMIN.
cli-demo-failed = La démonstration ne peut pas être préparée : { $reason }
window-no-display = Il n’y a pas d’écran où ouvrir une fenêtre.
    .do = Démarrez depuis une session graphique, ou utilisez la ligne de commande : egui-authenticator --help.
window-no-graphics = Aucun pilote OpenGL trouvé.
    .do = Installez-en un. Sous Debian et Ubuntu : apt install libgl1-mesa-dri libegl1.
window-no-library = Il manque une bibliothèque du système : { $reason }.
    .do = Sous Debian et Ubuntu : apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libegl1 libgl1-mesa-dri.
window-failed = La fenêtre ne peut pas être ouverte : { $reason }.
    .do = Vérifiez le pilote graphique, ou utilisez la ligne de commande : egui-authenticator --help.
