# Cada frase que se lee. Sin punto tras una línea sola.

## El programa
app-title = Authenticator
language-choose = Idioma: { $language }
theme-light = Colores claros
theme-dark = Colores oscuros

## Campos y botones de todos los formularios
field-username = Nombre de usuario
field-email = Correo
field-password = Contraseña
field-current-password = Contraseña actual
field-new-password = Contraseña nueva
field-first-name = Nombre
field-last-name = Apellidos
field-full-name = Nombre y apellidos
password-show = Mostrar la contraseña
password-hide = Ocultar la contraseña
password-capitals = Solo mayúsculas hasta ahora. ¿Está activado Bloq Mayús?
password-rule = Al menos { $min } caracteres. Unas palabras seguidas se recuerdan bien.
button-cancel = Cancelar
button-dismiss = Cerrar
button-more = Más
button-retry = Intentarlo de nuevo
button-close = Cerrar
help-heading = Teclas
help-help = Mostrar y ocultar esta lista
help-next = Ir al campo siguiente; con Mayús, al anterior
help-enter = Hacer lo que dice el botón de color
help-back = Volver, o dejar de esperar
help-space = Marcar una casilla, pulsar un botón
help-lock = Bloquear esta ventana
help-list = Moverse por una lista; también Inicio, Fin y las teclas de página
help-zoom = Agrandir todo; con − más pequeño, con 0 como antes
notice-error = Error
notice-warning = Aviso
notice-success = Hecho
notice-info = Nota

## Mientras arranca el programa
start-opening = Abriendo…

## El primer arranque
set-up-heading = Configurar { $app }
set-up-intro = Aquí no hay nadie todavía. Cree el administrador, que podrá dejar entrar a los demás.
set-up-button = Crear el administrador
set-up-busy = Creando…

## Iniciar sesión
login-heading = Iniciar sesión
login-field = Nombre de usuario o correo
login-keep = Mantener la sesión en este ordenador { $days ->
    [one] { $days } día
   *[other] { $days } días
}
login-keep-hours = Mantener la sesión en este ordenador { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
}
login-keep-probing = Se consulta el llavero de este ordenador…
login-button = Iniciar sesión
login-busy = Iniciando sesión…
login-register = Registrarse
login-refused = Ese nombre de usuario o esa contraseña no es correcta. Compruebe Bloq Mayús e inténtelo de nuevo.
login-pending = A la espera del visto bueno de un administrador
    .do = Su cuenta existe. Pida a un administrador que le deje entrar.
login-missing-name = Escriba su nombre de usuario o su correo
login-missing-password = Escriba su contraseña
login-registered = Su cuenta está lista. Inicie sesión como { $username }.
tiles-all = Mostrar a todos
tiles-none = Nadie coincide con lo escrito.
tiles-more = { $count ->
    [one] Y una persona más. Escriba un nombre para encontrarla.
   *[other] Y { $count } más. Escriba un nombre para encontrarlas.
}
logo-picture = Logotipo
login-registered-waiting = A la espera del visto bueno de un administrador
    .do = Cuando le dejen entrar, inicie sesión como { $username }.
login-locked = Demasiados intentos
    .do = Inténtelo de nuevo en { $time }, o pregunte a un administrador.
login-stopped = Demasiados intentos seguidos
    .do = Pida a un administrador que desbloquee este nombre.
state-unusable = Nadie puede iniciar sesión, porque la base de estado no se puede usar: { $reason }.
    .do = Compruebe el disco y los permisos de la carpeta de datos, e inténtelo de nuevo.
login-reused = Alguien usó una copia de su sesión en este ordenador, y se cerró
    .do = Inicie sesión de nuevo, y cambie su contraseña si no sabe quién fue.
login-expired = Tardó demasiado, o su cuenta cambió entretanto
    .do = Inicie sesión de nuevo.
login-recovered = Tiene una contraseña nueva
    .do = Inicie sesión con ella.
login-username-found = Su nombre de usuario es { $username }
    .do = Inicie sesión con él.
login-forgot-password = ¿Olvidó la contraseña?
login-forgot-username = ¿Olvidó el nombre?
seat-already-in = Ya tiene una sesión abierta en este ordenador
    .do = Ciérrela allí primero.
seat-full = Hay tantas personas con sesión como se permite
    .do = Inténtelo cuando alguien haya cerrado la suya.
login-ended = Se cerró su sesión, porque su cuenta cambió.
    .do = Inicie sesión de nuevo. Si no funciona, pregunte a su administrador.
vault-absent = No disponible: en este ordenador no funciona ningún llavero
vault-locked = No disponible: el llavero de este ordenador está bloqueado. Desbloquéelo e inténtelo de nuevo.
vault-slow = No disponible: el llavero de este ordenador no responde
vault-failed = No disponible: el llavero de este ordenador se negó

## Demostración
demo-banner = Demostración. No se guarda nada.
demo-intro = Elija quién inicia sesión
demo-person = { $name } · usuario { $username } · contraseña { $password }
demo-fill = Rellenar para { $name }

## Registrarse
register-heading = Crear una cuenta
register-intro = Para quienes un administrador ha añadido su correo.
register-intro-approval = Un administrador le deja entrar antes de que pueda iniciar sesión.
register-intro-open = Cree una cuenta propia.
register-button = Crear la cuenta
register-busy = Creando…
register-back = Volver al inicio de sesión
register-not-accepted = No se pudo registrar ese correo. Pida a su administrador que lo añada.
register-username-taken = Alguien tiene ese nombre de usuario. Elija otro.

## Segundo paso
code-heading = Inicio de sesión en dos pasos
code-field = Código de su aplicación de autenticación
code-recovery-field = Código de recuperación
code-recovery-only = Su contraseña se restableció, así que esta vez se pide un código de recuperación.
code-use-recovery = Usar un código de recuperación
code-use-app = Usar la aplicación de autenticación
code-button = Continuar
code-busy = Comprobando…
code-wrong = Ese código no coincide. Compruebe la hora del teléfono y de este ordenador.
code-recovery-wrong = Ese código no coincide, o ya se usó.
another-heading = Elegir otra contraseña
another-intro = Un administrador le pide que elija otra contraseña antes de seguir.

## Olvidado
recover-password-heading = Contraseña olvidada
recover-password-intro = Escriba uno de sus códigos de recuperación, o el código de un solo uso que un administrador hizo para usted, y elija una contraseña nueva.
recover-username-heading = Nombre de usuario olvidado
recover-username-intro = Escriba su correo y uno de sus códigos de recuperación. El código queda usado. Si no tiene ninguno, pregunte a un administrador.
recover-code = Código de recuperación o de un solo uso
recover-password-button = Cambiar la contraseña
recover-username-button = Mostrar mi nombre de usuario
recover-mail-code = Enviarme un código por correo
recover-mail-username = Enviarlo por correo
recover-mailed = Si existe esa cuenta, hay un correo en camino
    .do = Puede tardar un minuto. Mire también en la carpeta de correo no deseado.
recover-refused = El nombre y el código no van juntos, o el código ya se usó o es muy antiguo
    .do = Compruebe ambos, o pida a un administrador un código de un solo uso.
mail-code = Código de un solo uso para { $app }
    .do = Su código de un solo uso es

        { $code }

    Vale { $minutes } minutos y una sola vez. Si no lo pidió, ignore este correo: no ha cambiado nada.
mail-username = Su nombre de usuario para { $app }
    .do = Su nombre de usuario es { $username }.

    Si no lo pidió, ignore este correo: no ha cambiado nada.
mail-test = Correo de prueba de { $app }
    .do = Los correos llegan.
mail-no-server = La configuración no nombra ningún servidor de correo.
    .do = Añada una sección «mail»; config.example.yaml muestra cómo.
mail-failed = El correo no se envió: { $reason }.
    .do = Compruebe la sección «mail» de la configuración.

## Qué puede estar mal en un campo
error-name-missing = Escriba un nombre
error-email-missing = Escriba una dirección de correo
error-email-form = Escriba una dirección de correo como nombre@example.org
error-field-missing = Rellene esto
error-field-long = { $max } caracteres como máximo
error-field-character = Una línea de texto, sin caracteres especiales
error-username-missing = Escriba un nombre de usuario
error-username-long = { $max } caracteres como máximo
error-username-character = Solo letras, cifras y . _ - + @
error-password-missing = Escriba una contraseña
error-password-short = Al menos { $min } caracteres
error-password-long = Esa contraseña es demasiado larga. Menos de { $max } caracteres.
error-password-common = Esa contraseña es fácil de adivinar. Use unas palabras que no vayan juntas.
error-password-own = Esa contraseña está hecha de su nombre o del nombre del programa. Use otras palabras.
error-password-control = Solo caracteres que se ven, sin saltos de línea ni tabuladores
error-code-missing = Escriba un código
error-code-mistyped = Eso no es un código: tiene 28 letras y cifras. Busque un error al escribir.
error-not-hashed = La contraseña no se pudo proteger, así que no se guardó nada. Inténtelo de nuevo.

## Personas que se añaden, cambian o eliminan
people-unknown = Nadie tiene ese nombre de usuario o ese correo.
    .do = «egui-authenticator user list» muestra a todos.
people-email-taken = { $other } tiene ese correo o inicia sesión con él
people-last-administrator = Es el último administrador que puede iniciar sesión. No se cambió nada.
    .do = Dé antes a otra persona el rol «admin».
people-not-allowed = No tiene permiso para eso.
    .do = Pídalo a alguien con más permisos que usted.
people-oneself = No puede eliminarse ni desactivarse a sí mismo.
    .do = Pídalo a otro administrador.
people-ask-password = Se pide de nuevo su contraseña.
people-no-password = No hay contraseña que restablecer.
people-nothing = No hay nada que cambiar.
    .do = Diga qué cambiar, como --email o --role.
people-role-missing = Un rol necesita un nombre. No se cambió nada.

## Con la sesión iniciada
app-greeting = Hola, { $name }
last-sign-in = Último inicio de sesión { $ago }.
ago-now = hace menos de un minuto
ago-minutes = hace { $number ->
    [one] { $number } minuto
   *[other] { $number } minutos
}
ago-hours = hace { $number ->
    [one] { $number } hora
   *[other] { $number } horas
}
ago-days = hace { $number ->
    [one] { $number } día
   *[other] { $number } días
}
last-sign-in-failures = { $when } { $failures ->
    [one] Desde entonces se probó una contraseña incorrecta.
   *[other] Desde entonces se probaron { $failures } contraseñas incorrectas.
}
told-heading = Desde su último inicio de sesión
told-password-changed = Su contraseña se cambió { $ago }.
told-password-set = Un administrador puso su contraseña { $ago }.
told-password-recovered = Su contraseña se cambió con un código { $ago }.
told-reset-started = Un administrador hizo un código de un solo uso para usted { $ago }.
told-code-used = Se usó un código de recuperación { $ago }.
told-codes-renewed = Recibió otros códigos de recuperación { $ago }.
told-two-step-on = El inicio de sesión en dos pasos se activó { $ago }.
told-two-step-off = El inicio de sesión en dos pasos se desactivó { $ago }.
told-email-changed = Su dirección de correo se cambió { $ago }.
told-signed-out = Se cerraron todas sus sesiones { $ago }.
told-token-reused = Se usó una copia de su sesión guardada { $ago }.
told-do = Si no fue usted, cambie su contraseña y avise a un administrador.

## Bloqueado
lock-button = Bloquear (Ctrl+L)
lock-heading = Bloqueado por { $name }
lock-intro = Lo que estaba abierto se conserva. Escriba su contraseña para seguir.
lock-unlock = Desbloquear
lock-switch = Cambiar de usuario
lock-wrong = Esa no es su contraseña. Compruebe Bloq Mayús e inténtelo de nuevo.
lock-warning = Esta ventana está a punto de bloquearse
    .do = Se bloquea en { $time }. Pulse cualquier tecla para quedarse.

## La cuenta
account-heading = Su cuenta
account-back = Volver
account-cancel = Cancelar
account-profile = Nombre y correo
account-profile-change = Cambiar el nombre o el correo
picture-heading = Imagen
picture-intro = Para su ficha en el formulario de inicio de sesión. Escriba su contraseña, para que nadie más pueda cambiarla.
picture-help = Un archivo PNG o JPEG de este ordenador, con su ruta completa; vacío para ninguna
picture-wrong = No es un archivo PNG o JPEG que se pueda leer
picture-changed = Su imagen está guardada
account-no-email = sin correo
account-password = Contraseña
account-two-step = Inicio de sesión en dos pasos
account-two-step-on = Activado. Tras la contraseña se pide un código de su aplicación de autenticación.
account-two-step-off = Desactivado. Con él, una contraseña robada no basta para iniciar sesión.
account-two-step-required = Su rol lo exige.
account-codes = Códigos de recuperación
account-codes-left = { $count ->
    [0] No tiene ninguno. Con uno vuelve a entrar si olvida su contraseña.
    [one] Queda un código.
   *[other] Quedan { $count } códigos.
}
account-devices = Ordenadores con la sesión guardada
account-devices-none = En este ordenador no se mantiene su sesión.
account-device = { $name }
account-device-this = { $name } (este ordenador)
account-device-used = Desde { $since }, usado { $used }.
account-activity = Su actividad
account-activity-intro = Lo que hizo aquí, y lo que otros hicieron con su cuenta.
account-activity-button = Mostrar su actividad
account-looks = Aspecto
account-forget = Olvidar { $name }
account-sign-out-everywhere = Cerrar las demás sesiones
account-confirm-intro = Escriba su contraseña, para que nadie más pueda hacer esto.
account-confirm-button = Confirmar
account-busy = Un momento…
password-heading = Cambiar la contraseña
password-intro = Una contraseña nueva cierra sus demás sesiones.
password-button = Cambiar la contraseña
password-wrong = Esa no es su contraseña actual
password-same = Esa es la contraseña que tiene. Elija otra.
password-changed = Tiene una contraseña nueva
    .do = Vale desde ahora, en todas partes.
password-suggest = Proponer unas palabras
strength-label = Fuerza
strength-very-weak = Muy débil: se adivina al momento
strength-weak = Débil: se adivina pronto
strength-fair = Regular
strength-good = Buena
strength-strong = Fuerte
details-button = Guardar
details-changed = Su nombre y su correo están guardados
details-email-taken = Ese correo no se puede usar. Elija otro, o pregunte a un administrador.
two-step-heading = Configurar el inicio de sesión en dos pasos
two-step-intro = Necesita una aplicación de autenticación en su teléfono, como Aegis, 2FAS o Google Authenticator.
two-step-scan = Escanee esta imagen con la aplicación, o escriba en ella la clave. Después escriba el código que muestra.
two-step-picture = Imagen para la cámara de la aplicación. La clave de abajo contiene lo mismo.
two-step-key = Clave
two-step-copy = Copiar la clave
two-step-code = Código de la aplicación
two-step-button = Activar
two-step-on = El inicio de sesión en dos pasos está activado
two-step-off-heading = Desactivar el inicio de sesión en dos pasos
two-step-off-button = Desactivar
two-step-off = El inicio de sesión en dos pasos está desactivado
two-step-required = El inicio de sesión en dos pasos no se puede desactivar.
    .do = Su rol lo exige, o ya está desactivado.
codes-heading = Sus códigos de recuperación
codes-intro = Cada código le deja entrar una vez si olvida su contraseña o pierde su teléfono. Guárdelos donde nadie más mire. No se vuelven a mostrar.
codes-copy = Copiar
codes-save = Guardar en un archivo
codes-print = Imprimir
codes-confirm = Los he guardado
codes-go-on = Continuar
codes-copied = Copiados. Péguelos en un lugar seguro, y después copie otra cosa.
codes-saved = Guardados en { $path }
codes-printed = Enviados a la impresora
codes-not-saved = Los códigos no se pudieron guardar: { $reason }.
    .do = Cópielos en su lugar.
codes-not-printed = Los códigos no se pudieron imprimir: { $reason }.
    .do = Guárdelos en un archivo e imprímalo.
codes-text = Códigos de recuperación de { $username } para { $app }
    .do = Cada código vale una vez. Tache los que haya usado.
codes-renew-heading = Hacer códigos de recuperación nuevos
codes-renew-intro = Los códigos que tiene dejan de valer.
codes-renew-button = Hacer códigos nuevos
codes-renewed = Tiene códigos de recuperación nuevos
sign-out-heading = Cerrar las demás sesiones
sign-out-intro = Cierra todas sus demás sesiones, también las guardadas, en cada ordenador.
sign-out-button = Cerrar las demás sesiones
signed-out-everywhere = Sus demás sesiones están cerradas
forget-heading = Olvidar { $name }
forget-intro = Ya no se mantendrá su sesión allí.
forget-button = Olvidar
forgotten = Ese ordenador está olvidado
key-lost = Sus códigos de recuperación y el inicio de sesión en dos pasos pertenecen a una contraseña que tenía antes.
    .do = Inicie sesión con un código de recuperación, o pida a un administrador que restablezca los dos pasos.

## Con la sesión iniciada
app-who = { $name } · { $roles }
app-home = Inicio
app-pages = Páginas
app-more = Cuenta y más
app-sign-out = Cerrar sesión
app-no-pages-heading = Todavía no hay páginas para usted
app-no-pages = Pida a un administrador que abra una página para usted o para uno de sus roles.
app-no-pages-admin = Añada páginas bajo «views» en { $file }.
app-page-reading = Abriendo la página…
app-page-empty = En esta página todavía no hay nada
page-closed = La página que tenía abierta ya no está abierta para usted.
    .do = Elija otra, o pregunte a un administrador.
stay = Su sesión sigue abierta: { $reason }
    .do = Termine eso primero, o cierre la sesión de todos modos.
stay-anyway = Cerrar la sesión de todos modos
unrecorded = Lo que pasa aquí no se está registrando: { $reason }.
    .do = Avise a un administrador: el disco puede estar lleno, o la carpeta de datos protegida.
trouble = { $file } tiene un error en la línea { $line }, columna { $column }, así que su último cambio no vale.
    .do = Lo que decía antes sigue valiendo hasta que se corrija.
page-not-allowed = Esta página ya no está abierta para usted. Pregunte a un administrador.
page-unreadable = El texto de esta página, { $path }, no se puede leer: { $reason }.
    .do = Ponga allí el archivo, o corrija la ruta en { $file }, línea { $line }.
launch-start = Iniciar { $title }
launch-open = Abrir { $title }
launch-started = { $title } se inició
launch-not-started = { $title } no se pudo iniciar: { $reason }.
    .do = Pida a un administrador que compruebe su entrada en la configuración.
not-remembered = Su sesión está iniciada, pero no se mantendrá: { $reason }.
    .do = Su contraseña vale como siempre.
not-remembered-account = esta cuenta no se puede guardar
not-remembered-state = la base de estado no se pudo usar
sign-out-failed = Su sesión está cerrada, pero el llavero no se pudo vaciar: { $reason }.
    .do = Lo que queda allí ya no vale.
sign-out-failed-state = Su sesión está cerrada, pero eso no se pudo registrar: { $reason }.
    .do = Quizá esté iniciada en el próximo arranque. Ciérrela entonces otra vez, o avise a un administrador.
warnings-heading = { $count ->
    [one] La configuración tiene un aviso
   *[other] La configuración tiene { $count } avisos
}

## Personas
users-heading = Personas
users-reading = Leyendo…
users-add = Añadir a alguien
users-invite = Invitar por correo
users-import = Importar una lista
table-export = Exportar como CSV
table-saved = Guardado en { $path }
users-only-you = De momento solo usted. Añada a alguien o importe una lista.
users-no-match = Nadie coincide
    .do = Cambie la búsqueda o los filtros.
users-count = { $shown } de { $all }
users-search = Buscar nombres, usuarios y correos
users-role = Rol
users-any = todos
button-filter = Filtro
button-filtered = Filtro: { $what }
users-column-name = Nombre
users-column-status = Estado
users-column-last = Último inicio
users-column-two-step = Dos pasos
users-sort = Ordenar por { $column }
users-never = nunca
users-two-step-on = activado
users-two-step-off = desactivado
users-must-change = elige otra en el próximo inicio de sesión
status-waiting = a la espera
status-locked = bloqueado
status-active = activo
users-waits = { $name } se registró y espera el visto bueno
    .do = { $email }
users-approve = Dejar entrar a { $name }
users-show = Mostrar a { $name }
users-approved = { $name } ya puede iniciar sesión
users-invited = { $count ->
    [0] Todas estaban ya en la lista
    [one] Una dirección puede registrarse ahora
   *[other] { $count } direcciones pueden registrarse ahora
}
users-invited-list = { $count ->
    [one] Una dirección puede registrarse
   *[other] { $count } direcciones pueden registrarse
}
users-uninvite = Quitar { $email } de la lista
users-uninvited = { $name } ya no puede registrarse
users-back = Volver a la lista
users-above-you = No puede cambiar a esta persona: tiene más permisos que usted.
users-edit = Editar
users-approve-them = Dejar entrar
users-unlock = Desbloquear
users-reset = Empezar a restablecer
users-require-change = Exigir otra contraseña
users-two-step-reset = Desactivar los dos pasos
users-sign-out = Cerrar todas sus sesiones
users-enable = Activar
users-disable = Desactivar
users-remove = Eliminar
users-remove-heading = Eliminar a { $name }
users-remove-intro = Esto no se puede deshacer. Para seguir, escriba el nombre de usuario { $name }.
users-code-heading = Código de un solo uso para { $name }
users-code-first = Déselo a { $name }. Con «¿Olvidó la contraseña?» en el formulario de inicio de sesión elige su primera contraseña, en 24 horas. No se vuelve a mostrar.
users-code-reset = Déselo a { $name }. Con «¿Olvidó la contraseña?» en el formulario de inicio de sesión elige otra contraseña, en 15 minutos. Hasta entonces vale la anterior. No se vuelve a mostrar.
users-add-heading = Añadir a alguien
users-add-intro = Recibe un código de un solo uso, con el que la persona elige su propia contraseña.
users-add-button = Añadir
users-edit-heading = Editar a { $name }
users-new-role = Otro rol
users-email-taken = Alguien tiene ese correo. Use otro.
users-invite-heading = Invitar por correo
users-invite-intro = Quien tenga una de estas direcciones puede crear una cuenta en el formulario de inicio de sesión.
users-invite-field = Direcciones de correo
users-invite-help = Una por línea, o con comas
users-invite-button = Invitar
confirm-heading = Su contraseña, por favor

## Importar una lista
import-heading = Importar una lista
import-intro = Un archivo CSV con una línea de nombres: username, email, first_name, last_name, roles (con punto y coma), disabled (yes o no). Quienes ya están se cambian, los demás se añaden.
import-file = Archivo
import-drop = O suéltelo aquí
import-choose = Elegir…
import-preview = Mostrar qué pasaría
import-reading = Leyendo…
import-button = Importar
import-busy = Importando…
import-line = Línea { $line }
import-bad = { $bad ->
    [one] Una fila lo impide
   *[other] { $bad } filas lo impiden
}. No se importa nada hasta que todas estén bien.
    .do = Corrija el archivo y muéstrelo de nuevo.
import-good = { $add } por añadir, { $update } por cambiar, { $same } quedan como están
import-same = Todos los de esta lista están ya como dice
import-row-add = se añadirá
import-row-update = se cambiará
import-row-same = queda como está
import-row-taken = { $other } tiene ese nombre de usuario o ese correo, o uno que se le parece
import-row-flag = «disabled» debe ser yes o no
import-done = { $added } añadidos, { $changed } cambiados
import-codes = Códigos de un solo uso para quienes se añadieron. Con «¿Olvidó la contraseña?» cada uno elige su primera contraseña, en 24 horas. No se vuelven a mostrar.
import-empty = No hay nadie en este archivo.
    .do = Necesita una línea de nombres y una línea por persona.
import-too-many = Hay más de { $max } filas.
    .do = Divida el archivo.
import-unknown-column = Hay una columna «{ $name }» que no se conoce.
    .do = Se conocen { $columns }.
import-no-column = No hay ninguna columna «{ $name }».
    .do = La primera línea debe nombrar las columnas: { $columns }.
import-passwords = Las contraseñas no se ponen desde aquí.
    .do = Quite la columna: cada uno elige la suya.
import-rows = Algo cambió entretanto, y ahora una fila lo impide. No se importó nada.
    .do = Muestre el archivo de nuevo.
file-failed = El archivo no se puede usar: { $reason }.
    .do = Compruebe que está ahí y que puede usarlo.

## Actividad
activity-heading = Actividad
activity-reading = Leyendo…
activity-period = Período
activity-week = 7 días
activity-month = 30 días
activity-all = todo
activity-kind = Clase
activity-person = Persona
activity-none = Nada registrado en este período
activity-verified = Cadena comprobada hasta { $time } UTC
activity-records = Registros
activity-days = Por día
activity-people = Por persona
activity-day = Día (UTC)
activity-when = Hora (UTC)
activity-who = Persona
activity-happened = Qué pasó
activity-done = Hecho
activity-refused = Rechazado
activity-bars = Barras. La tabla de abajo dice lo mismo.
activity-cut = Los últimos { $shown } de { $all }. La exportación los tiene todos.
activity-file = configuración o línea de órdenes
activity-who-whom = { $who } para { $whom }
activity-what = { $kind }
activity-what-how = { $kind }: { $detail }
activity-what-refused = { $kind }: rechazado
activity-what-refused-why = { $kind }: rechazado: { $detail }
kind-sign-in = Inicio de sesión
kind-sign-out = Cierre de sesión
kind-lock = Bloqueo de ventana
kind-set-up = Configuración inicial
kind-register = Registro
kind-account = Cuenta propia
kind-recovery = Recuperación
kind-people = Personas
kind-page = Página
kind-file = Configuración
kind-keyring = Llavero
detail-password = contraseña
detail-token = sesión guardada
detail-not-approved = sin visto bueno
detail-unknown-name = nombre desconocido
detail-no-password = sin contraseña
detail-wrong-password = contraseña incorrecta
detail-wrong-code = código incorrecto
detail-wrong-code-or-name = código o nombre incorrecto
detail-locked = bloqueado
detail-unlocked = desbloqueado
detail-switched-away = cambio de usuario
detail-ended = terminado
detail-not-allowed = no permitido
detail-added = añadido
detail-changed = cambiado
detail-removed = eliminado
detail-disabled = desactivado
detail-enabled = activado
detail-approved = aceptado
detail-invited = invitado
detail-uninvited = quitado de la lista
detail-e-mail-not-accepted = correo no aceptado
detail-imported = importado
detail-changed-by-import = cambiado al importar
detail-waits-for-approval = espera el visto bueno
detail-changed-by-hand = cambiado a mano
detail-change-required = se exige otra contraseña
detail-password-changed = contraseña cambiada
detail-password-set = contraseña puesta
detail-password-recovered = contraseña cambiada con un código
detail-reset-started = restablecimiento empezado
detail-code-used = código de recuperación usado
detail-codes-renewed = códigos de recuperación nuevos
detail-two-step-on = dos pasos activados
detail-two-step-off = dos pasos desactivados
detail-email-changed = correo cambiado
detail-signed-out-everywhere = sesiones cerradas
detail-token-reused = copia de una sesión guardada usada

## Ajustes
settings-heading = Ajustes
settings-sign-in = Formulario de inicio de sesión
settings-registration = Registro
settings-passwords = Contraseñas y bloqueos
settings-title = Título
settings-banner = Texto en el formulario de inicio de sesión
settings-logo = Logotipo
settings-logo-help = Un archivo PNG o JPEG; las rutas relativas parten de la carpeta de la configuración
settings-tiles = Mostrar a las personas como fichas en el formulario de inicio de sesión
settings-accent = Color de los botones y enlaces
settings-accent-help = Como en HTML, por ejemplo #1d5bb8; vacío para el nuestro. Se hace legible en claro y en oscuro.
settings-accent-wrong = Escriba un color como #1d5bb8
settings-language = Idioma del inicio de sesión
settings-language-system = el del sistema
who-registers = ¿Quién puede registrarse?
who-registers-intro = Podrá cambiarlo más tarde en los ajustes.
who-registers-later = Decidirlo más tarde
mode-closed = Nadie
mode-listed = Los correos de la lista
mode-approval = Cualquiera, con el visto bueno de un administrador
mode-open = Cualquiera
settings-domains = Solo correos de estos dominios
settings-domains-help = Con comas; vacío para todos. Los correos de la lista siempre pueden registrarse.
settings-min-length = Mínimo de caracteres de una contraseña
settings-min-length-two-step = Mínimo de caracteres con dos pasos
settings-lockout-after = Contraseñas incorrectas antes del primer bloqueo
settings-lockout-seconds = Segundos que dura; cada uno más lo duplica
settings-lockout-max-seconds = Segundos que dura un bloqueo como máximo
settings-lockout-stop-after = Contraseñas incorrectas antes de que solo un administrador desbloquee
settings-lock-minutes = Minutos antes de que la ventana se bloquee; 0 para nunca
settings-range = Escriba un número entero de { $min } a { $max }
settings-missing = Rellene esto
settings-page-title = Título de la página
settings-page-everyone = Abierta a todos los que tienen sesión
settings-page-remove = Quitar esta página
settings-page-keep = Conservar esta página
settings-page-removed = { $title } (se quitará)
settings-page-new = Página nueva
settings-page-text = Texto, en Markdown
settings-roles-help = Con comas
settings-preview = Mostrar el cambio
settings-preview-intro = Esto cambia en la configuración. Todo lo demás queda como está.
settings-line-new = Línea nueva { $line }: { $text }
settings-line-gone = La línea { $line } se va: { $text }
settings-reset = Empezar de nuevo
settings-saved = Los ajustes están guardados
settings-reloaded = La configuración cambió entretanto
    .do = Esto es lo que dice ahora. Haga sus cambios otra vez.

## La configuración no se puede usar
broken-heading = La configuración no se puede usar
broken-count = { $count ->
    [one] Hay que corregir una cosa. No se cambió nada.
   *[other] Hay que corregir { $count } cosas. No se cambió nada.
}
broken-help = Corrija el archivo y guárdelo, y después inténtelo de nuevo.
broken-more = y { $count } más
store-absent = No hay archivo de configuración.
    .do = Vuelva a arrancar para crear uno, o ponga el suyo.
store-exists = Ya hay un archivo de configuración.
    .do = Vuelva a arrancar para usarlo.
store-unusable = El archivo de configuración tiene { $count ->
    [one] un error
   *[other] { $count } errores
}. El primero: { $first }
    .do = Pida a un administrador que corrija el archivo.
store-unreadable = El archivo de configuración no se puede leer: { $reason }.
    .do = Compruebe que el archivo está ahí y que puede leerlo, e inténtelo de nuevo.
store-unwritable = El archivo de configuración no se puede guardar: { $reason }. No se cambió nada.
    .do = Compruebe el disco y los permisos del archivo y de su carpeta, e inténtelo de nuevo.
store-changed = Otra persona cambió el archivo de configuración en el mismo momento. No se guardó nada.
    .do = Inténtelo de nuevo.
store-busy = Otro programa está escribiendo el archivo de configuración. No se guardó nada.
    .do = Inténtelo de nuevo en un momento.
store-refused = El archivo de configuración no se puede cambiar con seguridad en la línea { $line }, columna { $column }. No se guardó nada.
    .do = Pida a un administrador que simplifique esta entrada: sin anclas, alias ni textos de varias líneas.
place = { $file }, línea { $line }, columna { $column }

## Problemas de la configuración: qué está mal, y qué hacer
problem-empty = El archivo está vacío
    .do = Copie config.example.yaml, o borre el archivo y vuelva a arrancar para crear uno.
problem-not-utf8 = A partir de aquí el archivo no es texto UTF-8
    .do = Guárdelo como UTF-8 en su editor.
problem-too-large = El archivo supera { $limit } MiB
    .do = Compruebe que es el archivo correcto.
problem-syntax = No es YAML válido: { $reason }
    .do = Compruebe la sangría, las comillas y los corchetes aquí y en la línea anterior.
problem-several-documents = El archivo contiene más de un documento YAML
    .do = Quite todo a partir de este «---», o el propio «---».
problem-duplicate-key = «{ $field }» está aquí por segunda vez
    .do = Deje uno de los dos.
problem-wrong-type = { $field } debe ser { $expected }, pero es { $found }
    .do = Corrija el valor; config.example.yaml muestra cómo.
problem-missing = Falta «{ $key }» en { $field }
    .do = Añádalo; config.example.yaml muestra cómo.
problem-out-of-range = { $field } debe ser un número entero de { $min } a { $max }
    .do = Corrija el número.
problem-unknown-word = { $field } es «{ $found }», que no se conoce
    .do = Use uno de: { $known }.
problem-username = { $field }: este nombre de usuario no se puede usar
    .do = { $reason }.
problem-email = { $field } no es una dirección de correo
    .do = { $reason }.
problem-same-username = { $field } es el mismo nombre de usuario que «{ $other }» en la línea { $line }; mayúsculas y anchura no cuentan
    .do = Cambie el nombre de uno, o quítelo.
the-file = El archivo
problem-looks-like = { $field } se parece al de «{ $other }» en la línea { $line }, pero está escrito con otras letras
    .do = Cambie el nombre de uno, o quítelo, para que a nadie se le tome por otro.
problem-same-email = { $field } es también la dirección de «{ $other }» en la línea { $line }
    .do = Dé a cada persona una dirección propia.
problem-email-is-username = { $field } es el nombre de usuario de «{ $other }» en la línea { $line }
    .do = Use otra dirección o cambie el nombre de la otra cuenta, para que esté claro quién inicia sesión.
problem-no-password = { $field } falta o está vacío
    .do = Escriba una contraseña en claro entre comillas; se protege en el próximo arranque. O quite a la persona.
problem-password-not-text = { $field } es un número o un sí-no, así que su texto exacto no se conoce
    .do = Ponga la contraseña entre comillas.
problem-hash-broken = { $field } parece un hash, pero está dañado o es de clase desconocida
    .do = Restáurelo, o haga uno nuevo con «egui-authenticator hash».
problem-hash-cost = { $field } es un hash bcrypt de coste { $cost }, fuera de { $min } a { $max }
    .do = Haga uno nuevo con «egui-authenticator hash».
problem-hash-dear = { $field } es un hash Argon2 que pide más memoria o tiempo de lo permitido
    .do = Haga uno nuevo con «egui-authenticator hash».
problem-damaged = { $field } lo escribió este programa y está dañado
    .do = Vuelva a poner lo que había («egui-authenticator backups»), o quite la línea si la persona ha de estar sin ello.
problem-plain-password = { $field } está en claro
    .do = Nada: se protege en su sitio en el próximo arranque de la ventana.
problem-not-a-colour = { $field } no es un color
    .do = Escríbalo como en HTML, entre comillas: "#1D5BB8".
problem-link-scheme = { $field } no es un enlace que se pueda abrir
    .do = Empiece con https://, http://, mailto: o tel:. Para archivos use «file».
problem-unknown-page = { $field } nombra «{ $name }», y no hay tal página
    .do = Corrija el nombre, o añada la página bajo «views».
problem-unknown-role = { $field } nombra el rol «{ $name }», que este programa no conoce
    .do = Corrija el nombre: { $known }.
problem-power-for-beginners = { $field } daría a todos los que se registran un rol con permisos
    .do = Quite ese rol; déselo a las personas una a una.
problem-no-administrator-left = { $field }: nadie que pueda iniciar sesión tiene ya el rol «admin»
    .do = Devuélvaselo a alguien. Hasta entonces vale lo que el archivo decía antes.
problem-nobody-may-open = { $field } no nombra ni roles ni personas, así que nadie puede abrirla
    .do = Añada «roles» o «users»; users: ["*"] la abre a todos los que tienen sesión.
problem-file-missing = { $field }: no hay ningún archivo { $path }
    .do = Ponga allí el archivo o corrija la ruta. Las rutas relativas parten de la carpeta de este archivo.
problem-exactly-one-of = { $field } necesita exactamente uno de { $keys }
    .do = Añada uno, o quite lo que sobre.
problem-unknown-icon = { $field }: no hay ningún icono «{ $name }»
    .do = Elija uno de la lista de config.example.yaml.
problem-text-for-list = { $field } es un texto suelto y se lee como una lista de uno
    .do = Póngalo entre corchetes: [valor].
problem-likely-typo = «{ $found }» no se conoce
    .do = ¿Quiso decir «{ $meant }»?
problem-no-administrator = Nadie que pueda iniciar sesión tiene el rol «admin»
    .do = Añádalo a los roles de alguien de confianza.
problem-open-to-others = Otros usuarios de este ordenador quizá puedan leer o cambiar el archivo (permisos { $mode })
    .do = Permítalo solo a usted: chmod 600.
shape-text = un texto
shape-number = un número
shape-flag = true o false
shape-nothing = vacío
shape-list = una lista
shape-mapping = una tabla
severity-error = error
severity-warning = aviso

## La línea de órdenes
cli-check-good = { $file } se puede usar
cli-check-warnings = { $file } se puede usar. { $warnings ->
    [one] Un aviso.
   *[other] { $warnings } avisos.
}
cli-check-bad = { $file } no se puede usar: { $errors ->
    [one] un error
   *[other] { $errors } errores
}, { $warnings ->
    [one] un aviso
   *[other] { $warnings } avisos
}
cli-user-added = { $name } se añadió
cli-user-changed = { $name } se cambió
cli-user-password = { $name } tiene una contraseña nueva
cli-user-renamed = El nombre de usuario es ahora { $name }
cli-user-unlocked = { $name } puede intentarlo de nuevo
cli-user-now-disabled = { $name } ya no puede iniciar sesión
cli-user-enabled = { $name } puede iniciar sesión de nuevo
cli-user-two-step-off = { $name } inicia sesión sin segundo paso hasta que lo configure de nuevo
cli-user-require-change = { $name } elige otra contraseña en el próximo inicio de sesión
cli-user-signed-out = Se cerraron todas las sesiones de { $name }
cli-invite-none = Ninguna dirección de correo puede registrarse.
cli-sessions-none = Nadie tiene sesión en este ordenador.
cli-session-open = ventana abierta
cli-session-kept = guardada en { $device } hasta { $until }
cli-sessions-ended = { $count ->
    [0] Nadie tenía sesión
    [one] Se cerraron todas las sesiones de una persona
   *[other] Se cerraron todas las sesiones de { $count } personas
}
cli-mail-sent = El servidor de correo aceptó un correo para { $to }
cli-user-deleted = { $name } se eliminó
cli-user-roles = Roles
cli-user-state = Estado
cli-user-disabled = desactivado
cli-user-no-password = sin contraseña
cli-backups-none = Todavía no se guarda nada. Antes de cada cambio se guarda una copia.
cli-backups-line = { $number }  { $time }  { $size } bytes
cli-backups-line-broken = { $number }  { $time }  { $size } bytes  (no se puede usar)
cli-backups-unknown = No hay ninguna copia { $number }.
    .do = «egui-authenticator backups» enumera las que hay.
cli-backups-restored = La copia { $number } está en su sitio. Lo que había antes también se guarda.
activity-empty = No hay nada registrado.
activity-whole = Cada registro hasta { $time } está como se escribió.
activity-broken = El registro { $number } falta o se cambió.
    .do = Compare con una copia de la base de estado; los registros anteriores están como se escribieron.
activity-pruned = { $count ->
    [one] Se olvidó { $count } registro.
   *[other] Se olvidaron { $count } registros.
}
cli-hash-prompt = Contraseña
cli-hash-repeat = Contraseña otra vez
cli-hash-differs = Las dos contraseñas no son iguales. No se hizo nada.
cli-hash-empty = No hay ninguna contraseña.
    .do = Escriba una cuando se pida, o una por línea en la entrada estándar.
cli-hash-input = Las contraseñas no se pueden leer: { $reason }
cli-hash-line = Línea { $line }: { $reason }
cli-hash-progress = protegidas
cli-no-folder = Este sistema no nombra ninguna carpeta para configuraciones.
    .do = Nombre el archivo con --config RUTA.
cli-demo-failed = La demostración no se puede preparar: { $reason }
window-no-display = No hay pantalla en la que abrir una ventana.
    .do = Arránquelo desde una sesión de escritorio, o use la línea de órdenes: egui-authenticator --help.
window-no-graphics = No se encontró ningún controlador OpenGL.
    .do = Instale uno. En Debian y Ubuntu: apt install libgl1-mesa-dri libegl1.
window-no-library = Falta una biblioteca del sistema: { $reason }.
    .do = En Debian y Ubuntu: apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libegl1 libgl1-mesa-dri.
window-failed = La ventana no se puede abrir: { $reason }.
    .do = Compruebe el controlador gráfico, o use la línea de órdenes: egui-authenticator --help.
