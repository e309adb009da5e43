# Textos de la interfaz en español. Mayúscula solo al principio; sin punto final en las frases sueltas.

## El programa
app-title = Authenticator
language-choose = Idioma: { $language }
theme-light = Usar tema claro
theme-dark = Usar tema oscuro
theme-system = Usar el tema del sistema
theme-name-system = Sistema
theme-name-light = Claro
theme-name-dark = Oscuro
theme-choose = Tema: { $theme }

## Campos y botones comunes
field-username = Nombre de usuario
field-email = Correo electrónico
field-password = Contraseña
field-current-password = Contraseña actual
field-new-password = Nueva contraseña
field-first-name = Nombre
field-last-name = Apellidos
field-valid-from = Válido desde
field-valid-until = Válido hasta
field-hours = Horario
field-full-name = Nombre completo
password-show = Mostrar contraseña
password-hide = Ocultar contraseña
password-capitals = Solo hay letras mayúsculas. ¿Está activado Bloq Mayús?
password-rule = Use al menos { $min } caracteres. Varias palabras sin relación entre sí son fáciles de recordar.
button-cancel = Cancelar
button-dismiss = Cerrar
button-undo = Deshacer
button-more = Más
button-retry = Reintentar
button-close = Cerrar
help-heading = Atajos de teclado
help-help = Mostrar u ocultar esta lista
help-next = Ir al campo siguiente (con Mayús, al anterior)
help-enter = Activar el botón principal
help-back = Volver atrás o cancelar
help-space = Marcar una casilla o presionar un botón
help-clear = Vaciar este formulario
help-lock = Bloquear esta ventana
help-list = Moverse por una lista (también Inicio, Fin, Re Pág y Av Pág)
help-scroll = Desplazarse una página
help-zoom = Ampliar (con −, reducir; con 0, tamaño original)
help-search = Ir al campo de búsqueda
help-pages = Abrir una página según su posición en la navegación
key-control = Ctrl
notice-error = Error
notice-warning = Advertencia
notice-success = Listo
notice-info = Nota

## Inicio del programa
start-opening = Abriendo…

## Configuración inicial
set-up-heading = Configurar { $app }
set-up-intro = Todavía no hay usuarios. Cree el primer administrador, que después podrá añadir otros usuarios.
set-up-button = Crear administrador
button-creating = Creando…
steps-at = Paso { $now } de { $count }: { $name }
steps-you = Usted
steps-register = Registro

## Inicio de sesión
sign-in-heading = Iniciar sesión
sign-in-field = Nombre de usuario o correo electrónico
sign-in-keep = Mantener la sesión iniciada en este equipo durante { $days ->
    [one] { $days } día
   *[other] { $days } días
}
sign-in-keep-hours = Mantener la sesión iniciada en este equipo durante { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
}
sign-in-keep-probing = Comprobando el llavero de este equipo…
sign-in-button = Iniciar sesión
sign-in-busy = Iniciando sesión…
sign-in-register = Registrarse
sign-in-refused = Nombre de usuario o contraseña incorrectos. Compruebe Bloq Mayús e inténtelo de nuevo.
sign-in-delaying = Nombre de usuario o contraseña incorrectos
    .help = Tras muchos intentos fallidos, cada intento nuevo se retrasa hasta 5 segundos. Compruebe Bloq Mayús e inténtelo de nuevo.
sign-in-published = Esta contraseña aparece en un ejemplo publicado, así que no es secreta
    .help = Pida a un administrador que establezca otra («{ PROGRAM() } user passwd») e inicie sesión con ella.
sign-in-pending = Cuenta pendiente de aprobación
    .help = Podrá iniciar sesión cuando un administrador la apruebe.
access-not-yet = Podrá iniciar sesión a partir del { $date }
    .help = Pida ayuda a un administrador si necesita acceso antes.
access-expired = Su acceso terminó el { $date }
    .help = Pida a un administrador que lo prolongue.
access-outside-hours = No puede iniciar sesión a esta hora
    .help = Podrá iniciar sesión de nuevo: { $date }, { $time }.
access-ends = Su acceso está a punto de terminar
    .help = Esta ventana se bloqueará dentro de { $time }. Su trabajo abierto se conserva.
outage-locks = No se puede acceder a las cuentas de usuario
    .help = Esta ventana se bloqueará dentro de { $time }. Su trabajo abierto se conserva.
session-ends = Pronto se pedirá su contraseña
    .help = Esta ventana se bloqueará dentro de { $time }, al cumplirse la duración máxima de una sesión. Su trabajo abierto se conserva.
sign-in-missing-name = Escriba su nombre de usuario o correo electrónico
sign-in-missing-password = Escriba su contraseña
sign-in-registered = Su cuenta está lista. Inicie sesión como { $username }.
tiles-heading = ¿Quién es?
tiles-intro = Elija una imagen o empiece a escribir.
tiles-type = Escribir un nombre
tiles-all = Mostrar todos los usuarios
tiles-more = { $count ->
    [one] 1 usuario más. Escriba un nombre para buscar.
   *[other] { $count } usuarios más. Escriba un nombre para buscar.
}
logo-picture = Logotipo
sign-in-registered-waiting = Cuenta pendiente de aprobación
    .help = Cuando un administrador la apruebe, inicie sesión como { $username }.
sign-in-locked = Demasiados intentos
    .help = Inténtelo de nuevo dentro de { $time } o consulte a un administrador.
sign-in-stopped = Demasiados intentos seguidos
    .help = Pida a un administrador que desbloquee este nombre de usuario.
state-unusable = No es posible iniciar sesión porque la base de datos de estado no se puede usar: { $reason }
    .help = Compruebe el disco y los permisos de la carpeta de datos e inténtelo de nuevo.
state-busy = otro programa la está usando
    .help = Inténtelo de nuevo dentro de un momento.
state-full = el disco está lleno
    .help = Libere espacio en el disco e inténtelo de nuevo.
state-newer = la creó una versión más reciente de este programa
    .help = Use la versión más reciente.
state-damaged = está dañada ({ $reason })
state-denied = se denegó el acceso ({ $reason })
sign-in-reused = Su sesión guardada se cerró porque alguien usó una copia
    .help = Inicie sesión de nuevo. Si no fue usted, cambie la contraseña.
sign-in-outdated = Su contraseña ya no es válida, porque se reemplazó o se invalidó antes de que se restaurara una versión anterior del archivo de configuración
    .help = Pida a un administrador que invalide todas sus credenciales y le cree un código de restablecimiento.
sign-in-second-factor = La verificación en dos pasos aún no se puede usar en este equipo
    .help = Inicie sesión una vez con un código en un equipo de confianza. Después podrá iniciar sesión también aquí.
sign-in-set-up-second-factor = Su cuenta requiere la verificación en dos pasos, que no se puede configurar en este equipo
    .help = Inicie sesión en un equipo de confianza y configúrela allí.
sign-in-expired = El inicio de sesión tardó demasiado o la cuenta cambió
    .help = Inicie sesión de nuevo.
sign-in-recovered = Contraseña cambiada
    .help = Inicie sesión con la nueva contraseña.
sign-in-username-found = Su nombre de usuario es { $username }
    .help = Úselo para iniciar sesión.
sign-in-forgot-password = ¿Olvidó su contraseña?
sign-in-forgot-username = ¿Olvidó su nombre de usuario?
sign-in-have-code = Tengo un código
session-limit-user = Ya tiene una sesión iniciada en este equipo
    .help = Cierre primero la sesión en la otra ventana.
session-limit-reached = Se alcanzó el límite de sesiones
    .help = Inténtelo de nuevo cuando otro usuario cierre sesión.
form-cleared = Se vació este formulario
    .help = Los formularios se vacían si no se usan durante un tiempo. Empiece de nuevo.
codes-hidden = Se ocultaron sus códigos de recuperación
    .help = Se ocultan si la ventana no se usa durante un tiempo. Inicie sesión y cree otros en su cuenta.
sign-in-was-locked = La ventana estaba bloqueada
    .help = Escriba la contraseña para continuar.
sign-in-ended = La sesión se cerró porque la cuenta cambió
    .help = Inicie sesión de nuevo. Si no lo consigue, consulte a un administrador.
sign-in-ended-by-server = Se cerró su sesión porque la cuenta cambió o el servidor la finalizó
    .help = Inicie sesión de nuevo. Si no lo consigue, consulte a un administrador.
sign-in-restored = Se restauró la copia de seguridad
    .help = Inicie sesión de nuevo.
keyring-absent = No hay ningún llavero activo en este equipo
keyring-locked = El llavero de este equipo está bloqueado. Desbloquéelo e inténtelo de nuevo.
keyring-slow = El llavero de este equipo no responde
keyring-failed = El llavero de este equipo devolvió un error

## Demostración
demo-banner = Demostración. No se guarda nada.
demo-intro = Iniciar sesión con un clic como
demo-user = Nombre de usuario { $username } · contraseña { $password }
demo-sign-in = { $name } ({ $roles })

## Registro
register-heading = Crear cuenta
register-intro = Puede registrarse si un administrador ha permitido su dirección de correo electrónico.
register-intro-approval = Un administrador debe aprobar la cuenta antes de que pueda iniciar sesión.
register-intro-open = Cualquiera puede crear una cuenta.
register-button = Crear cuenta
register-back = Volver al inicio de sesión
register-not-accepted = Esta dirección de correo electrónico no se puede registrar. Pida a un administrador que la permita.
register-proof-heading = Revise su correo electrónico
register-proof-intro = Si { $email } se puede registrar, se le envió un código. Es válido durante { $minutes } minutos.
register-code = Código del mensaje
register-code-mistyped = Ese código no es válido. Un código tiene 8 letras y números.
register-code-wrong = { $left ->
    [one] Código incorrecto. Le queda { $left } intento.
   *[other] Código incorrecto. Le quedan { $left } intentos.
}
register-code-expired = El código ya no es válido
    .help = Caducó o se escribió mal demasiadas veces. Solicite otro.
register-code-sent = Se envió otro código
    .help = El anterior ya no es válido.
register-code-too-soon = Hace poco se envió un código
    .help = Espere un momento y solicite otro. Revise también la carpeta de correo no deseado.
register-resend = Enviar otro código
register-edit = Cambiar los datos
register-no-mail = Ahora no es posible registrarse
    .help = Hay que enviar un código a su correo electrónico y no hay ningún servidor de correo configurado. Consulte a un administrador.
register-username-taken = Ese nombre de usuario ya está en uso. Elija otro.
register-too-many-waiting = Demasiadas cuentas están pendientes de aprobación
    .help = Pida a un administrador que apruebe o rechace algunas e inténtelo de nuevo.
register-too-many-here = Demasiados registros en este equipo
    .help = Inténtelo de nuevo en una hora o pida a un administrador que le añada.

## Verificación en dos pasos
code-heading = Verificación en dos pasos
code-field = Código de la aplicación de autenticación
code-recovery-field = Código de recuperación
code-reset-field = Código de restablecimiento
code-recovery-only = La contraseña se restableció; por eso, esta vez se necesita un código de recuperación.
code-after-recovery = La contraseña se estableció con un código de recuperación. Ahora no se acepta un segundo. Si perdió el teléfono, pida a un administrador un código de restablecimiento.
code-use-recovery = Usar código de recuperación
code-use-reset = Código del administrador
code-use-app = Usar código de la aplicación
button-continue = Continuar
code-busy = Comprobando…
code-wrong = Código incorrecto. Compruebe la hora del teléfono y la de este equipo.
code-recovery-wrong = El código es incorrecto o ya se usó
new-password-heading = Elegir nueva contraseña
new-password-intro = Un administrador exige elegir una nueva contraseña antes de continuar.

## Recuperación de la cuenta
recover-password-heading = Restablecer contraseña
recover-password-intro = Escriba uno de sus códigos de recuperación o el código de restablecimiento que le dio un administrador, y elija una nueva contraseña.
recover-first-heading = Elegir la primera contraseña
recover-first-intro = Escriba su nombre de usuario o correo electrónico y el código que le dio un administrador, y elija una contraseña. Después, inicie sesión con ella.
recover-username-heading = Recuperar nombre de usuario
recover-username-intro = Para ver de todos modos el nombre de usuario, escriba su correo electrónico y uno de sus códigos de recuperación. El código no podrá volver a usarse. Si no tiene ninguno, consulte a un administrador.
recover-username-email = Puede iniciar sesión con su correo electrónico
    .help = Vuelva atrás y escríbalo en lugar del nombre de usuario. Para eso no se necesita ningún código.
recover-code = Código de recuperación o de restablecimiento
recover-first-code = Código del administrador
recover-first-button = Guardar contraseña
recover-username-button = Mostrar nombre de usuario
recover-mail-code = Enviar código por correo
recover-mail-username = Enviar por correo
recover-mailed = Si la cuenta existe, se envió un mensaje
    .help = Puede tardar un minuto en llegar. Revise también la carpeta de correo no deseado.
recover-refused = El usuario y el código no coinciden, o el código ya se usó o caducó
    .help = Compruebe ambos o pida a un administrador un código de restablecimiento.
recover-too-many-here = Se han probado demasiados códigos en este equipo
    .help = Inténtelo de nuevo en una hora o use un equipo de confianza.
mail-code = Código de restablecimiento para { $app }
    .help = Su código de restablecimiento es:

        { $code }

    Es válido durante { $minutes } minutos y solo se puede usar una vez. Si no lo solicitó, ignore este mensaje. No se cambió nada.
mail-first-code = Su cuenta de { $app }
    .help = Se creó una cuenta para usted. Su nombre de usuario es { $username }.

    En la pantalla de inicio de sesión, elija «Tengo un código» y defina su contraseña con este código:

        { $code }

    Es válido durante { $hours } horas y funciona una sola vez. Si no esperaba este correo, ignórelo.
mail-username = Su nombre de usuario en { $app }
    .help = Su nombre de usuario es { $username }.

    Si no lo solicitó, ignore este mensaje. No se cambió nada.
mail-proof = Su registro en { $app }
    .help = Para registrarse, escriba este código:

        { $code }

    Es válido durante { $minutes } minutos y solo se puede usar una vez. Si no se registró, ignore este mensaje. Sin el código no se crea ninguna cuenta.
mail-has-account = Su cuenta en { $app }
    .help = Alguien intentó registrarse con esta dirección de correo electrónico, pero ya existe una cuenta. Su nombre de usuario es { $username }.

    Si fue usted, inicie sesión o elija «¿Olvidó su contraseña?». De lo contrario, ignore este mensaje. No se cambió nada.
mail-test = Mensaje de prueba de { $app }
    .help = El correo electrónico funciona.
mail-no-server = No hay ningún servidor de correo configurado
    .help = Añada la sección «mail» al archivo de configuración, como en config.example.yaml.
mail-failed = El mensaje no se envió: { $reason }
    .help = Revise la sección «mail» del archivo de configuración.

## Errores en los campos
error-name-missing = Escriba un nombre
error-email-missing = Escriba una dirección de correo electrónico
error-email-form = Escriba una dirección de correo electrónico como nombre@example.org
error-field-missing = Escriba un valor
error-field-long = Use { $max } caracteres como máximo
error-field-character = Use una sola línea de texto, sin caracteres especiales
error-value-refused = Este valor no se acepta
error-username-missing = Escriba un nombre de usuario
error-date = Escriba la fecha como año-mes-día, por ejemplo 2026-12-01
error-hours = Escriba días y horas, por ejemplo mon-fri 08:00-18:00, sat 09:00-13:00
error-username-character = Use solo letras, números y . _ - + @
error-password-missing = Escriba una contraseña
error-password-short = Use al menos { $min } caracteres
error-password-long = La contraseña es demasiado larga. Use menos de { $max } caracteres.
error-password-shared = La contraseña es demasiado larga para Streamlit-Authenticator, que también usa este archivo. Use { $max } letras como máximo; los acentos y los emojis cuentan varias veces.
error-password-common = La contraseña es fácil de adivinar. Use varias palabras sin relación entre sí.
error-password-own = La contraseña se parece demasiado a su nombre, a su correo electrónico o al nombre de este programa. Use otras palabras.
error-password-control = Use solo caracteres visibles, sin saltos de línea ni tabulaciones
error-code-missing = Escriba un código
error-code-mistyped = El código no es válido. Los códigos tienen 28 letras y números. Compruebe lo que escribió.
error-not-hashed = La contraseña no se pudo proteger y no se guardó nada. Inténtelo de nuevo.
error-internal = Se produjo un error interno y la operación no se completó. Inténtelo de nuevo.

## Usuarios que se añaden, cambian o eliminan
user-unknown = Ningún usuario tiene ese nombre de usuario o correo electrónico
    .help = «{ PROGRAM() } user list» muestra todos los usuarios.
user-email-taken = { $other } ya usa esa dirección de correo electrónico
user-last-administrator = Es el último administrador que puede iniciar sesión. No se cambió nada.
    .help = Asigne antes el rol «admin» a otro usuario.
user-not-allowed = No tiene permiso para hacer esto
    .help = Consulte a un usuario con más permisos.
user-unconfirmed = El rol da permisos y no se ha confirmado. No se modificó ningún usuario.
user-too-many = En este equipo se pueden modificar como máximo { $most } usuarios a la vez. Seleccione menos o use un equipo de confianza.
user-too-many-changes = Se han hecho demasiados cambios en la última hora. Inténtelo más tarde o use un equipo de confianza.
user-too-many-emails = En este equipo se pueden permitir como máximo { $most } direcciones a la vez. Escriba menos o use un equipo de confianza.
user-yourself = No puede eliminar ni desactivar su propia cuenta
    .help = Pídalo a otro administrador.
user-not-approved = No se hizo: debe aprobarlo una segunda persona
    .help = Vuelva a intentarlo y pídaselo a un usuario que pueda aprobarlo.
user-reauthenticate = Vuelva a escribir la contraseña
user-no-password = Este usuario no tiene ninguna contraseña que restablecer
user-entry-mistake = La entrada de este usuario en el archivo de configuración contiene un error
    .help = Corríjalo primero en el archivo. «{ PROGRAM() } check» muestra la línea.
user-role-in-use = El rol «{ $role }» todavía está en uso. Usuarios: { $users }, páginas: { $pages }, otros ajustes: { $settings }.
    .help = Quítelo primero de ahí.
user-role-taken = Ya existe un rol llamado «{ $role }»
user-new-users-permission = Todos los usuarios que se registran recibirían un permiso. No se cambió nada.
    .help = Quite primero el rol de los roles de los nuevos usuarios.
restore-gives-permissions = Esta copia de seguridad daría permisos a { $names }. No se restauró nada.
    .help = Si estos usuarios pueden tenerlos, confírmelo con --give-permissions.
restore-owner-settings = Esta copia de seguridad cambiaría ajustes que solo puede cambiar el propietario del archivo de configuración: { $settings }
    .help = Restáurela en la línea de comandos.
restore-no-administrator = Con esta copia de seguridad, ningún administrador podría iniciar sesión
    .help = Elija otra copia, o restaure esta en la línea de comandos.
user-name-shared = Una cuenta anterior también tuvo este nombre de usuario, así que no se sabe cuál borrar
    .help = Use el ID de la cuenta en lugar del nombre: «{ PROGRAM() } user erase ID --yes». Cuenta actual: { $account }. Anteriores: { $earlier }.
user-not-erased = La cuenta se eliminó, pero su nombre sigue en el registro de auditoría: { $reason }
    .help = El comando «{ PROGRAM() } user erase» lo intenta de nuevo.
user-nothing-to-change = No hay nada que cambiar
user-role-missing = El rol necesita un nombre. No se cambió nada.

## Con la sesión iniciada
app-greeting = Hola, { $name }
welcome-heading = Inicio
last-sign-in = Último inicio de sesión: { $when }
last-sign-in-quiet = Último inicio de sesión: { $when }. Sin intentos fallidos desde entonces.
last-sign-in-first = Es su primer inicio de sesión en este equipo.
ago-now = hace un momento
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
last-sign-in-failures = { $failures ->
    [one] 1 contraseña incorrecta
   *[other] { $failures } contraseñas incorrectas
} desde su último inicio de sesión
last-sign-in-own-failures = { $failures ->
    [one] 1 contraseña incorrecta
   *[other] { $failures } contraseñas incorrectas
} justo antes de este inicio de sesión
security-heading = Desde su último inicio de sesión
security-password-changed = Su contraseña se cambió { $ago }.
security-password-set = Un administrador cambió su contraseña { $ago }.
security-password-recovered = Su contraseña se cambió con un código { $ago }.
security-reset-started = Un administrador creó un código de restablecimiento para su cuenta { $ago }.
security-code-used = Se usó un código de recuperación { $ago }.
security-codes-renewed = Sus códigos de recuperación se reemplazaron { $ago }.
security-codes-ended = Sus códigos de recuperación dejaron de funcionar { $ago }. Cree otros en su cuenta.
security-credentials-ended = Un administrador invalidó { $ago } su contraseña, sus sesiones, sus códigos de recuperación y la verificación en dos pasos.
security-two-step-on = La verificación en dos pasos se activó { $ago }.
security-two-step-off = La verificación en dos pasos se desactivó { $ago }.
security-email-changed = Su dirección de correo electrónico se cambió { $ago }.
security-signed-out = Se cerraron todas sus sesiones { $ago }.
security-token-reused = Se usó una copia de su sesión guardada { $ago }.
security-pin-set = Se configuró un PIN para su cuenta en este equipo { $ago }.
security-pin-changed = El PIN de su cuenta en este equipo se cambió { $ago }.
security-pin-removed = El PIN de su cuenta en este equipo se eliminó { $ago }.
security-badge-set = Se configuró una tarjeta para su cuenta en este equipo { $ago }.
security-badge-removed = La tarjeta de su cuenta en este equipo se eliminó { $ago }.
security-pin-spent = Se introdujo cinco veces un PIN incorrecto en su nombre { $ago }.
security-badge-shown = Su tarjeta se leyó fuera del inicio de sesión { $ago }. Volverá a desbloquear cuando introduzca su contraseña.
security-advice = Si no fue usted, cambie la contraseña y avise a un administrador.

## Bloqueo
lock-button = Bloquear ({ $keys })
lock-heading = Sesión de { $name } bloqueada
lock-intro = Su trabajo sigue abierto. Escriba la contraseña para continuar.
lock-since = Bloqueado: { $time }. Su trabajo sigue abierto.
sign-in-parked-count = { $count ->
    [one] Hay 1 sesión aparcada
   *[other] Hay { $count } sesiones aparcadas
}
sign-in-parked = Sesiones aparcadas: { $users }
parked-user = { $name } (desde { $time })
parked-more = { $count } más
parked-ended = Su sesión aparcada ha terminado
    .help = Se cerró lo que estaba abierto y los cambios sin guardar se han perdido.
lock-typing = Estaba escribiendo cuando se bloqueó la ventana. Espere 2 segundos o haga clic en el campo y escriba la contraseña.
lock-unlock = Desbloquear
lock-switch = Cambiar de usuario
lock-use-password = Usar la contraseña
lock-codes = En esta ventana hay códigos abiertos. Introduzca su contraseña para verlos.
lock-use-pin = Usar el PIN
lock-wrong = Contraseña incorrecta. Compruebe Bloq Mayús e inténtelo de nuevo.
lock-busy = Bloqueando…
lock-unmarked = No se pudo guardar este bloqueo
    .help = Si se cierra el programa, podría volver a abrirse sin pedir la contraseña. Desbloquee la ventana y cierre sesión antes de irse.
lock-outage = Sin conexión con las cuentas de usuario
    .help = Puede desbloquear con su contraseña. Las cuentas y los ajustes no se podrán cambiar hasta que vuelva la conexión.
lock-outage-closed = Sin conexión con las cuentas de usuario
    .help = Podrá desbloquear esta ventana cuando vuelva la conexión. El programa vuelve a intentarlo automáticamente.
lock-outage-tries = Demasiadas contraseñas incorrectas
    .help = Espere a que vuelva la conexión con las cuentas de usuario y escriba entonces su contraseña.
lock-warning = Esta ventana está a punto de bloquearse
    .help = Se bloqueará dentro de { $time }. Presione cualquier tecla para evitarlo.

## Badge
badge-title = Tarjeta de identificación
badge-heading = Configurar tarjeta
badge-change = Cambiar tarjeta
badge-intro = Una tarjeta indica quién es usted en este equipo, de modo que solo introduce su PIN o su contraseña.
badge-set-button = Guardar tarjeta
badge-off-heading = Eliminar la tarjeta
badge-off-button = Eliminar tarjeta
badge-set = Su tarjeta se ha guardado
badge-removed = Su tarjeta se ha eliminado
badge-not-set = Ninguna. Con una tarjeta no tiene que escribir ni elegir su nombre.
badge-ready = Configurada en este equipo.
badge-scan-first = Acerque la tarjeta al lector.
badge-scan-again = Acerque de nuevo la misma tarjeta al lector.
badge-scans-differ = Las dos lecturas son distintas. Acerque la tarjeta al lector una vez más para empezar de nuevo.
badge-scanned = La tarjeta se leyó dos veces.
badge-unknown = Esta tarjeta no se conoce aquí
    .help = Inicie sesión con su nombre o pida a un administrador que configure la tarjeta.
badge-not-enough = Una tarjeta no basta aquí
    .help = Rellene el formulario.
badge-taken = Esta tarjeta pertenece a otro usuario
    .help = Use otra tarjeta o haga que antes se elimine de ese usuario.
badge-of-another = Esta tarjeta pertenece a otro usuario
    .help = Bloquee la ventana o cambie de usuario y acerque después su tarjeta.
badge-too-many = Demasiadas tarjetas desconocidas
    .help = Espere unos segundos o introduzca su PIN o su contraseña.
badge-too-many-here = Demasiadas tarjetas desconocidas en este equipo
    .help = Introduzca su PIN o su contraseña. Las tarjetas volverán a funcionar en una hora como máximo.

## PIN
pin-title = PIN
pin-field = PIN
pin-new = Nuevo PIN
pin-help = De 4 a 8 dígitos. Sin fechas, años ni secuencias como 1234.
pin-delete = Eliminar el último dígito
pin-heading = Configurar un PIN
pin-change = Cambiar el PIN
pin-intro = Un PIN desbloquea esta ventana en este equipo hasta que se requiera el próximo inicio de sesión completo. Escriba su contraseña para confirmar que es usted.
pin-set-button = Guardar PIN
pin-off-heading = Eliminar el PIN
pin-off-button = Eliminar PIN
pin-set = Su PIN se ha guardado
pin-removed = Su PIN se ha eliminado
pin-not-set = Ninguno. Con un PIN desbloquea esta ventana sin su contraseña.
pin-ready = Configurado. Desbloquea esta ventana en este equipo.
pin-missing = Escriba su PIN
pin-length = Un PIN tiene de 4 a 8 dígitos
pin-common = Demasiado fácil de adivinar. Elija dígitos que no sean una fecha, un año ni una secuencia.
pin-own = Forma parte de su nombre, dirección o datos. Elija otros dígitos.
pin-wrong = { $left ->
    [one] PIN incorrecto. Queda 1 intento.
   *[other] PIN incorrecto. Quedan { $left } intentos.
}
pin-off = Los PIN están desactivados
    .help = Escriba su contraseña para continuar.
pin-role = Su rol no permite un PIN
    .help = Escriba su contraseña para continuar.
pin-none = No tiene ningún PIN en este equipo
    .help = Escriba su contraseña. Puede configurar un PIN en su cuenta.
pin-spent = Demasiados PIN incorrectos
    .help = Escriba su contraseña. Después, su PIN volverá a funcionar.
pin-expired = Su PIN requiere antes su contraseña
    .help = El último inicio de sesión completo fue hace demasiado tiempo. Su PIN volverá a funcionar cuando inicie sesión con su contraseña.
pin-restarted = Tras un reinicio, su PIN requiere su contraseña
    .help = El equipo se ha reiniciado. Su PIN volverá a funcionar cuando inicie sesión con su contraseña.

## La cuenta
account-heading = Su cuenta
account-back = Atrás
account-profile = Nombre y correo electrónico
account-profile-change = Editar perfil
picture-heading = Imagen de perfil
picture-intro = Se muestra en su mosaico de la pantalla de inicio de sesión. Escriba la contraseña para confirmar que es usted.
picture-help = Ruta completa de un archivo PNG o JPEG de este equipo. Déjelo vacío para no usar ninguna imagen.
picture-wrong = El archivo no es una imagen PNG o JPEG legible
picture-changed = Imagen guardada
account-no-email = Sin correo electrónico
account-sign-in = Inicio de sesión
account-two-step = Verificación en dos pasos
account-two-step-on = Activada. Después de la contraseña se pide un código de la aplicación de autenticación.
account-two-step-off = Desactivada. Actívela para que una contraseña robada no baste para iniciar sesión.
account-two-step-required = Su rol la exige.
account-codes = Códigos de recuperación
account-codes-left = { $count ->
    [0] No queda ninguno. Con un código de recuperación podrá iniciar sesión si olvida la contraseña.
    [one] Queda 1 código.
   *[other] Quedan { $count } códigos.
}
account-codes-few = Quedan pocos. Cree otros.
account-devices = Equipos recordados
account-devices-none = No hay equipos recordados.
account-device = { $name }
account-device-this = { $name } (este equipo)
account-device-used = Recordado { $since }; último uso: { $used }.
account-activity = Su actividad
account-data = Datos guardados sobre usted
account-data-intro = Un archivo con sus datos, los equipos recordados y su actividad en este equipo. No contiene contraseñas ni códigos.
account-data-save = Guardar mis datos
account-computer = Este equipo
account-computer-restricted = Equipo restringido
account-computer-restricted-intro = El servidor comprueba todo lo que se hace aquí. Algunas acciones solo son posibles en un equipo de confianza.
account-computer-trusted = Equipo de confianza
account-computer-trusted-intro = Puede leer y cambiar todos los usuarios y ajustes.
account-computer-connected = Conectado a { $location }
account-computer-away = Sin conexión con { $location }
account-appearance = Apariencia
account-motion = Animar los menús y los cuadros de diálogo
account-theme = Tema
account-theme-intro = Como el sistema, o siempre claro u oscuro
account-language = Idioma
account-language-intro = Se aplica a todos los usuarios de este equipo
account-forget = Quitar { $name }
account-confirm-intro = Escriba la contraseña para confirmar que es usted.
account-confirm-button = Confirmar
account-busy = Un momento…
password-heading = Cambiar contraseña
password-intro = Al cambiar la contraseña se cierran sus demás sesiones.
password-button = Cambiar contraseña
password-wrong = La contraseña actual es incorrecta
password-same = Esa ya es su contraseña. Elija otra.
password-changed = Contraseña cambiada
    .help = Use la nueva contraseña a partir de ahora.
password-suggest = Sugerir frase de contraseña
strength-label = Seguridad
strength-very-weak = Muy débil: muy fácil de adivinar
strength-weak = Débil: fácil de adivinar
strength-fair = Regular
strength-good = Buena
strength-strong = Fuerte
details-button = Guardar
details-changed = Nombre y correo electrónico guardados
details-email-taken = Esa dirección de correo electrónico no se puede usar. Elija otra o consulte a un administrador.
two-step-heading = Configurar la verificación
two-step-intro = Necesita una aplicación de autenticación en el teléfono, como Aegis, 2FAS o Google Authenticator.
two-step-effect = Los códigos de recuperación se sustituyen y los equipos recordados vuelven a pedir la contraseña
    .help = Al final se muestran los códigos nuevos. Los anteriores dejarán entonces de ser válidos.
two-step-move-heading = Usar otro teléfono
two-step-move-intro = El teléfono actual sigue funcionando hasta que se escriba el primer código del nuevo.
two-step-scan = Escanee el código QR con la aplicación o escriba en ella la clave. Después, escriba el código que muestre la aplicación.
two-step-picture = Código QR para la aplicación. Contiene la clave que aparece debajo.
two-step-key = Clave
two-step-copy = Copiar clave
two-step-code = Código de la aplicación
two-step-button = Activar
two-step-on = La verificación en dos pasos está activada
two-step-off-heading = Desactivar la verificación en dos pasos
two-step-off-button = Desactivar
two-step-off = La verificación en dos pasos está desactivada
two-step-required = La verificación en dos pasos no se puede desactivar
    .help = Su rol la exige o ya está desactivada.
codes-heading = Sus códigos de recuperación
codes-intro = Con cada código puede iniciar sesión una vez si olvida la contraseña o pierde el teléfono. Guárdelos en un lugar seguro. No volverán a mostrarse.
codes-copy = Copiar
codes-copied = Copiado
codes-save = Guardar en un archivo
codes-print = Imprimir
codes-confirm = He guardado los códigos
clipboard-copied = Copiado. El portapapeles se vaciará en { $seconds } segundos.
clipboard-failed = No se ha podido copiar el texto: { $reason }
codes-saved = Códigos guardados en { $path }
codes-printed = Códigos enviados a la impresora
codes-not-saved = Los códigos no se pudieron guardar: { $reason }
    .help = Puede copiarlos.
codes-not-printed = Los códigos no se pudieron imprimir: { $reason }
    .help = Guárdelos en un archivo e imprímalo.
codes-text = Códigos de recuperación de { $username } en { $app }
    .help = Cada código se puede usar una sola vez. Tache los que ya haya usado.
codes-renew-heading = Crear nuevos códigos de recuperación
codes-renew-intro = Los códigos actuales dejarán de ser válidos.
codes-renew-button = Crear nuevos códigos
codes-renewed = Tiene nuevos códigos de recuperación
sign-out-heading = Cerrar las demás sesiones
sign-out-intro = Se cerrarán todas sus demás sesiones en todos los equipos, incluidas las guardadas.
sign-out-button = Cerrar las demás sesiones
signed-out-everywhere = Las demás sesiones se cerraron
forget-heading = Quitar { $name }
forget-intro = La sesión ya no se mantendrá iniciada en ese equipo.
forget-button = Quitar
forget-done = La sesión ya no se mantendrá iniciada en ese equipo
key-lost = Los códigos de recuperación y la verificación en dos pasos corresponden a una contraseña anterior
    .help = Inicie sesión de nuevo con un código de recuperación o pida a un administrador que desactive la verificación en dos pasos.

## La ventana principal
app-user = { $name } · { $roles }
app-home = Inicio
app-pages = Páginas
app-lock = Bloquear
app-waiting = { $count ->
    [one] Un usuario espera aprobación
   *[other] { $count } usuarios esperan aprobación
}
app-manage = Administración
app-account-menu = Menú de la cuenta: { $user }
app-sign-out = Cerrar sesión
palette-open = Buscar…
palette-heading = Ir a
palette-search = Buscar páginas, usuarios y acciones
search-none = Sin resultados
palette-page = Página
palette-user = Usuario
palette-action = Acción
app-no-pages-heading = Todavía no hay páginas
app-no-pages = Pida a un administrador acceso a una página para usted o para uno de sus roles.
app-no-pages-admin = Aquí aparecen las páginas que puede abrir. Elija en los ajustes quién puede abrir cada página.
steps-heading = Primeros pasos
steps-intro = { $done ->
    [one] 1 de { $count } listo
   *[other] { $done } de { $count } listos
}
steps-hide = Ocultar
steps-show = Mostrar los primeros pasos
steps-done = Listo
step-users = Añadir a los usuarios
step-users-help = Uno por uno, o una lista de un archivo CSV
step-users-go = Añadir
step-look = Elegir un título y un color
step-look-help = Lo que ven los usuarios al iniciar sesión
step-look-go = Elegir
step-page = Crear una página
step-page-help = Notas para el equipo, o programas y enlaces
step-page-go = Crear una página
step-registration = Decidir quién puede registrarse
step-registration-help = Direcciones invitadas, cualquiera o nadie
step-registration-go = Decidir
step-administrator = Añadir otro administrador
step-administrator-help = Podrá ayudarle si pierde la contraseña
step-administrator-go = Añadir administrador
page-for-everyone = Para todos
page-for-roles = Para { $roles }
page-users = { $count ->
    [one] 1 usuario
   *[other] { $count } usuarios
}
page-text = Página para leer
page-items = { $count ->
    [one] 1 elemento
   *[other] { $count } elementos
}
app-page-reading = Abriendo página…
app-page-empty = Esta página está vacía
page-contents = En esta página
page-copy-code = Copiar el código
page-task-done = Hecho
page-task-open = Pendiente
page-closed = Ya no tiene acceso a la página que estaba abierta
    .help = Elija otra página o consulte a un administrador.
exit-refused = La sesión sigue iniciada: { $reason }
    .help = Termine esa tarea primero o cierre la sesión igualmente.
app-changing = Un cambio aún no ha terminado
    .help = Permanezca aquí hasta que termine: el resultado solo se muestra aquí.
exit-anyway = Cerrar sesión igualmente
exit-not-finished = la aplicación no ha terminado su trabajo.
activity-unrecorded = La actividad no se está registrando: { $reason }
    .help = Avise a un administrador. Puede que el disco esté lleno o que la carpeta de datos sea de solo lectura.
file-error = { $file } tiene un error en la línea { $line }, columna { $column }, y el último cambio no se aplica
    .help = La configuración anterior se mantiene hasta que se corrija el error.
page-not-allowed = Ya no tiene acceso a esta página. Consulte a un administrador.
page-approval = Una segunda persona debe aprobar que se abra esta página
    .help = Se oculta de nuevo al salir de ella, al bloquearse la ventana y cuando termina el tiempo de la aprobación.
page-approval-ask = Pedirlo a una segunda persona
page-approval-left = Se ocultará de nuevo en { $time }
page-unreadable = El texto de esta página, { $path }, no se puede leer: { $reason }
    .help = Coloque el archivo en esa ubicación o corrija la ruta en { $file }, línea { $line }.
page-too-long = Esta página es demasiado larga: { $path }, línea { $line }
    .help = Divídala en varias páginas.
page-too-deep = Esta página tiene demasiados niveles: { $path }, línea { $line }
    .help = Use menos niveles de listas y citas.
page-link = Esta página contiene un enlace que no se puede abrir: { $path }, línea { $line }
    .help = Comience los enlaces con https://, http://, mailto: o tel:.
page-picture = Esta página contiene una imagen que no se puede mostrar: { $path }, línea { $line }
    .help = Coloque la imagen en la carpeta de la página y escriba la ruta desde ahí, sin «..».
launch-start = Iniciar { $title }
launch-open = Abrir { $title }
launch-started = { $title } se inició
launch-not-started = { $title } no se pudo iniciar: { $reason }
    .help = Pida a un administrador que revise esta entrada en el archivo de configuración.
launch-changed = No se inició nada: ahora ahí está «{ $title }»
    .help = La página ha cambiado desde su petición. Vuelva a intentarlo.
launch-option = { $title } no se inició: el valor de «{ $value }» empieza por «{ $sign }» y el programa podría tomarlo por una opción
    .help = Pida a un administrador que escriba texto delante del marcador, como --user={ "{" }username{ "}" }, o que cambie el valor.
launch-unsafe = { $title } no se inició: el valor de «{ $value }» contiene un carácter que los programas pueden leer mal, como un salto de línea o unas comillas de ancho completo
    .help = Pida a un administrador que corrija el valor.
launch-placeholder = { $title } no se inició: «{ $found }» es un marcador desconocido
    .help = Pida a un administrador que corrija la página.
launch-shell = { $title } no se inició: { $program } ejecuta texto como comandos, y un nombre de usuario podría ejecutarse como comando
    .help = Pida a un administrador que quite el marcador. El programa puede leer las variables de entorno.
launch-batch-file = { $title } no se inició: los archivos por lotes (.bat, .cmd) se ejecutan en un intérprete de comandos
    .help = Pida a un administrador que indique el programa mismo.
remember-failed = Sesión iniciada, pero no se puede mantener en este equipo: { $reason }
    .help = La próxima vez, inicie sesión con la contraseña.
remember-failed-account = esta cuenta no se puede recordar
remember-failed-state = la base de datos de estado no se pudo usar
sign-out-failed = La sesión se cerró, pero el llavero no se pudo vaciar: { $reason }
    .help = La sesión guardada en él ya no es válida.
sign-out-failed-state = La sesión se cerró, pero no se pudo registrar: { $reason }
    .help = Puede que la sesión aparezca iniciada la próxima vez. En ese caso, ciérrela de nuevo o avise a un administrador.
warnings-heading = { $count ->
    [one] El archivo de configuración tiene 1 advertencia
   *[other] El archivo de configuración tiene { $count } advertencias
}

## Usuarios
users-heading = Usuarios
loading = Cargando…
users-add = Añadir usuario
users-invite = Permitir correos
users-import = Importar usuarios
table-export = Exportar como CSV
table-saved = Guardado en { $path }
users-only-you = De momento no hay más usuarios. Añádalos o impórtelos.
users-no-match = Sin resultados
    .help = Cambie la búsqueda o los filtros.
users-count = { $shown } de { $all }
users-search = Buscar nombres y correos
users-role = Rol
users-any = Todos
users-open = Abrir
users-actions = Acciones para { $name }
users-tab-everyone = Todos
users-tab-waiting = Pendientes de aprobación
users-tab-waiting-short = Pendientes
users-tab-allowed = Direcciones permitidas
users-tab-allowed-short = Permitidas
users-waiting-intro = Estas personas se registraron y aún no pueden iniciar sesión. Tras un rechazo, pueden volver a registrarse.
users-waiting-none = No hay solicitudes pendientes de aprobación
users-allowed-none = No hay direcciones permitidas por ahora
users-refuse-button = Rechazar
users-refuse = Rechazar a { $name }
users-remove-address = Quitar
users-you = usted
users-status-must-change = Debe cambiar la contraseña
button-filter = Filtrar
button-filtered = Filtro: { $what }
users-column-name = Nombre
users-column-status = Estado
users-column-last = Último inicio
users-parked = Aparcada desde
users-quick = Desbloqueo rápido
users-parked-list = Sesiones aparcadas:
users-column-two-step = 2 pasos
users-sort = Ordenar por { $column }
users-ascending = Ascendente
users-descending = Descendente
users-never = Nunca
users-two-step-on = Sí
users-two-step-off = No
users-waiting-without-email = La dirección indicada en el registro pertenece a otra cuenta. Apruebe solo si sabe quién se registró.
users-must-change = Debe cambiarse en el próximo inicio de sesión
users-password-changed = Se cambió { $ago }
users-codes = Códigos de recuperación
users-codes-left = { $count ->
    [one] Queda 1
   *[other] Quedan { $count }
}
users-recent = Actividad reciente
status-waiting = Pendiente
status-locked = Bloqueado
status-locked-for = { $minutes ->
    [one] Bloqueado, queda 1 min
   *[other] Bloqueado, quedan { $minutes } min
}
status-locked-hours = { $hours ->
    [one] Bloqueado, queda 1 h
   *[other] Bloqueado, quedan { $hours } h
}
status-active = Activo
status-not-signed-in-yet = Aún no inició sesión
status-not-yet = Acceso más adelante
status-from = Desde el { $date }
status-outside-hours = Fuera de horario
status-expired = Caducado
users-code = Código
users-code-until = Válido hasta { $time }
users-code-expired = Caducado
users-new-code = Código nuevo
users-date-help = Año-mes-día, por ejemplo 2026-12-01; vacío si no hay límite
users-hours-help = Por ejemplo mon-fri 08:00-18:00; vacío para cualquier hora
status-entry-mistake = Error en el archivo
users-approve = Aprobar a { $name }
users-show = Mostrar a { $name }
users-approved = { $name } ya puede iniciar sesión
users-invited = { $count ->
    [0] Estas direcciones ya estaban permitidas
    [one] 1 dirección puede registrarse a partir de ahora
   *[other] { $count } direcciones pueden registrarse a partir de ahora
}
users-uninvite = Quitar { $email }
users-uninvited = { $name } ya no puede registrarse
users-place = { $place } de { $count }
users-previous = Usuario anterior
users-next = Usuario siguiente
users-back = Volver a la lista
users-above-you = No puede editar esta cuenta porque tiene permisos que usted no tiene
users-edit = Editar
users-approve-button = Aprobar
users-approve-as = Aprobar como…
users-approve-with-role = Aprobar a { $name } con un rol
users-rename = Cambiar nombre
users-rename-heading = Cambiar el nombre de { $name }
users-rename-intro = Desde ahora se inicia sesión con el nuevo nombre de usuario. El correo electrónico y la contraseña no cambian. Las ventanas abiertas de la cuenta cierran la sesión.
users-rename-field = Nombre de usuario nuevo
users-unlock = Desbloquear
users-reset = Crear código de restablecimiento
users-require-change = Exigir nueva contraseña
users-two-step-reset = Desactivar la verificación
users-remove-pin = Eliminar PIN
users-set-badge = Configurar tarjeta
users-remove-badge = Eliminar tarjeta
users-badge-heading = Configurar la tarjeta de { $name }
users-badge-intro = La tarjeta indica quién está ante este equipo. No desbloquea la ventana hasta que { $name } la configure en su propia cuenta.
users-sign-out = Cerrar todas sus sesiones
users-end-parked = Terminar la sesión aparcada
users-end-credentials = Invalidar credenciales
users-enable = Activar
users-disable = Desactivar
users-remove = Eliminar
users-end-heading = Invalidar las credenciales de { $name }
users-end-intro = Se invalidan la contraseña, las sesiones, los códigos de recuperación y la verificación en dos pasos de { $name }. Para volver a iniciar sesión hará falta un código de restablecimiento de un administrador. Para confirmar, escriba el nombre de usuario { $name }.
users-parked-heading = ¿Terminar la sesión aparcada de { $name }?
users-parked-intro = Se cierra lo que { $name } tiene abierto en esta ventana y se pierden los cambios sin guardar. Para confirmar, escriba el nombre de usuario { $name }.
users-parked-confirm = Terminar la sesión de { $name }
users-remove-heading = ¿Eliminar a { $name }?
users-remove-confirm = Eliminar a { $name }
users-end-confirm = Retirar las credenciales de { $name }
users-remove-hint = ¿Solo se ausenta un tiempo?
users-disable-instead = Desactivar en su lugar
users-remove-intro = Esta acción no se puede deshacer. Para confirmar, escriba el nombre de usuario { $name }.
users-erase = Reemplazar también el nombre en el registro de auditoría
code-valid-hours = { $count ->
    [one] Caduca en 1 hora
   *[other] Caduca en { $count } horas
}
code-valid-minutes = { $count ->
    [one] Caduca en 1 minuto
   *[other] Caduca en { $count } minutos
}
code-valid-seconds = { $count ->
    [one] Caduca en 1 segundo
   *[other] Caduca en { $count } segundos
}
code-expired = Este código ha caducado. Cree otro.
users-code-heading = Código de restablecimiento para { $name }
users-code-first = Entregue este código a { $name }. Con «Tengo un código», en la pantalla de inicio de sesión, podrá elegir su primera contraseña durante las próximas 24 horas. El código no volverá a mostrarse.
users-code-reset = Entregue este código a { $name }. Con «¿Olvidó su contraseña?», en la pantalla de inicio de sesión, podrá elegir una nueva contraseña durante los próximos 15 minutos. Hasta entonces, la contraseña anterior sigue siendo válida. El código no volverá a mostrarse.
users-code-send = Enviar por correo
users-code-send-to = El código se puede enviar a { $email }.
users-code-sending = Enviando…
users-code-sent = El código se envió a { $email }
users-code-no-server = El código no se puede enviar por correo electrónico, porque no hay ningún servidor de correo configurado.
users-code-no-address = Este usuario no tiene una dirección de correo propia, por lo que no se puede enviar el código
    .help = Entregue el código al usuario por otro medio.
users-code-outdated = Este código ya no es válido, por lo que no se envió
    .help = Cree un código nuevo.
users-add-heading = Añadir usuario
users-add-intro = Obtendrá un código de restablecimiento con el que el usuario elige su propia contraseña.
users-add-button = Añadir
users-edit-heading = Editar la cuenta { $name }
users-reloaded = Este usuario se modificó mientras tanto
    .help = El formulario muestra los valores actuales. Repita los cambios.
users-new-role = Nuevo rol
users-email-taken = Otro usuario tiene esa dirección de correo electrónico. Use otra.
users-invite-heading = Permitir direcciones de correo electrónico
users-invite-intro = Con estas direcciones se puede crear una cuenta en la pantalla de inicio de sesión. No se envía ningún mensaje.
users-invite-field = Direcciones de correo electrónico
users-invite-help = Una por línea o separadas por comas
users-invite-button = Permitir
users-select = Seleccionar
users-select-all = Seleccionar los { $count } mostrados
users-select-loaded = Seleccionar los { $count } cargados
users-select-end = Listo
users-selected = { $count } seleccionados
users-selected-hidden = { $count } seleccionados, { $hidden } no mostrados
bulk-actions = Acciones
bulk-disable = Desactivar…
bulk-enable = Activar…
bulk-give-role = Dar un rol…
bulk-take-role = Quitar un rol…
bulk-new-code = Crear códigos…
bulk-disable-count = { $count ->
    [one] Desactivar 1 usuario
   *[other] Desactivar { $count } usuarios
}
bulk-enable-count = { $count ->
    [one] Activar 1 usuario
   *[other] Activar { $count } usuarios
}
bulk-give-role-count = { $count ->
    [one] Dar un rol a 1 usuario
   *[other] Dar un rol a { $count } usuarios
}
bulk-take-role-count = { $count ->
    [one] Quitar un rol a 1 usuario
   *[other] Quitar un rol a { $count } usuarios
}
bulk-new-code-count = { $count ->
    [one] Crear 1 código
   *[other] Crear { $count } códigos
}
bulk-disable-intro = Ya no se podrá iniciar sesión con estas cuentas, y sus sesiones terminan.
bulk-new-code-intro = Con cada código se puede elegir una nueva contraseña durante los próximos 15 minutos, o la primera contraseña durante las próximas 24 horas. Hasta que un código se use o se sustituya, la contraseña anterior sigue siendo válida, pero los códigos de recuperación no establecen otra.
bulk-no-roles = No hay ningún rol que elegir
bulk-unchanged = { $count ->
    [one] 1 usuario seleccionado más ya está así
   *[other] { $count } usuarios seleccionados más ya están así
}
bulk-left-out = { $count ->
    [one] 1 usuario no se incluye
   *[other] { $count } usuarios no se incluyen
}
bulk-give-this-role = { $count ->
    [one] Dar el rol «{ $role }» a 1 usuario
   *[other] Dar el rol «{ $role }» a { $count } usuarios
}
bulk-take-this-role = { $count ->
    [one] Quitar el rol «{ $role }» a 1 usuario
   *[other] Quitar el rol «{ $role }» a { $count } usuarios
}
bulk-gives-permissions = Este rol da permisos en el propio programa
bulk-enables-permissions = Entre ellos hay usuarios con permisos en el propio programa
bulk-confirm = { $count ->
    [one] He revisado este usuario
   *[other] He revisado estos { $count } usuarios
}
bulk-hidden = { $count ->
    [one] La búsqueda o los filtros ocultan 1 de estos usuarios
   *[other] La búsqueda o los filtros ocultan { $count } de estos usuarios
}
bulk-left-own = Su propia cuenta
bulk-left-permissions = Tiene permisos que usted no tiene
bulk-too-late = Era demasiado tarde para cancelar. { $done }.
bulk-busy = Modificando usuarios…
bulk-cancelled = Operación cancelada. No se modificó ningún usuario.
bulk-disabled = { $count ->
    [one] Se desactivó 1 usuario
   *[other] Se desactivaron { $count } usuarios
}
bulk-enabled = { $count ->
    [one] Se activó 1 usuario
   *[other] Se activaron { $count } usuarios
}
bulk-role-given = { $count ->
    [one] 1 usuario recibió el rol «{ $role }»
   *[other] { $count } usuarios recibieron el rol «{ $role }»
}
bulk-role-taken = { $count ->
    [one] 1 usuario ya no tiene el rol «{ $role }»
   *[other] { $count } usuarios ya no tienen el rol «{ $role }»
}
bulk-codes-created = { $count ->
    [one] Se creó 1 código de restablecimiento
   *[other] Se crearon { $count } códigos de restablecimiento
}
bulk-codes = Con «Tengo un código», en la pantalla de inicio de sesión, se puede elegir una nueva contraseña durante los próximos 15 minutos, o la primera contraseña durante las próximas 24 horas. Los códigos no volverán a mostrarse.
bulk-refused = { $count ->
    [one] No se modificó 1 usuario
   *[other] No se modificaron { $count } usuarios
}
confirm-heading = Confirmar con la contraseña
confirm-remembered = No se le volverá a preguntar durante { $minutes } minutos.
approval-heading = Requiere aprobación
approval-asked-by = Lo solicita
approval-recorded = Se registran ambos nombres. La sesión de { $name } sigue abierta.
approval-reason = Motivo
approval-approver = Usuario o correo de quien aprueba
approval-password = Contraseña de quien aprueba
approval-pin = PIN de quien aprueba
approval-button = Aprobar
approval-same-person = Debe aprobarlo otra persona
    .help = Pida a un usuario que pueda aprobarlo que rellene este formulario.
approval-not-allowed = Este usuario no puede aprobarlo
    .help = Pídaselo a un usuario con un rol que pueda hacerlo.
approval-not-ready = Este usuario debe iniciar sesión primero
    .help = La cuenta necesita una contraseña nueva o la verificación en dos pasos antes de poder aprobar.
approval-pin-refused = El nombre o el PIN es incorrecto, o el PIN no se puede usar ahora
    .help = Compruebe ambos o use la contraseña de quien aprueba.
approval-own-pin = Su propio PIN no basta para aprobar
    .help = Introduzca su contraseña.
approval-give-permissions = Dar permisos
approval-delete-user = Eliminar usuarios
approval-two-step-off = Desactivar la verificación
approval-export = Exportar el registro de auditoría
approval-number = Copia
approval-kept = Del
approval-also = Además
approval-removed = Elimina
approval-permissions = Da permisos a
approval-since = Desde
approval-page = Página
approval-argument = Argumento
approval-link = Enlace
signatures-heading = Firmas
signatures-save = Seleccione una firma para guardarla como página que se puede imprimir y verificar.
signatures-unchanged = Todas las firmas están tal como se firmaron
    .help = Verificado: { $time }
signatures-export = Guardar la firma { $number } como página
signatures-verify = Verificar
signatures-unverified = Sin verificar desde que cambió la lista
    .help = Seleccione «Verificar».
signing-heading = Firmar con su contraseña
signing-meaning = Significado
signing-reviewed = Revisado
signing-approved = Aprobado
signing-responsible = Responsable
signing-signer = Firmante
signing-recorded = Su firma se guarda con su nombre y la hora. No se puede eliminar.
signing-name = Su nombre de usuario
signing-missing-name = Introduzca su nombre de usuario
signing-wrong-name = Este no es su nombre de usuario
signing-button = Firmar
signing-not-allowed = No puede firmar
    .help = Pida a un administrador un rol que pueda hacerlo.
confirm-action = { $action }: { $name }

## Importación de usuarios
import-heading = Importar usuarios
import-intro = Un archivo CSV con una fila de encabezado: username, email, first_name, last_name, roles (separados por punto y coma), disabled (yes o no). Los usuarios que ya existen se actualizan y los demás se añaden.
import-times = También valid_from y valid_until (año-mes-día) y hours (por ejemplo, mon-fri 08:00-18:00). Una celda vacía no cambia nada.
import-file = Archivo
import-drop = También puede soltarlo aquí
import-choose = Elegir…
import-template = Guardar plantilla
import-preview = Vista previa
import-reading = Leyendo…
import-button = Importar
import-busy = Importando…
import-line = Línea { $line }
import-invalid = { $bad ->
    [one] 1 fila contiene un error. Corríjala para importar.
   *[other] { $bad } filas contienen errores. Corríjalas para importar.
}
    .help = Edite el archivo y vuelva a abrir la vista previa.
import-good = { $add } por añadir, { $update } por actualizar, { $same } sin cambios
import-same = No hay cambios que importar
import-row-add = Se añadirá
import-row-update = Se actualizará
import-row-same = Sin cambios
import-row-taken = { $other } ya usa ese nombre de usuario o correo electrónico, o uno parecido
import-row-cells = La fila tiene más o menos celdas que la fila de encabezado
import-row-flag = «disabled» debe ser yes o no
import-done = Añadidos: { $added }; actualizados: { $changed }
import-codes = Códigos de restablecimiento de los nuevos usuarios. Con «Tengo un código», en la pantalla de inicio de sesión, podrán elegir su primera contraseña durante las próximas 24 horas. Los códigos no volverán a mostrarse.
import-empty = Este archivo no contiene usuarios
    .help = Necesita una fila de encabezado y una fila por usuario.
import-too-many = El archivo tiene más de { $max } filas
    .help = Divida el archivo.
import-unknown-column = La columna «{ $name }» es desconocida
    .help = Use estas columnas: { $columns }.
import-duplicate-column = La columna «{ $name }» aparece más de una vez
    .help = Deje solo una.
import-no-column = Falta la columna «{ $name }»
    .help = La primera fila debe contener los nombres de las columnas: { $columns }.
import-passwords = Las contraseñas no se pueden importar
    .help = Quite la columna. Cada usuario elige su contraseña.
import-outdated = Los usuarios se modificaron después de la vista previa. No se importó nada.
    .help = Vuelva a abrir la vista previa.
import-value = { $label }: { $new }
import-value-change = { $label }: { $new } (antes: { $old })
import-gives-permissions = { $change } – concede permisos
import-has-permissions = { $change } – usuario con permisos
import-marked = { $count ->
    [one] 1 fila concede permisos o cambia el correo electrónico de un usuario que los tiene
   *[other] { $count } filas conceden permisos o cambian el correo electrónico de usuarios que los tienen
}
import-confirm = { $count ->
    [one] He revisado esta fila
   *[other] He revisado estas { $count } filas
}
import-unconfirmed = Hay filas sin confirmar que conceden permisos. No se importó nada.
    .help = Revise la vista previa y confirme esas filas. En la línea de comandos, use --give-permissions.
file-failed = El archivo no se puede usar: { $reason }
    .help = Compruebe que el archivo existe y que tiene acceso a él.
file-dialog-none = Este escritorio no tiene ningún cuadro de diálogo para elegir archivos
    .help = Escriba la ruta completa del archivo en el campo.

## Actividad
activity-heading = Actividad
activity-period = Período
activity-week = 7 días
activity-month = 30 días
activity-all = Todo
activity-kind = Tipo
activity-user = Usuario
activity-none = No hay actividad en este período
activity-verified = Último registro verificado: { $time }
activity-records = Cronología
activity-days = Por día
activity-users = Por usuario
activity-day = Día
activity-done = Realizados
activity-refused = Rechazados
activity-refused-only = Solo rechazados
activity-bars = Gráfico de barras por día. La tabla de «Por día» muestra los mismos datos.
activity-truncated = Últimos { $shown } de { $all }. La exportación los contiene todos.
activity-counts = Realizados: { $done } · Rechazados: { $refused }
activity-counts-done = Realizados: { $done }
activity-owner = El propietario del archivo
activity-unknown = Un usuario desconocido
activity-accounts = cuentas
activity-line = { $text } ({ $detail })
activity-signed-in = { $who } inició sesión
activity-sign-in-refused = { $who } no pudo iniciar sesión
activity-signed-out = { $who } cerró sesión
activity-session-ended = La sesión de { $who } ya había terminado
activity-sign-out-refused = { $who } no pudo cerrar sesión
activity-lock = { $who } usó el bloqueo de la ventana
activity-lock-refused = { $who } no pudo usar el bloqueo de la ventana
activity-set-up-refused = { $who } no pudo configurar el programa
activity-page = { $who } abrió una página
activity-launched = { $who } inició un programa o abrió un archivo o un enlace
activity-keyring = { $who } usó el llavero
activity-approval = { $whom } aprobó una acción de { $who }
activity-signed = { $who } firmó
activity-kiosk-left = { $who } salió del modo quiosco
activity-signing-key-made = { $who } tiene una nueva clave de firma
activity-signing-key-ended = La clave de firma de { $whom } ha quedado anulada
activity-locked = { $who } bloqueó la ventana
activity-unlocked = { $who } desbloqueó la ventana
activity-unlocked-pin = { $who } ha desbloqueado la ventana con un PIN
activity-unlocked-badge = { $who } desbloqueó la ventana con una tarjeta
activity-unlocked-offline = { $who } desbloqueó la ventana sin conexión con las cuentas de usuario
activity-badge-elsewhere = La tarjeta de { $whom } se leyó en la sesión de { $who }
activity-switched = { $who } cambió de usuario
activity-set-up = { $who } configuró el programa
activity-registered = { $who } se registró
activity-register-code = Se solicitó un código para un registro
activity-register-refused = { $who } no pudo registrarse
activity-account = { $who } cambió su cuenta
activity-account-refused = { $who } no pudo autenticarse de nuevo
activity-token-reused = Se usó una copia de la sesión guardada de { $who }
activity-recovered = { $who } recuperó su cuenta
activity-code-created = { $event }; código creado por { $who }, { $time }
activity-code-created-by-owner = { $event }; código creado por el propietario del archivo, { $time }
activity-recovery-refused = { $who } no pudo recuperar su cuenta
activity-imported = { $who } importó a { $whom }
activity-edited = La configuración se editó fuera del programa
activity-many-failures = Muchos inicios de sesión fallaron. Los siguientes intentos se retrasan.
activity-added = { $who } añadió a { $whom }
activity-removed = { $who } eliminó a { $whom }
activity-invited = { $who } permitió la dirección { $whom }
activity-uninvited = { $who } ya no permite la dirección { $whom }
activity-approved = { $who } aprobó a { $whom }
activity-disabled = { $who } desactivó a { $whom }
activity-enabled = { $who } activó a { $whom }
activity-user-unlocked = { $who } desbloqueó a { $whom }
activity-changed = { $who } cambió la cuenta de { $whom }
activity-erased = { $who } borró los nombres de la cuenta { $whom }
activity-change-refused = { $who } no pudo hacer cambios en { $whom }
activity-page-refused = { $who } no pudo abrir una página
activity-launch-refused = { $who } no pudo iniciar un programa ni abrir un archivo o un enlace
activity-file = { $who } cambió la configuración
activity-file-refused = { $who } no pudo cambiar la configuración
activity-file-failed = No se pudo cambiar la configuración para cerrar las sesiones de { $who }
activity-keyring-refused = { $who } no pudo usar el llavero
activity-approval-refused = { $whom } no aprobó una acción de { $who }
activity-signature-refused = { $who } no pudo firmar
activity-kiosk-refused = { $who } no pudo salir del modo quiosco
activity-store = { $who } cambió el servidor
activity-store-refused = { $who } no pudo cambiar el servidor
activity-store-imported = { $who } importó usuarios y ajustes al servidor
activity-store-migrated = { $who } actualizó las tablas del servidor
activity-computer-added = { $who } añadió el equipo { $whom }
activity-computer-revoked = { $who } revocó el acceso del equipo { $whom }
date-today = Hoy, { $date }
date-yesterday = Ayer, { $date }
date-today-short = Hoy
date-long = { $weekday } { $day } de { $month }
date-full = { $weekday } { $day } de { $month } de { $year }
date-short = { $day } { $month-short }
date-weekday-day = { $weekday-short } { $day }
date-time = { $date }, { $time }
date-weekday = { $number ->
    [1] lunes
    [2] martes
    [3] miércoles
    [4] jueves
    [5] viernes
    [6] sábado
   *[other] domingo
}
date-weekday-short = { $number ->
    [1] lun.
    [2] mar.
    [3] mié.
    [4] jue.
    [5] vie.
    [6] sáb.
   *[other] dom.
}
date-month = { $number ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[other] diciembre
}
date-month-short = { $number ->
    [1] ene.
    [2] feb.
    [3] mar.
    [4] abr.
    [5] may.
    [6] jun.
    [7] jul.
    [8] ago.
    [9] sept.
    [10] oct.
    [11] nov.
   *[other] dic.
}
kind-sign-in = Inicio de sesión
kind-sign-out = Cierre de sesión
kind-lock = Bloqueo de ventana
kind-set-up = Configuración inicial
kind-register = Registro
kind-account = Cuenta propia
kind-recovery = Recuperación
kind-users = Usuarios
kind-page = Página
kind-file = Configuración
kind-keyring = Llavero
kind-approval = Aprobación
kind-signature = Firma
kind-kiosk = Modo quiosco
kind-store = Servidor
detail-password = contraseña
detail-token = sesión guardada
detail-not-approved = cuenta sin aprobar
detail-session-limit = límite de sesiones alcanzado
detail-many-failures = muchos intentos fallidos; cada intento nuevo se retrasa
detail-published-password = contraseña publicada
detail-unknown-name = usuario desconocido
detail-no-password = cuenta sin contraseña
detail-entry-mistake = error en la entrada del usuario
detail-wrong-password = contraseña incorrecta
detail-wrong-password-in-an-outage = contraseña incorrecta sin conexión con las cuentas de usuario
detail-wrong-code = código incorrecto
detail-wrong-signer = nombre de usuario del firmante incorrecto
detail-wrong-code-or-name = usuario o código incorrecto
detail-locked = bloqueo
detail-unlocked = desbloqueo
detail-unlocked-in-an-outage = desbloqueo sin conexión con las cuentas de usuario
detail-switched-away = cambio de usuario
detail-parked-ended = sesión aparcada terminada
detail-ended = sesión invalidada
detail-not-allowed = sin permiso
detail-same-person = la misma persona
detail-added = cuenta añadida
detail-changed = cuenta modificada
detail-removed = cuenta eliminada
detail-disabled = cuenta desactivada
detail-enabled = cuenta activada
detail-approved = cuenta aprobada
detail-approved-with-pin = aprobado con un PIN
detail-invited = correo electrónico permitido
detail-uninvited = correo electrónico ya no permitido
detail-e-mail-not-accepted = correo electrónico no aceptado
detail-e-mail-has-account = correo electrónico ya en uso
detail-imported = cuenta importada
detail-changed-by-import = cuenta actualizada al importar
detail-waits-for-approval = pendiente de aprobación
detail-e-mail-code-requested = código solicitado para un correo electrónico
detail-changed-by-hand = archivo editado fuera del programa
detail-code-mailed = código enviado por correo
detail-change-required = nueva contraseña exigida
detail-password-changed = contraseña cambiada
detail-password-set = contraseña establecida
detail-password-recovered = contraseña cambiada con un código
detail-reset-started = código de restablecimiento creado
detail-code-used = código de recuperación usado
detail-codes-renewed = nuevos códigos de recuperación
detail-codes-ended = códigos de recuperación sin validez
detail-credentials-ended = todas las credenciales invalidadas
detail-two-step-on = verificación en dos pasos activada
detail-two-step-off = verificación en dos pasos desactivada
detail-email-changed = correo electrónico cambiado
detail-signed-out-everywhere = todas las sesiones cerradas
detail-token-reused = copia de una sesión guardada usada
detail-password-and-second-factor = contraseña y segundo factor
detail-details-changed = datos propios modificados
detail-computer-forgotten = equipo quitado
detail-no-keyring-service = sin llavero
detail-the-keyring-is-locked = llavero bloqueado
detail-the-keyring-did-not-answer = el llavero no responde
detail-the-keyring-refused = error del llavero
detail-with-code = { $event }, código del registro { $number }
detail-roles = roles: { $roles }
detail-outside-access-times = fuera del horario de acceso
detail-access-times-changed = horario de acceso modificado
detail-outdated = contraseña ya invalidada
detail-pin = con el PIN
detail-pin-set = PIN configurado
detail-pin-changed = PIN cambiado
detail-pin-removed = PIN eliminado
detail-no-pin = ningún PIN válido
detail-wrong-pin = PIN incorrecto
detail-pin-spent = demasiados PIN incorrectos
detail-pin-told = cinco PIN incorrectos
detail-badge-shown = tarjeta leída en otra sesión
detail-pin-ended = PIN anulado: contraseña, código o rol anterior
detail-signing-key-made = nueva clave de firma
detail-signing-key-ended = clave de firma anulada
detail-badge = con la tarjeta
detail-unknown-badge = tarjeta desconocida
detail-badge-elsewhere = tarjeta leída fuera del inicio de sesión
detail-badge-set = tarjeta configurada
detail-badge-removed = tarjeta eliminada
detail-restored = copia de seguridad { $number } restaurada
detail-signed = firma { $number }
detail-launched = { $item }, sesión { $session }
detail-approval = { $action } ({ $text }), datos { $digest }
detail-approval-refused = { $action } ({ $text }), datos { $digest }: { $reason }
detail-renamed-from = nombre anterior: { $name }
detail-erased = la cadena anterior terminaba en { $link }
detail-settings = ajustes: { $settings }
detail-registration = registro: { $policy }
detail-page = página { $page }
detail-page-new = página nueva { $page }
detail-page-removed = página { $page } quitada
detail-page-order = orden de las páginas
detail-role = rol { $role }
detail-role-removed = rol { $role } quitado
detail-role-renamed = rol { $role } renombrado a { $new }

## Ajustes
settings-heading = Ajustes
settings-sign-in = Pantalla de inicio de sesión
settings-search = Buscar en los ajustes
settings-no-match = Sin resultados
    .help = Cambie la búsqueda.
settings-section = Sección
settings-section-changed = { $count ->
    [one] { $title }, { $count } cambio
   *[other] { $title }, { $count } cambios
}
settings-changed = cambiado
settings-keep-editing = Seguir editando
settings-sign-in-intro = Lo que se ve antes de iniciar sesión
settings-registration-intro = Quién puede crear una cuenta
settings-registration-undecided = Aún sin decidir. Hasta entonces, solo pueden registrarse las direcciones que permita.
settings-passwords = Contraseñas
settings-passwords-intro = Requisitos de las contraseñas nuevas
settings-lockouts = Intentos fallidos
settings-lockouts-intro = Qué ocurre tras contraseñas incorrectas
settings-locking = Bloqueo
settings-locking-intro = Cuándo se bloquea la ventana y se borra lo copiado
settings-pages-intro = Lo que aparece en la navegación
settings-unsaved = { $count ->
    [one] 1 cambio sin guardar
   *[other] { $count } cambios sin guardar
}
settings-discard = { $count ->
    [one] ¿Descartar 1 cambio?
   *[other] ¿Descartar { $count } cambios?
}
settings-discard-button = Descartar los cambios
settings-discard-text = Se perderá lo que escribió sobre páginas y roles.
settings-registration = Registro
settings-title = Título
settings-banner = Texto de la pantalla de inicio de sesión
settings-logo = Logotipo
settings-logo-help = Un archivo PNG o JPEG. Las rutas relativas parten de la carpeta del archivo de configuración.
settings-tiles = Mostrar los usuarios como mosaicos en la pantalla de inicio de sesión
settings-accent = Color de énfasis
settings-accent-help = Como en HTML, por ejemplo #1d5bb8. Déjelo vacío para el color predeterminado. Se ajusta para que se lea bien en ambos temas.
settings-accent-wrong = Escriba un color como #1d5bb8
settings-accent-weak-light = En el tema claro, este color se ve mal (contraste de { $ratio } a 1). Los botones llevan un borde y el texto, un tono más oscuro.
settings-accent-weak-dark = En el tema oscuro, este color se ve mal (contraste de { $ratio } a 1). Los botones llevan un borde y el texto, un tono más claro.
settings-picture = Vista previa
settings-picture-form = Vista previa de la pantalla de inicio de sesión
colour-blue = Azul
colour-green = Verde
colour-teal = Verde azulado
colour-violet = Violeta
colour-pink = Rosa
colour-rust = Óxido
colour-brown = Marrón
colour-graphite = Grafito
settings-language = Idioma predeterminado
settings-language-system = Predeterminado del sistema
registration-policy-heading = ¿Quién puede registrarse?
registration-policy-intro = Podrá cambiarlo más tarde en Ajustes.
registration-policy-later = Decidir más tarde
registration-closed = Nadie
registration-listed = Direcciones de correo permitidas
registration-approval = Cualquiera, con aprobación de un administrador
registration-open = Cualquiera
registration-closed-help = Los administradores añaden a todos los usuarios
registration-listed-help = Una cuenta por cada dirección permitida
registration-approval-help = Los usuarios nuevos esperan la aprobación de un administrador
registration-open-help = Los usuarios no necesitan aprobación
settings-domains = Solo direcciones de estos dominios
settings-domains-help = Separados por comas. Déjelo vacío para admitirlos todos. Las direcciones permitidas siempre pueden registrarse.
settings-two-step = Verificación en dos pasos
settings-two-step-intro = Quién necesita un código de una aplicación de autenticación
settings-two-step-required = Obligatoria para usuarios con estos roles
settings-two-step-reauthenticate = Código con cada contraseña para estos roles
settings-two-step-reauthenticate-help = También para desbloquear la ventana y para cambios delicados
settings-signatures-allowed = Roles que pueden firmar
settings-all-users = Todos los usuarios
settings-registration-roles = Roles de los nuevos usuarios
settings-registration-roles-help = No se aceptan roles con permisos
settings-verify-email = Comprobar el correo electrónico con un código
settings-verify-email-help = Quienes se registran reciben un código por correo electrónico. Sin servidor de correo, nadie puede registrarse.
settings-sessions = Sesiones
settings-sessions-intro = Cuánto tiempo se mantiene la sesión iniciada y cuántos usuarios a la vez
settings-min-length = Longitud mínima de la contraseña
settings-min-length-two-step = Longitud mínima de la contraseña con verificación en dos pasos
settings-lockout-after = Contraseñas incorrectas antes del primer bloqueo
settings-lockout-seconds = Primer bloqueo en segundos (se duplica cada vez)
settings-lockout-max-seconds = Bloqueo más largo en segundos
settings-lockout-stop-after = Contraseñas incorrectas antes de que deba desbloquear un administrador
settings-lockout-all-names = Contraseñas incorrectas de todos los usuarios en 10 minutos antes de retrasar cada inicio de sesión
settings-lock-minutes = Minutos hasta el bloqueo automático (0 para nunca)
settings-clipboard-seconds = Segundos hasta borrar lo copiado
settings-quick-pin = Los usuarios pueden desbloquear con un PIN
settings-quick-pin-help = Solo en un equipo donde han iniciado sesión con su contraseña y mientras funcione su almacén de claves
settings-quick-hours = Horas tras un inicio de sesión completo en las que un PIN desbloquea
settings-quick-until-reboot = Reiniciar el equipo requiere la contraseña
settings-quick-badge = Tarjetas
settings-badge-off = Desactivadas
settings-badge-names = Solo indicar quién está
settings-badge-enough = Desbloquear también durante un tiempo tras un inicio de sesión completo
settings-quick-badge-prefix = Comienzo de cada número de tarjeta
settings-quick-badge-prefix-help = Sin él, 8 o más caracteres cualesquiera que escriba un lector se toman por una tarjeta donde la ventana pregunta quién está
settings-quick-badge-minutes = Minutos tras un inicio de sesión completo en los que una tarjeta desbloquea
settings-hash = Algoritmo de hash de las contraseñas nuevas
settings-hash-cost = Coste de bcrypt
settings-remember-days = Días que se puede mantener la sesión iniciada
settings-remember-days-help = Hasta 30 días. 0 quita la casilla de la pantalla de inicio de sesión.
settings-single-session = Una sesión por usuario
settings-max-users = Número máximo de usuarios con una sesión
settings-max-users-help = Dejar vacío si no hay límite
settings-max-hours = Horas hasta que se vuelve a pedir la contraseña
settings-max-hours-help = También durante el trabajo y en el próximo inicio. Dejar vacío si no hay límite.
settings-parked-max = Sesiones aparcadas por ventana
settings-parked-max-help = Lo que los usuarios dejan abierto cuando otro inicia sesión. Si hay más, termina la que se aparcó primero. Dejar vacío si no hay límite.
settings-parked-hours = Horas hasta que termina una sesión aparcada
settings-parked-hours-help = Dejar vacío si no hay límite.
settings-origin-app = Definido por la aplicación
settings-origin-computer = Definido en el archivo de configuración de este equipo
settings-origin-program = Predeterminado
settings-origin-store = Definido aquí
settings-origin-back = Usar el valor predeterminado
settings-origin-back-of = Usar el valor predeterminado para { $setting }
settings-only-administrators = Solo los administradores pueden cambiar esto, porque un límite bajo deja fuera a otros usuarios
settings-activity-days = Días que se conserva la actividad
settings-activity-records = Número máximo de entradas de actividad
settings-updates-manifest = Dirección del manifiesto de actualización
settings-updates-key = Clave del manifiesto de actualización
settings-range = Escriba un número entero de { $min } a { $max }
settings-days = Escriba un número de días de 0 a { $max }
settings-page-title = Título de la página
settings-page-everyone = Abierta a todos los usuarios
settings-page-remove = Quitar esta página
settings-page-keep = Conservar esta página
settings-page-removed = { $title } (se quitará)
settings-page-new = Nueva página
settings-page-text = Texto (Markdown)
settings-page-none = Todavía no hay páginas
    .help = Añada una página con texto o una que inicie programas.
settings-page-add = Añadir página
settings-page-up = Subir { $title }
settings-page-down = Bajar { $title }
settings-page-edit-named = Editar { $title }
settings-page-id = Identificador
settings-page-id-help = Dejar vacío para formarlo a partir del título. No se puede cambiar después, porque los roles y el registro de auditoría se refieren a él.
settings-page-id-of = Identificador: { $id }. No se puede cambiar, porque los roles y el registro de auditoría se refieren a él.
settings-page-id-taken = Otra página tiene este identificador
settings-page-icon = Icono
settings-page-icon-of = Icono: { $name }
settings-page-no-icon = Sin icono
settings-page-access = Quién puede abrirla
settings-page-users = Nombres de usuario
settings-page-closed = Ningún usuario puede abrirla todavía
settings-page-content = Contenido
settings-page-kind-text = Texto
settings-page-kind-file = Archivo de texto
settings-page-kind-launch = Elementos de inicio
settings-page-file = Ruta de un archivo Markdown
settings-page-file-help = Las rutas relativas parten de la carpeta del archivo de configuración.
settings-page-item-add = Añadir elemento
settings-page-no-items = Añada al menos un elemento
settings-page-item = Elemento { $number }
settings-page-item-remove = Quitar { $title }
settings-page-description = Descripción
settings-page-opens = Abre
settings-page-link = Enlace
settings-page-link-wrong = Escriba un enlace que empiece por https://, http://, mailto: o tel:
settings-page-item-file = Archivo
settings-page-program = Programa
settings-page-program-help = Nombre o ruta. Se inicia directamente, nunca mediante un shell.
settings-page-arguments = Argumentos, uno por línea
settings-page-placeholder = Marcador desconocido. Escriba { "{{" } y { "}}" } para las llaves.
settings-found = Resultados de la búsqueda
settings-mail = Servidor de correo
settings-mail-intro = Envía códigos de restablecimiento y nombres de usuario olvidados
settings-mail-administrators = Solo los administradores pueden cambiar el servidor de correo, porque recibe sus códigos de restablecimiento
settings-mail-server = Servidor
settings-mail-server-help = Nombre del servidor, como mail.example.org. Dejar vacío si no hay ninguno.
settings-mail-encryption = Cifrado
settings-mail-starttls = STARTTLS
settings-mail-tls = TLS
settings-mail-no-encryption = Ninguno
settings-mail-not-encrypted = Sin cifrado, el servidor debe estar en este equipo
settings-mail-port = Puerto
settings-mail-port-help = Dejar vacío para el habitual: 587 con STARTTLS, 465 con TLS, 25 sin cifrado
settings-mail-username = Nombre de usuario en el servidor
settings-mail-username-help = Dejar vacío si el servidor no pide iniciar sesión
settings-mail-password = Contraseña del servidor
settings-mail-password-help = Dejar vacío para conservar la actual. Se guarda sin cifrar en el archivo de configuración.
settings-mail-from = Dirección del remitente
settings-mail-test = Enviar una prueba
settings-mail-test-help = A su propia dirección de correo electrónico, por el servidor guardado
settings-mail-sending = Esperando al servidor de correo…
settings-mail-sent = El servidor de correo aceptó el mensaje de prueba
settings-backups = Copias de seguridad
settings-backups-intro = Versiones anteriores del archivo de configuración. Se guarda una antes de cada cambio.
settings-backups-file = Los usuarios y los ajustes están en { $location }.
settings-backups-administrators = Solo los administradores pueden restaurar copias de seguridad, porque eso puede cambiar todos los usuarios y roles
settings-backups-show = Mostrar copias
settings-backups-none = Aún no hay copias de seguridad
    .help = Se guarda una copia antes de cada cambio.
settings-backups-users = { $count ->
    [one] { $count } usuario
   *[other] { $count } usuarios
}
settings-backups-unusable = No se puede restaurar
settings-backups-before = Antes de: { $change }
settings-backups-preview = Vista previa
settings-backups-preview-named = Vista previa de la copia: { $time }
settings-computers = Equipos
settings-computers-intro = Los equipos que comparten estos usuarios y ajustes.
settings-computers-store = Los usuarios y los ajustes están en { $location }.
settings-computers-contact = Último contacto { $ago } ({ $time })
settings-computers-never = Sin contacto todavía
settings-computers-closed = Acceso revocado
settings-computers-restricted = Restringido: no puede leer hashes de contraseñas ni cambiar ajustes
settings-computers-trusted = De confianza: puede leer y cambiar todo
settings-computers-version = Versión { $version }
settings-computers-show = Mostrar equipos
settings-restore = Restaurar copia de seguridad
settings-restore-intro = La copia reemplaza el archivo de configuración, que se guarda antes. Los usuarios conservan sus contraseñas actuales. Se cierran todas las sesiones, también la suya.
settings-restore-unsaved = Se perderán los cambios sin guardar
settings-restore-same = La copia tiene los mismos usuarios y ajustes. Las claves que este programa no usa pueden ser distintas.
settings-restore-added = Usuarios que vuelven
settings-restore-removed = Usuarios que se eliminan
settings-restore-changed = Usuarios que cambian
settings-restore-without-password = Usuarios sin contraseña. Eligen una con un código de un administrador o con un código por correo electrónico.
settings-restore-allowed = Direcciones que pueden registrarse de nuevo
settings-restore-not-allowed = Direcciones que ya no pueden registrarse
settings-restore-roles = Usuarios con otros roles
settings-restore-permissions = Estos usuarios obtienen permisos que ahora no tienen: { $names }
settings-restore-settings = Ajustes que cambian
settings-restore-change = { $label }: { $new } (ahora: { $old })
settings-restore-button = Restaurar
value-on = activado
value-off = desactivado
settings-roles = Roles
settings-roles-intro = Qué pueden hacer los usuarios con un rol y qué páginas pueden abrir
settings-role-none = Todavía no hay roles
settings-role-add = Añadir rol
settings-role-new = Nuevo rol
settings-role-name = Nombre del rol
settings-role-name-help = Los usuarios y las páginas conservan el rol con su nuevo nombre. Las sesiones recordadas de sus usuarios terminan.
settings-role-taken = Otro rol tiene este nombre
settings-role-permissions = Permisos
settings-role-no-permissions = Sin permisos
settings-role-all = Todos los permisos
settings-role-limit = Solo puede dar los permisos que usted tiene
settings-role-pages = También puede abrir estas páginas
settings-role-pages-of = Páginas: { $pages }
settings-role-approvals = Puede aprobar: { $actions }
settings-role-remove = Quitar este rol
settings-role-keep = Conservar este rol
permission-manage-users = Gestionar usuarios
permission-manage-users-help = Añadir, cambiar y eliminar usuarios, y aprobar registros
permission-see-activity = Ver la actividad
permission-see-activity-help = Leer y exportar lo que hicieron todos los usuarios
permission-edit-settings = Cambiar los ajustes
permission-edit-settings-help = Cambiar ajustes, páginas y roles
settings-roles-help = Separados por comas. Un nombre con coma va entre comillas rectas.
settings-preview = Revisar cambios
settings-preview-intro = Se cambiarán estas líneas del archivo de configuración. Lo demás queda igual.
settings-preview-launches = Estos elementos inician o abren:
settings-line-new = Nueva línea { $line }: { $text }
settings-line-removed = Línea { $line } eliminada: { $text }
settings-reset = Descartar
settings-saved = Ajustes guardados
settings-reloaded = El archivo de configuración cambió mientras tanto
    .help = El formulario muestra los ajustes actuales. Repita los cambios.

## El archivo de configuración no se puede usar
broken-heading = El archivo de configuración no se puede usar
broken-count = { $count ->
    [one] Corrija 1 error para continuar. No se cambió nada.
   *[other] Corrija { $count } errores para continuar. No se cambió nada.
}
broken-help = Corrija el archivo, guárdelo e inténtelo de nuevo.
broken-more = y { $count } más
broken-unavailable = Sin conexión con las cuentas de usuario
broken-restricted = Los usuarios aún no están configurados
broken-no-administrator = Aún no hay ningún administrador
    .help = Cree el primer administrador en un equipo de confianza y vuelva a intentarlo aquí.
broken-retrying = El programa vuelve a intentarlo automáticamente.
store-absent = No hay ningún archivo de configuración
    .help = Reinicie el programa para crear uno nuevo o restaure el suyo.
store-vanished = El archivo de configuración ha desaparecido
    .help = Vuelva a colocarlo o restaure una copia de seguridad: «{ PROGRAM() } backups» las muestra y «{ PROGRAM() } backups restore NÚMERO» restaura una. Para empezar de nuevo, elija otro lugar con --config.
store-exists = Ya existe un archivo de configuración
    .help = Reinicie el programa para usarlo.
store-no-users = Todavía no hay cuentas de usuario
    .help = Configure el programa en una ventana sin --kiosk o importe usuarios. Después, esta ventana continúa por sí sola.
store-unusable = El archivo de configuración tiene { $count ->
    [one] 1 error
   *[other] { $count } errores
}. El primero: { $first }
    .help = Pida a un administrador que corrija el archivo.
store-closing = La entrada de un usuario contiene un error, por lo que no se restauró nada: { $first }
    .help = Restaure otra copia de seguridad o corrija primero la entrada en el archivo de configuración.
store-unreadable = El archivo de configuración no se puede leer: { $reason }
    .help = Compruebe que el archivo existe y que tiene permiso para leerlo, e inténtelo de nuevo.
store-unavailable = No se puede acceder a las cuentas de usuario: { $reason }
    .help = Compruebe la conexión de red e inténtelo de nuevo.
store-certificate = Se rechazó el certificado del servidor: { $reason }
    .help = Consulte al administrador del servidor.
store-certificate-issuer = Se rechazó el certificado del servidor: este equipo no conoce la autoridad que lo emitió.
    .help = Si es su propia autoridad, añada a la dirección «?sslrootcert=ARCHIVO» con su archivo. Si no, consulte al administrador del servidor.
store-certificate-name = Se rechazó el certificado del servidor: es para otro nombre.
    .help = Compruebe el nombre de la dirección o consulte al administrador del servidor.
store-certificate-expired = Se rechazó el certificado del servidor: ha caducado.
    .help = Compruebe el reloj de este equipo o consulte al administrador del servidor.
store-outage = Sin conexión con las cuentas de usuario: { $reason }
    .help = Por ahora no se pueden cambiar las cuentas ni los ajustes. El programa vuelve a intentarlo automáticamente.
store-unwritable = El archivo de configuración no se puede guardar: { $reason }. No se cambió nada.
    .help = Compruebe el disco y los permisos del archivo y de su carpeta, e inténtelo de nuevo.
store-changed = Otro usuario o programa cambió el archivo de configuración al mismo tiempo. No se guardó nada.
    .help = Inténtelo de nuevo.
store-busy = Otro programa está escribiendo en el archivo de configuración. No se guardó nada.
    .help = Inténtelo de nuevo dentro de un momento.
store-too-large = El archivo de configuración superaría los { $limit } MiB. No se guardó nada.
    .help = Pida a un administrador que elimine los usuarios que ya no se necesiten.
store-refused = El archivo de configuración no se puede cambiar de forma segura en la línea { $line }, columna { $column }. No se guardó nada.
    .help = Pida a un administrador que simplifique esta entrada: sin anclas, alias ni texto de varias líneas.
store-restricted = Esto solo se puede hacer en un equipo de confianza
    .help = Este equipo es restringido: algunas acciones no están permitidas en él.
store-too-many = Demasiados intentos en este equipo
    .help = Inténtelo de nuevo en una hora o use un equipo de confianza.
position = { $file }, línea { $line }, columna { $column }

## Problemas del archivo de configuración y qué hacer
problem-empty = El archivo está vacío
    .help = Restaure una copia de seguridad («{ PROGRAM() } backups») o añada al menos un usuario; config.example.yaml muestra cómo.
problem-not-utf8 = El texto no es UTF-8 válido a partir de aquí
    .help = Guarde el archivo como UTF-8 en su editor.
problem-too-large = El archivo supera { $limit } MiB
    .help = Compruebe que es el archivo correcto.
problem-syntax = YAML no válido: { $reason }
    .help = Compruebe la sangría, las comillas y los corchetes de esta línea y de la anterior.
problem-several-documents = El archivo contiene más de un documento YAML
    .help = Quite este «---» y todo lo que sigue, o solo el «---».
problem-duplicate-key = «{ $field }» está repetido
    .help = Deje solo uno.
problem-wrong-type = { $field } debe ser { $expected }, pero es { $found }
    .help = Corrija el valor, como en config.example.yaml.
problem-missing = { $field }: falta «{ $key }»
    .help = Añada el valor, como en config.example.yaml.
problem-out-of-range = { $field } debe ser un número entero de { $min } a { $max }
    .help = Corrija el número.
problem-unknown-word = { $field } tiene el valor desconocido «{ $found }»
    .help = Use uno de estos: { $known }.
problem-username = { $field } no es un nombre de usuario válido
    .help = { $reason }.
problem-email = { $field } no es una dirección de correo electrónico válida
    .help = { $reason }.
problem-access-times = { $field } no es una fecha u hora válida
    .help = { $reason }.
problem-name = { $field } es demasiado largo o contiene caracteres invisibles
    .help = { $reason }.
problem-role = { $field } nombra un rol que se ignora
    .help = { $reason }.
problem-same-username = { $field } es el mismo nombre de usuario que «{ $other }» de la línea { $line }. No se distinguen las mayúsculas ni el ancho de los caracteres.
    .help = Cambie el nombre de uno de los dos o elimínelo.
whole-file = El archivo
problem-looks-like = { $field } se parece a «{ $other }» de la línea { $line }, pero contiene otros caracteres
    .help = Cambie el nombre de uno de los dos o elimínelo, para que no se confundan.
problem-email-looks-like = { $field } se parece a la dirección de «{ $other }» de la línea { $line }, pero contiene otros caracteres
    .help = Corrija una de las dos direcciones.
problem-same-email = { $field } es también la dirección de «{ $other }» de la línea { $line }
    .help = Asigne a cada usuario una dirección distinta.
problem-email-is-username = { $field } es el nombre de usuario de «{ $other }» de la línea { $line }
    .help = Use otra dirección o cambie el nombre del otro usuario, para que quede claro quién inicia sesión.
problem-newer-format = Una versión más reciente de este programa creó el archivo
    .help = Instale la versión más reciente o restaure una copia de seguridad hecha con esta versión.
problem-store-address = No se puede usar { $field }: { $reason }
    .help = Escriba la dirección como «postgresql://USUARIO@SERVIDOR/BASE». El manual enumera las opciones.
problem-store-password = { $field } contiene una contraseña
    .help = Quien pueda leer el archivo podrá usar el servidor con ella. Guarde la contraseña en el llavero o en un archivo de contraseñas.
problem-on-server = { $field } no se puede usar junto con «store»
    .help = Los usuarios, los roles, las páginas y los ajustes comunes están en el servidor. Trasládelos con «{ PROGRAM() } store import ARCHIVO» o quítelos de este archivo.
problem-store-not-connected = Los usuarios están en un servidor al que el programa no está conectado
    .help = Reinicie el programa. Un programa sin soporte para PostgreSQL no puede usar este archivo.
problem-store-changed = El archivo ya no indica el servidor al que está conectado el programa
    .help = El programa mantiene esta conexión. Reinícielo para usar el archivo tal como está ahora.
problem-store-restriction = { $field } ya no es como al iniciar el programa
    .help = El programa mantiene esta conexión. Reinícielo para usar el archivo tal como está ahora.
problem-list-layout = { $field } es una lista: es la estructura de las versiones anteriores a 0.2
    .help = Convierta el archivo con «{ PROGRAM() } convert». El archivo anterior se conserva.
problem-account-id = { $field } no es un ID de cuenta y se ignora
    .help = Quite la línea. El programa identificará al usuario por su nombre de usuario.
problem-same-account-id = { $field } es también el ID de cuenta de «{ $other }» de la línea { $line }, así que se ignoran ambos
    .help = Quite la línea de la entrada copiada, para que se puedan distinguir las dos cuentas.
problem-ignored = Hasta entonces, el valor no se usa.
problem-address-unused = Hasta entonces, la dirección no se usa: se inicia sesión con el nombre de usuario y no se envían códigos.
problem-closes-user = Hasta entonces, este usuario no puede iniciar sesión. Los demás usuarios no se ven afectados.
problem-closes-both = Hasta entonces, ninguno de los dos puede iniciar sesión. Los demás usuarios no se ven afectados.
problem-no-password = { $field } falta o está vacío
    .help = Escriba una contraseña en texto sin cifrar, entre comillas. Se convertirá en un hash en cuanto la ventana lea el archivo. También puede quitar el usuario.
problem-password-not-text = { $field } es un número o true/false, así que no se conoce su texto exacto
    .help = Escriba la contraseña entre comillas.
problem-hash-broken = { $field } parece un hash, pero está dañado o es de un tipo desconocido
    .help = Restáurelo o cree uno nuevo con «{ PROGRAM() } hash».
problem-hash-cost = { $field } es un hash bcrypt de coste { $cost }, fuera del intervalo de { $min } a { $max }
    .help = Cree uno nuevo con «{ PROGRAM() } hash».
problem-hash-expensive = { $field } es un hash Argon2 que necesita más memoria o tiempo de lo permitido
    .help = Cree uno nuevo con «{ PROGRAM() } hash».
problem-password-not-shared = { $field } es demasiado larga para Streamlit-Authenticator, que también usa este archivo
    .help = Use { $max } letras como máximo; los acentos y los emojis cuentan varias veces. Si solo este programa usa el archivo, quite «logged_in» y «failed_login_attempts» de todos los usuarios.
problem-hash-not-shared = { $field } es un hash que Streamlit-Authenticator, que también usa este archivo, no puede leer. Entonces falla para todos los usuarios.
    .help = Establezca una contraseña de 71 letras como máximo («{ PROGRAM() } user passwd»). Si solo este programa usa el archivo, quite «logged_in» y «failed_login_attempts» de todos los usuarios.
problem-password-long = { $field } supera la longitud máxima de una contraseña
    .help = Use { $max } caracteres como máximo.
problem-damaged = { $field } se escribió con este programa y está dañado
    .help = Restaure el valor anterior («{ PROGRAM() } backups») o quite la línea si el usuario no lo necesita.
problem-published-password = { $field } es una contraseña de un ejemplo publicado. Ningún usuario puede iniciar sesión con ella.
    .help = Escriba otra contraseña.
problem-plain-password = { $field } está en texto sin cifrar
    .help = No hace falta hacer nada. Se convertirá en un hash en cuanto la ventana lea el archivo.
problem-mail-not-encrypted = { $field } es «none», pero el servidor de correo está en otro equipo
    .help = Use «tls» o «starttls». Sin cifrado, otras personas podrían leer los códigos.
problem-not-a-colour = { $field } no es un color
    .help = Escríbalo como en HTML, entre comillas: "#1D5BB8".
problem-manifest-address = { $field } no es una dirección que se pueda consultar
    .help = Indique una dirección que empiece por «https://». «http://» solo basta para este equipo.
problem-manifest-key = { $field } no es una clave pública de Ed25519
    .help = Indique la línea entre la primera y la última que muestra «openssl pkey -pubout».
problem-link-scheme = { $field } no es un enlace que se pueda abrir
    .help = Debe empezar por https://, http://, mailto: o tel:. Para archivos, use «file».
problem-placeholder = { $field } contiene el marcador desconocido «{ $found }»
    .help = En los argumentos, use username, name, email, roles o session entre llaves. Para una llave, escríbala dos veces.
problem-shell-placeholder = { $field } pasa un marcador a { $program }, que ejecuta texto como comandos
    .help = Quite el marcador y lea en su lugar la variable de entorno, como EGUI_AUTHENTICATOR_USERNAME.
problem-batch-file = { $field } es un archivo por lotes, que no se inicia
    .help = Indique el programa mismo, porque un archivo por lotes se ejecuta en un intérprete de comandos.
problem-unknown-page = { $field } nombra la página «{ $name }», que no existe
    .help = Corrija el nombre o añada la página en «views».
problem-unknown-role = { $field } nombra el rol «{ $name }», que no existe en este programa
    .help = Use uno de estos: { $known }.
problem-permission-for-new-users = { $field } daría permisos a todos los usuarios que se registren
    .help = Quite ese rol. Asígnelo a usuarios concretos.
problem-proof-without-mail = { $field } está activado, pero no hay servidor de correo, así que nadie puede registrarse
    .help = Añada la sección «mail», o desactívelo.
problem-no-administrator-left = { $field }: ningún usuario con el rol «admin» puede ya iniciar sesión
    .help = Asigne el rol a un usuario que pueda iniciar sesión. Hasta entonces se mantiene la configuración anterior.
problem-page-without-access = { $field } no tiene «roles» ni «users», así que ningún usuario puede abrirla
    .help = Añada «roles» o «users»; users: ["*"] la abre a todos los usuarios con sesión iniciada.
problem-action-name = { $field }: una acción no puede llamarse así
    .help = Use como máximo { $max } letras minúsculas, cifras, puntos, guiones y guiones bajos.
problem-too-many-approvals = { $field }: hay más de { $max } acciones
    .help = Quite las acciones que no se usan.
problem-approval-without-role = { $field } no tiene «roles», así que ningún usuario puede aprobarla
    .help = Añada los roles cuyos usuarios pueden aprobarla.
problem-approvers-not-approved = { $field } no indica users.give_permissions
    .help = Sin ella, un administrador puede dar a cualquier cuenta un rol que aprueba y así aprobar por sí solo. Añada users.give_permissions.
problem-pin-for-built-in = { $field }: un PIN no puede aprobar una acción del propio programa
    .help = Elimine esta línea. Quien aprueba introduce la contraseña.
problem-unknown-approval = { $field } necesita el nombre de una acción de «approvals», no «{ $name }»
    .help = Indique una acción que figure en «approvals» y que no sea del propio programa.
problem-file-missing = { $field }: el archivo { $path } no existe
    .help = Coloque el archivo en esa ubicación o corrija la ruta. Las rutas relativas parten de la carpeta de este archivo.
problem-exactly-one-of = { $field } necesita exactamente uno de { $keys }
    .help = Deje o añada exactamente uno.
problem-unknown-icon = { $field }: el icono «{ $name }» no existe
    .help = Elija uno de la lista de config.example.yaml.
problem-text-for-list = { $field } es un valor suelto y se lee como una lista de un elemento
    .help = Escríbalo entre corchetes: [valor].
problem-likely-typo = «{ $found }» es una clave desconocida
    .help = ¿Quiso decir «{ $meant }»?
problem-no-administrator = Ningún usuario que pueda iniciar sesión tiene el rol «admin»
    .help = Asígnelo a un usuario de confianza: «{ PROGRAM() } user set NOMBRE --role admin». Repita --role para cada rol que el usuario deba conservar.
problem-open-to-others = Es posible que otros usuarios de este equipo puedan leer o cambiar el archivo (modo { $mode })
    .help = Limite el acceso a su usuario: chmod 600.
problem-open-to-others-windows = Es posible que otros usuarios de este equipo puedan leer o cambiar el archivo
    .help = En sus propiedades, en Seguridad, Opciones avanzadas, deshabilite la herencia y quite a todos los usuarios excepto el suyo y SYSTEM.
problem-days-out-of-range = { $field } debe ser un número de 0 a { $max }; se usa { $used }
    .help = Corrija el número.
problem-readable-by-others = Otros usuarios de este equipo pueden leer { $field } (modo { $mode })
    .help = Limite el acceso al propietario: chmod go-rwx.
problem-readable-by-others-windows = Otros usuarios de este equipo pueden leer { $field }
    .help = En sus propiedades, en Seguridad, Opciones avanzadas, deshabilite la herencia y quite a todos los usuarios excepto el suyo y SYSTEM.
problem-writable-by-others = Otros usuarios de este equipo pueden modificar { $field } (modo { $mode })
    .help = Limite el acceso: chmod go-w. Después, compruebe que no se haya cambiado nada.
problem-writable-by-others-windows = Otros usuarios de este equipo pueden modificar { $field }
    .help = En sus propiedades, en Seguridad, Opciones avanzadas, deshabilite la herencia y quite a todos los usuarios excepto el suyo y SYSTEM. Después, compruebe que no se haya cambiado nada.
problem-foreign-owner = { $field } pertenece a otro usuario (ID { $owner })
    .help = Asígnelo al propietario del archivo de configuración: chown.
problem-network-file-system = { $field } está en un sistema de archivos de red ({ $kind })
    .help = Si dos equipos guardan allí a la vez, se puede perder un cambio, y los demás equipos pueden tardar un minuto en ver un cambio. Cada equipo cuenta por su cuenta los inicios de sesión fallidos. Guarde el archivo en un disco de este equipo o comparta los usuarios con PostgreSQL: «{ PROGRAM() } store import ARCHIVO».
problem-state-on-network = { $field } está en un sistema de archivos de red ({ $kind })
    .help = Esta base de datos necesita bloqueos de archivos, que pueden no funcionar allí: si dos equipos la usan a la vez, se pueden perder inicios de sesión fallidos y actividad, y la base de datos puede dañarse. Guárdela en un disco de este equipo; en Linux, XDG_DATA_HOME indica la carpeta.
type-text = un texto
type-number = un número
type-flag = true o false
type-nothing = un valor vacío
type-list = una lista
type-mapping = un mapa
severity-error = error
severity-warning = advertencia

## La línea de comandos
cli-check-good = { $file } es válido
cli-check-server = Se puede acceder a { $server }
cli-check-warnings = { $file } es válido. { $warnings ->
    [one] 1 advertencia.
   *[other] { $warnings } advertencias.
}
cli-check-unsafe = { $file } no está protegido de otros usuarios de este equipo: { $errors ->
    [one] 1 error
   *[other] { $errors } errores
}, { $warnings ->
    [one] 1 advertencia
   *[other] { $warnings } advertencias
}
cli-check-bad = { $file } no se puede usar: { $errors ->
    [one] 1 error
   *[other] { $errors } errores
}, { $warnings ->
    [one] 1 advertencia
   *[other] { $warnings } advertencias
}
cli-convert-done = { $users ->
    [one] 1 usuario convertido
   *[other] { $users } usuarios convertidos
}. El archivo nuevo es { $file }; el anterior es { $old }.
cli-convert-plain = { $old } contiene contraseñas sin cifrar. Elimínelo cuando el archivo nuevo funcione.
cli-convert-other = El archivo no tiene la estructura de las versiones anteriores a 0.2. No se convirtió nada.
    .help = «{ PROGRAM() } check» indica si se puede usar tal como está.
cli-convert-length = Línea { $line }: «{ $list }» tiene { $found } valores para { $expected } nombres de usuario. No se convirtió nada.
    .help = Cada lista debe tener un valor por nombre de usuario, en el mismo orden.
cli-convert-value = Línea { $line }, columna { $column }: este valor no se puede mover. No se convirtió nada.
    .help = Escríbalo como texto, sin ancla, alias ni lista.
cli-convert-exists = { $file } ya existe. No se convirtió nada.
    .help = Mueva ese archivo o elija otro nombre con --to.
cli-store-no-address = No se indicó ningún servidor, y el archivo de configuración no indica ninguno.
    .help = Añada la dirección, por ejemplo postgresql://till1@db.shop/auth.
cli-restricted = Este equipo es restringido: su cuenta no permite este comando.
    .help = Ejecute el comando en un equipo de confianza, como el de un administrador.
cli-store-address = La dirección no se puede usar: { $reason }
cli-store-denied = El servidor no lo permite: { $reason }
cli-store-refused = El servidor lo rechazó: { $reason }
cli-store-unprepared = Las tablas del servidor faltan o no están actualizadas.
    .help = Ejecute «{ PROGRAM() } store migrate» en un equipo de confianza.
cli-store-newer = Una versión más reciente de este programa cambió las tablas del servidor.
    .help = Actualice el programa en este equipo.
cli-store-not-computer = Esta cuenta no es la de un equipo o tiene más permisos que una de ellas. Un equipo puede haber dejado código en las tablas que se ejecutaría con estos permisos.
    .help = Use la cuenta de un equipo de confianza.
cli-store-name = «{ $name }» no se puede usar como nombre.
    .help = Use hasta 40 letras minúsculas (a–z), cifras y guiones bajos, empezando por una letra y no por «auth_» ni «pg_».
cli-store-created = Se creó la base de datos { $database }.
cli-store-next = Añada el equipo de un administrador con «{ PROGRAM() } store add-computer --trusted» y los demás sin «--trusted».
cli-store-exists = La base de datos { $database } ya existe. Sus permisos se actualizaron.
cli-store-others = La base de datos { $database } no se cambió, porque otras cuentas pueden usarla o la creó otra cuenta.
    .help = Elija otro nombre con --database.
cli-store-roles-exist = Este servidor ya tiene una base de datos de este programa. Los equipos de aquella también pueden usar esta.
cli-store-may-log = El servidor puede registrar hashes y claves. Pida a un superusuario que establezca log_parameter_max_length = 0.
cli-store-migrated = Las tablas se actualizaron de la versión { $from } a la { $to }.
cli-store-would-migrate = Las tablas se actualizarían de la versión { $from } a la { $to }.
cli-store-current = Las tablas están actualizadas (versión { $to }).
cli-store-would-functions = Estas funciones se crearían o se sustituirían: { $names }
cli-store-did-functions = Estas funciones se crearon o se sustituyeron: { $names }
cli-store-check-server = PostgreSQL { $value }
cli-store-check-latency = Ida y vuelta: { $value } ms
cli-store-check-clock = Los relojes del servidor y de este equipo difieren en { $value } s.
cli-store-check-tls = La conexión está cifrada ({ $value }) y se comprobó el certificado.
cli-store-check-certificate = Días hasta que caduque el certificado del servidor: { $value }
cli-store-check-no-tls = La conexión no está cifrada; el servidor está en este equipo.
cli-store-check-tables = Las tablas están actualizadas (versión { $value }).
cli-store-check-old = Las tablas no están actualizadas (versión { $value }).
    .help = Ejecute «{ PROGRAM() } store migrate».
cli-store-check-not-computer = Esta cuenta no es la de un equipo o tiene más permisos que una de ellas, así que no se comprobaron las tablas.
    .help = Use la cuenta de un equipo.
cli-store-check-members = Estas cuentas pueden leer y cambiar todo en las tablas: { $value }
cli-store-check-open = Todas las cuentas del servidor pueden conectarse a la base de datos.
    .help = Ejecute «{ PROGRAM() } store init» de nuevo.
cli-store-check-others = Otras cuentas además del propietario tienen permisos sobre las tablas ({ $value }).
    .help = Revóquelos con la cuenta de un equipo de confianza.
cli-store-check-enrollers = Estas cuentas pueden crear roles mediante auth_enroller: { $value }
    .help = Revóqueles auth_enroller.
cli-store-check-no-codes = Los equipos no pueden unirse con un código.
    .help = Ejecute «{ PROGRAM() } store init» de nuevo.
cli-store-check-logged = El servidor registra los valores de las sentencias, que contienen hashes y claves.
    .help = Establezca log_parameter_max_length = 0 en postgresql.conf.
cli-store-imported = { $users ->
    [one] Se importó 1 usuario
   *[other] Se importaron { $users } usuarios
}, con los ajustes.
cli-store-exported = { $users ->
    [one] Se exportó 1 usuario
   *[other] Se exportaron { $users } usuarios
} a { $file }, con los ajustes.
cli-store-settings-none = El servidor no tiene ajustes propios. Se aplican los valores predeterminados.
cli-store-settings-same = El servidor ya tiene estos ajustes. No se cambió nada.
cli-store-settings-changed = Los ajustes se cambiaron. Se aplican en todos los equipos.
cli-store-settings-would-change = No se cambió nada. Para hacer estos cambios, ejecute el comando sin --dry-run.
cli-store-setting-unknown = «{ $path }» no es un ajuste que --set y --unset puedan cambiar.
    .help = «{ PROGRAM() } store settings» muestra los ajustes. Para cambiar otras secciones, use un archivo y --from.
cli-store-settings-foreign = Estas entradas del archivo no son ajustes del servidor: { $names }. No se cambió nada.
    .help = Quítelas del archivo.
cli-store-settings-bad = { $file } contiene errores. No se cambió nada.
    .help = Corríjalos en el archivo y repita el comando.
cli-store-settings-layout = Las secciones del archivo no se pueden combinar con los ajustes del servidor. No se cambió nada.
    .help = Escríbalas como las muestra «{ PROGRAM() } store settings»: una debajo de otra y sin sangría.
cli-store-settings-unwritable = El servidor tiene un ajuste que no se puede escribir tal cual en un archivo. No se cambió nada.
cli-store-to-write =
    { $file } no se cambió. Sustituya su contenido por estas líneas:
    store:
    { "  " }postgres: "{ $address }"
cli-store-written = { $file } ahora indica el servidor. La versión anterior está en sus copias de seguridad.
cli-store-to-write-restricted =
    { $file } ya existía y no se cambió. Sustituya su contenido por estas líneas:
    store:
    { "  " }postgres: "{ $address }"
    { "  " }restricted: true
cli-store-unknown = Estas entradas no son usuarios ni ajustes, y el servidor no las guarda: { $names }. No se importó nada.
    .help = Para omitirlas, añada --drop-unknown.
cli-store-plain = Las contraseñas de estos usuarios están en texto sin cifrar: { $names }. No se importó nada.
    .help = Inicie el programa una vez con este archivo: les aplicará un hash.
cli-store-closed = Las entradas de estos usuarios tienen errores: { $names }. No se importó nada.
    .help = «{ PROGRAM() } check { $file }» muestra las líneas.
cli-store-unusable = { $file } tiene errores. No se importó nada.
    .help = «{ PROGRAM() } check { $file }» los muestra.
cli-store-of-server = { $file } no tiene usuarios: indica el servidor en el que están.
cli-store-full = El servidor ya tiene usuarios. No se importó nada.
    .help = Importe en una base de datos nueva.
cli-store-full-of-one = El servidor ya tiene un usuario, { $name }, quizá el administrador que se creó al abrir una ventana. No se importó nada.
    .help = Para importar el archivo en lugar de este usuario, añada --replace. Los usuarios y los ajustes del servidor se guardan antes en un archivo.
cli-store-replaced = El contenido anterior del servidor se guardó en { $file }.
cli-store-not-exported = Un valor no se puede escribir tal cual en un archivo de configuración. No se exportó nada.
    .help = «{ PROGRAM() } user list» muestra los usuarios cuyas entradas tienen un error.
cli-store-added =
    Se añadió el equipo { $name }. Ejecute allí este comando e introduzca el código antes de { $minutes } minutos:
    { PROGRAM() } store join { $address }
    Código: { $code }
cli-store-add-certificates = Añada a esta dirección «?sslrootcert=ARCHIVO», con el archivo de la autoridad de certificación en ese equipo, entre comillas.
cli-store-add-authority = Si el certificado del servidor no es de una autoridad pública, añada a esta dirección «?sslrootcert=ARCHIVO», con el archivo de la autoridad de certificación en ese equipo, entre comillas.
cli-store-added-restricted = Será restringido: los usuarios podrán trabajar en él, pero no podrá leer los hashes de contraseñas ni cambiar los ajustes.
cli-store-added-trusted = Será de confianza: podrá leer todos los hashes de contraseñas y cambiar todo.
cli-store-none-trusted = Todavía no hay ningún equipo de confianza. Añada uno con --trusted: en él se importan, se añaden y se modifican los usuarios.
cli-store-not-noted = Es posible que este equipo no se haya unido: { $reason }
    .help = Ejecute «{ PROGRAM() } store check». Si se rechaza la contraseña, pida un código nuevo.
cli-store-no-host = La dirección usa un socket de este equipo, que otros no pueden usar.
    .help = Indique el nombre del servidor con --host.
cli-store-code = Código
cli-store-mistyped = No es un código válido.
    .help = «{ PROGRAM() } store add-computer» lo mostró: 28 letras y cifras.
cli-store-code-refused = El código es incorrecto, ya se usó o ha caducado.
    .help = Vuelva a añadir el equipo con «{ PROGRAM() } store add-computer».
cli-store-joined = Este equipo se unió a { $address }.
cli-store-joined-restricted = Es restringido: los usuarios pueden iniciar sesión y trabajar aquí, y los administradores pueden gestionar usuarios. Para los ajustes y las copias de seguridad, use un equipo de confianza.
cli-store-joined-trusted = Es de confianza: puede leer todos los hashes de contraseñas y cambiar todo.
cli-store-no-users = Todavía no hay usuarios en el servidor. Impórtelos en un equipo de confianza, o abra la ventana allí y configure el primer administrador.
cli-store-in-keyring = Su contraseña está en el llavero.
cli-store-in-file = No hay llavero, así que su contraseña está en { $file }, que solo usted puede leer.
cli-store-config-written = { $file } ahora indica el servidor.
cli-store-config-kept = { $file } ya existía y no se cambió. Si tiene usuarios, trasládelos con «{ PROGRAM() } store import { $file } { $address } --write».
cli-store-no-computers = No hay equipos.
cli-store-active = activo
cli-store-waiting = aún no se ha unido
cli-store-restricted = restringido
cli-store-trusted = de confianza
cli-store-shut-out = acceso revocado
cli-store-added-at = añadido { $time }
cli-store-joined-at = se unió { $time }
cli-store-seen-at = último contacto { $time }
cli-store-revoked = El acceso del equipo { $name } fue revocado y sus conexiones terminaron. Puede haber copiado hashes de contraseñas, así que todos los usuarios deberían elegir contraseñas nuevas.
cli-store-revoked-restricted = El acceso del equipo { $name } fue revocado. No podía leer los hashes de contraseñas. Si su programa pudo ser reemplazado, los usuarios que iniciaron sesión en él deberían elegir contraseñas nuevas.
cli-store-not-kept = Este equipo se unió, pero no se pudo guardar su contraseña: { $reason }
    .help = Ejecute «{ PROGRAM() } store revoke-computer» y después «{ PROGRAM() } store add-computer» para obtener un código nuevo.
cli-store-not-used = Este equipo se unió, pero no puede conectarse, quizá porque se usa otra contraseña en lugar de la suya: { $reason }
    .help = Busque otra contraseña en PGPASSWORD, en el archivo que indica PGPASSFILE, en el archivo de servicios y en ~/.pgpass.
cli-store-config-names = { $file } ya indica un servidor y no se cambió.
cli-store-config-restricted = { $file } ya indica un servidor y no se cambió. Añada «restricted: true» a su sección «store», porque este equipo es restringido.
cli-store-config-trusted = { $file } ya indica un servidor y no se cambió. Quite «restricted: true» de su sección «store», porque este equipo es de confianza.
cli-store-keyring = El código no se usó.
    .help = Desbloquee el llavero y ejecute el comando de nuevo.
cli-store-password = La dirección no debe contener una contraseña: otros programas pueden leerla ahí.
    .help = Póngala en un archivo de contraseñas, por ejemplo ~/.pgpass.
cli-store-no-database = La base de datos { $database } no está preparada para equipos.
    .help = Indíquela con --database o ejecute «{ PROGRAM() } store init».
cli-store-joined-before = { $name } ya se unió o no es la cuenta de un equipo.
    .help = Para que se una de nuevo, ejecute primero «{ PROGRAM() } store revoke-computer».
cli-store-not-ended = { $name } ya no puede conectarse, pero sus conexiones existentes no terminaron.
    .help = Ejecute el comando de nuevo o reinicie el servidor.
cli-store-not-written = No se pudo reemplazar el archivo, pero la importación terminó.
cli-store-check-none = En la base de datos { $value } no hay tablas de este programa.
    .help = Compruebe el nombre de la base de datos en la dirección.
cli-store-check-code = La base de datos tiene disparadores, funciones u otros objetos que este programa no crea ({ $value }).
    .help = Un equipo puede haberlos dejado para actuar con los permisos de otros equipos. Exporte los usuarios, revíselos e impórtelos en una base de datos nueva.
cli-store-check-restricted = Esta cuenta es restringida: puede llamar a { $value } funciones y no puede leer ninguna tabla.
cli-store-check-readable = Esta cuenta debería ser restringida, pero tiene más permisos: { $value }
    .help = Ejecute «{ PROGRAM() } store check» en un equipo de confianza.
cli-store-check-missing = Esta cuenta no puede llamar a estas funciones, que el programa necesita: { $value }
    .help = Ejecute «{ PROGRAM() } store migrate» en un equipo de confianza.
cli-store-check-unmarked = Esta cuenta es restringida, pero el archivo de configuración no lo dice.
    .help = Añada «restricted: true» a su sección «store».
cli-store-check-unrestricted = Según el archivo de configuración, este equipo es restringido, pero su cuenta no lo es.
    .help = Revoque el acceso del equipo con «{ PROGRAM() } store revoke-computer» y añádalo de nuevo sin --trusted. Si debe ser de confianza, quite «restricted: true» del archivo.
cli-store-check-callers = Estas cuentas son restringidas, pueden llamar a funciones, pero no leer las tablas: { $value }
cli-store-check-functions = Los equipos restringidos pueden llamar a { $value } funciones, que son las de esta versión.
cli-store-check-functions-old = Estas funciones faltan o no son las de esta versión: { $value }
    .help = Ejecute «{ PROGRAM() } store migrate».
cli-store-check-functions-open = Estas funciones no tienen el propietario, los permisos o las opciones que deberían: { $value }
    .help = Ejecute «{ PROGRAM() } store migrate». Si después siguen apareciendo, exporte los usuarios, revíselos e impórtelos en una base de datos nueva.
cli-store-check-no-restricted = No se pueden añadir equipos restringidos.
    .help = Ejecute «{ PROGRAM() } store init» de nuevo y después «{ PROGRAM() } store migrate».
cli-user-added = Usuario { $name } añadido
cli-user-changed = Usuario { $name } modificado
cli-user-password = { $name } tiene una nueva contraseña
cli-user-renamed = El nuevo nombre de usuario es { $name }
cli-user-unlocked = Se desbloqueó a { $name }
cli-user-now-disabled = { $name } ya no puede iniciar sesión
cli-user-enabled = { $name } puede volver a iniciar sesión
cli-user-two-step-off = { $name } no tendrá verificación en dos pasos hasta que la configure de nuevo
cli-user-two-step-was-off = La verificación en dos pasos de { $name } ya está desactivada. No se cambió nada.
cli-user-pin-removed = Se eliminó el PIN de { $name } en este equipo
cli-user-no-pin = { $name } no tiene PIN en este equipo. No se cambió nada.
cli-user-badge-removed = Se eliminó la tarjeta de { $name } en este equipo
cli-user-no-badge = { $name } no tiene tarjeta en este equipo. No se cambió nada.
users-badge-set = Se configuró la tarjeta de { $name } en este equipo
cli-user-require-change = { $name } deberá elegir una nueva contraseña en el próximo inicio de sesión
cli-user-signed-out = Se cerraron todas las sesiones de { $name }
users-parked-ended = Se terminó la sesión aparcada de { $name }
cli-user-credentials-ended = Se invalidaron todas las credenciales de { $name }
    .help = Cree un código de restablecimiento para que pueda volver a entrar.
cli-invite-none = Ninguna dirección de correo electrónico puede registrarse
cli-invite-unknown = { $email } no está entre las direcciones permitidas
    .help = «{ PROGRAM() } invite list» muestra las direcciones.
cli-sessions-none = Ningún usuario tiene una sesión iniciada en este equipo
cli-session-open = ventana abierta
cli-session-kept = sesión guardada en { $device } hasta { $until }
cli-sessions-ended = { $count ->
    [0] Ningún usuario tenía una sesión iniciada
    [one] Se cerraron todas las sesiones de 1 usuario
   *[other] Se cerraron todas las sesiones de { $count } usuarios
}
cli-autostart-on = La ventana se abre cuando inicia sesión en el escritorio.
cli-autostart-off = La ventana no se abre cuando inicia sesión en el escritorio.
cli-autostart-failed = No se pudo cambiar la apertura de la ventana al iniciar sesión: { $reason }
    .help = Compruebe los permisos de la configuración del escritorio o use la configuración del escritorio.
cli-mail-sent = El servidor de correo aceptó un mensaje para { $to }
cli-user-deleted = Usuario { $name } eliminado
cli-user-erased = Se eliminó { $name } y se reemplazó el nombre en el registro de auditoría
cli-user-roles = Roles
cli-user-disabled = Desactivado
cli-user-no-password = Sin contraseña
cli-backups-none = Todavía no hay copias de seguridad. Se crea una antes de cada cambio.
cli-backups-server = Los usuarios están en un servidor, que no tiene copias de seguridad de este tipo
    .help = Haga una copia de su base de datos con pg_dump. El manual describe cómo.
cli-backups-line = { $number }  { $time }  { $size } bytes
cli-backups-line-broken = { $number }  { $time }  { $size } bytes  (no se puede usar)
cli-backups-unknown = No existe la copia de seguridad { $number }
    .help = «{ PROGRAM() } backups» muestra las copias de seguridad.
cli-backups-restored = Se restauró la copia de seguridad { $number } y se cerraron todas las sesiones. Los usuarios conservan sus contraseñas y códigos actuales. También se guardó una copia del archivo anterior.
cli-backups-restored-alone = Se restauró la copia de seguridad { $number } y se cerraron todas las sesiones. No se pudo leer el archivo anterior, por lo que las contraseñas y los códigos son los de la copia, salvo los que se sabe que ya no son válidos.
cli-backups-returned = Sin contraseña hasta que reciban un código de restablecimiento («user reset»): { $names }
cli-backups-permissions = Con permisos que antes no tenían: { $names }
signatures-none = No hay firmas
cli-signatures-whole = Todas las firmas están tal como se firmaron. La última es la { $number }, con el enlace { $link }.
signatures-unrecorded = Sin registrar en la actividad: las últimas { $count }
    .help = La siguiente firma también las registra. Si son varias, no las añadió este programa, o no se pudo escribir el registro.
signatures-broken = La firma { $number } falta o se modificó
    .help = Compare con una copia de seguridad de la base de datos de estado o con las páginas exportadas. Las firmas anteriores no han cambiado.
cli-signature-absent = No existe la firma { $number }
    .help = «{ PROGRAM() } signature list» muestra todas las firmas.
cli-signature-exported = La firma { $number } se guardó en { $file }
cli-signature-invalid = Esta no es la página de una firma, o se modificó
    .help = Expórtela de nuevo. Una página solo es válida exactamente como se exportó.
cli-signature-valid = Firmado por { $name } ({ $username }), { $time }: { $meaning }, «{ $text }»
cli-signature-content = El contenido es el que se firmó
cli-signature-content-differs = El contenido no es el que se firmó. Se firmó SHA-256 { $digest }.
cli-signature-content-unknown = El contenido no se comparó. Se firmó SHA-256 { $digest }.
cli-signature-key = La clave es la indicada
cli-signature-key-differs = La firma tiene otra clave: { $key }
cli-signature-key-unknown = Clave de la firma: { $key }
cli-signature-recorded = Este equipo la registró como firma { $number }
cli-signature-other = Este equipo registró otra firma { $number }
    .help = Una de las dos es falsa, o son de equipos o archivos de configuración distintos.
cli-signature-damaged = Lo que este equipo guardó como firma { $number } se ha modificado desde entonces
    .help = «{ PROGRAM() } signature check» indica la primera que se modificó.
cli-signature-unrecorded = Este equipo no tiene la firma { $number }
    .help = Verifíquela donde se firmó o compare la clave con una que conozca de la persona (--key).
activity-empty = No hay nada registrado
activity-intact = Los registros hasta { $time } no han cambiado
activity-broken = El registro { $number } falta o se cambió
    .help = Compárelo con una copia de seguridad de la base de datos de estado. Los registros anteriores no han cambiado.
activity-pruned = { $count ->
    [one] Se eliminó 1 registro
   *[other] Se eliminaron { $count } registros
}
cli-hash-repeat = Repita la contraseña
cli-hash-differs = Las contraseñas no coinciden. No se creó ningún hash.
cli-hash-empty = No hay ninguna contraseña de la que crear un hash
    .help = Escriba una cuando se pida o proporcione una por línea en la entrada estándar.
cli-hash-input = Las contraseñas no se pueden leer: { $reason }
cli-hash-line = Línea { $line }: { $reason }
cli-hash-progress = procesadas
cli-no-folder = Este sistema no tiene ninguna carpeta para archivos de configuración
    .help = Indique el archivo con --config RUTA.
cli-demo-failed = La demostración no se pudo preparar: { $reason }
cli-log-failed = No se puede escribir el archivo de registro { $file }: { $reason }
window-no-display = No hay ninguna pantalla en la que abrir una ventana
    .help = Inicie el programa desde una sesión de escritorio o use la línea de comandos: egui-authenticator --help.
window-no-graphics = No se encontró ningún controlador OpenGL
    .help = Instale uno. En Debian y Ubuntu: apt install libgl1-mesa-dri libegl1.
window-no-library = Falta una biblioteca del sistema: { $reason }
    .help = En Debian y Ubuntu: apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libegl1 libgl1-mesa-dri.
window-failed = La ventana no se pudo abrir: { $reason }
    .help = Compruebe el controlador gráfico o use la línea de comandos: egui-authenticator --help.
window-shown = La ventana ya está abierta y se ha traído al primer plano
window-unanswered = Otra ventana tiene abierto este archivo de configuración y no responde
    .help = Ciérrela o finalice su proceso y vuelva a iniciar.
kiosk-heading = Salir del modo quiosco
kiosk-help = Para cerrar esta ventana, introduzca el nombre y la contraseña de un administrador.
kiosk-button = Salir
kiosk-refused = no se permite en modo quiosco
kiosk-link = Los enlaces no se abren en modo quiosco
kiosk-no-dialog = El cuadro de diálogo para elegir un archivo no se abre en modo quiosco
    .help = Escriba la ruta completa del archivo en el campo.
kiosk-window-open = Este archivo de configuración ya está abierto en otra ventana
    .help = Ciérrela e inicie de nuevo el quiosco.
kiosk-no-file = El archivo de configuración { $file } no existe
    .help = Compruebe la ruta o configure primero el programa en una ventana, sin --kiosk.
kiosk-no-users = Todavía no hay usuarios en { $server }
    .help = Configure primero el programa en una ventana, sin --kiosk.
kiosk-away = { $server } aún no ha respondido, así que no se sabe si un administrador puede salir del modo quiosco. El quiosco se abre y lo sigue intentando.
kiosk-no-administrator = No se puede salir del modo quiosco: ningún administrador de { $file } puede iniciar sesión
    .help = Asigne el rol admin a un usuario que pueda iniciar sesión.

## Versiones más recientes

update-asking = Buscando una versión más reciente…
update-newer = La versión { $version } de egui-authenticator está disponible. Esta es la versión { $own }.
    .help = Su editor escribe: «{ $notes }»
update-newest = Esta es la versión más reciente, { $own }
update-older = Esta versión, { $own }, es más reciente que la última publicada, { $version }
update-unknown = No se sabe si hay una versión más reciente
update-unknown-newer = No se sabe si hay una versión aún más reciente
update-expired = { $unknown }: el manifiesto de actualización caducó el { $date }
    .help = Pida uno nuevo a su editor.
update-unreachable = { $unknown }: el servidor no respondió
    .help = Se consultará de nuevo dentro de un día. Si sigue así, compruebe updates.manifest en el archivo de configuración.
update-refused = { $unknown }: el servidor no tiene ningún manifiesto de actualización en esta dirección
    .help = Compruebe updates.manifest en el archivo de configuración. No debe llevar a otra dirección.
update-malformed = { $unknown }: lo que envió el servidor no es un manifiesto de actualización
    .help = Compruebe updates.manifest en el archivo de configuración.
update-signature = El manifiesto de actualización no está firmado con la clave del archivo de configuración
    .help = No confíe en él. Pregunte a su editor si la clave ha cambiado.
update-rollback = El servidor envió un manifiesto de actualización más antiguo que el anterior, que se ignoró
    .help = Si sigue así, pregunte a su editor.
update-contradiction = El servidor envió otro manifiesto de actualización con el mismo número, que se ignoró
    .help = Si sigue así, pregunte a su editor.

## Users on a server, in place of the messages about the configuration file

sign-in-outdated-on-server = Su contraseña ya no es válida, porque se reemplazó o se invalidó antes de que se restaurara un estado anterior del servidor
    .help = Pida a un administrador que invalide todas sus credenciales y le cree un código de restablecimiento.
mail-no-server-on-server = No hay ningún servidor de correo configurado
    .help = Añádalo en los ajustes, en Correo electrónico.
mail-failed-on-server = El correo electrónico no se envió: { $reason }
    .help = Compruebe el servidor de correo en los ajustes.
user-entry-mistake-on-server = La entrada de este usuario en el servidor está dañada
    .help = Pida al propietario del servidor que la corrija o la restaure de una copia de seguridad.
status-entry-mistake-on-server = Entrada dañada
launch-not-started-on-server = { $title } no se pudo iniciar: { $reason }
    .help = Pida a un administrador que revise la entrada de la página en los ajustes.
warnings-heading-on-server = { $count ->
    [one] 1 advertencia
   *[other] { $count } advertencias
}
activity-owner-on-server = El propietario, en la línea de comandos
activity-code-created-by-owner-on-server = { $event }; código creado por el propietario en la línea de comandos, { $time }
page-unreadable-on-server = El texto de esta página, { $path }, no se puede leer: { $reason }
    .help = Coloque el archivo en esa ubicación en cada equipo o corrija la ruta en los ajustes.
set-up-intro-on-server = El servidor aún no tiene usuarios. Cree el primer administrador. Si ya tiene un archivo de configuración con usuarios, impórtelo en su lugar: «{ PROGRAM() } store import ARCHIVO --write».
settings-mail-password-help-on-server = Dejar vacío para conservar la actual. Se guarda sin cifrar en el servidor.
settings-preview-intro-on-server = Se cambiarán estos ajustes. Lo demás queda igual.
settings-reloaded-on-server = Los ajustes cambiaron mientras tanto
    .help = El formulario muestra los ajustes actuales. Repita los cambios.
broken-heading-on-server = Las cuentas de usuario no se pueden usar
store-absent-on-server = No hay cuentas de usuario en el servidor
    .help = Reinicie el programa para crear el primer administrador o importe un archivo de configuración con «{ PROGRAM() } store import».
store-vanished-on-server = Las cuentas de usuario han desaparecido del servidor
    .help = Restaure una copia de seguridad de la base de datos. Para empezar de nuevo, use una base de datos nueva.
store-exists-on-server = El servidor ya tiene cuentas de usuario
    .help = Reinicie el programa para usarlas.
store-unusable-on-server = Los usuarios y los ajustes del servidor no se pueden usar ({ $count ->
    [one] 1 error
   *[other] { $count } errores
}). El primero: { $first }
    .help = Pida a un administrador que los corrija.
store-closing-on-server = La entrada de un usuario está dañada, por lo que no se restauró nada: { $first }
    .help = Corríjala primero en el servidor.
store-unreadable-on-server = Las cuentas de usuario no se pueden leer del servidor: { $reason }
    .help = Ejecute «{ PROGRAM() } store check» para saber por qué e inténtelo de nuevo.
store-unwritable-on-server = El servidor no puede guardar el cambio: { $reason }. No se cambió nada.
    .help = Ejecute «{ PROGRAM() } store check», compruebe el espacio libre en el disco del servidor e inténtelo de nuevo.
store-changed-on-server = Otro usuario o programa hizo un cambio al mismo tiempo. No se guardó nada.
    .help = Inténtelo de nuevo.
store-busy-on-server = Otro equipo está guardando un cambio. No se guardó nada.
    .help = Inténtelo de nuevo dentro de un momento.
store-too-large-on-server = Las cuentas de usuario superarían los { $limit } MiB. No se guardó nada.
    .help = Pida a un administrador que elimine los usuarios que ya no se necesiten.
store-refused-on-server = Este cambio también modificaría otras entradas del servidor. No se guardó nada.
    .help = Pregunte a un administrador si una entrada del servidor está dañada: «{ PROGRAM() } check» la indica.
update-unreachable-on-server = { $unknown }: el servidor del editor no respondió
    .help = Se consultará de nuevo dentro de un día. Si sigue así, compruebe updates.manifest con «{ PROGRAM() } store settings».
update-refused-on-server = { $unknown }: el servidor del editor no tiene ningún manifiesto de actualización en esta dirección
    .help = Compruebe updates.manifest con «{ PROGRAM() } store settings». No debe llevar a otra dirección.
update-malformed-on-server = { $unknown }: lo que envió el servidor del editor no es un manifiesto de actualización
    .help = Compruebe updates.manifest con «{ PROGRAM() } store settings».
update-signature-on-server = El manifiesto de actualización no está firmado con la clave de los ajustes
    .help = No confíe en él. Pregunte a su editor si la clave ha cambiado.
cli-signature-other-on-server = El servidor ha registrado otra firma { $number }
    .help = Una de las dos es falsa, o proceden de bases de datos distintas.
