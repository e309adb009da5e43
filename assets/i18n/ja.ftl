# 画面に表示する日本語の文。見出し、ボタン、1 文だけのメッセージには句点を付けない。

## プログラム
app-title = Authenticator
language-choose = 言語：{ $language }
theme-light = ライトテーマを使用
theme-dark = ダークテーマを使用
theme-name-light = ライト
theme-name-dark = ダーク

## 共通の項目とボタン
field-username = ユーザー名
field-email = メールアドレス
field-password = パスワード
field-current-password = 現在のパスワード
field-new-password = 新しいパスワード
field-first-name = 名
field-last-name = 姓
field-full-name = 氏名
password-show = パスワードを表示
password-hide = パスワードを非表示
password-capitals = 大文字だけが入力されています。Caps Lock がオンになっていませんか？
password-rule = { $min } 文字以上で入力してください。関連のない単語をいくつか並べると覚えやすくなります。
button-cancel = キャンセル
button-dismiss = 閉じる
button-more = その他
button-retry = 再試行
button-close = 閉じる
help-heading = キーボードショートカット
help-help = この一覧の表示と非表示
help-next = 次の項目へ移動（Shift を押すと前の項目へ移動）
help-enter = メインのボタンを実行
help-back = 前に戻る、またはキャンセル
help-space = チェックボックスの選択、ボタンの実行
help-clear = このフォームの入力内容を消去
help-lock = このウィンドウをロック
help-list = 一覧内の移動（Home、End、Page Up、Page Down も使用可能）
help-zoom = 拡大（− で縮小、0 で元のサイズ）
help-palette = ページ、ユーザー、操作を検索
notice-error = エラー
notice-warning = 警告
notice-success = 完了
notice-info = お知らせ

## 起動中
start-opening = 開いています…

## 初期設定
set-up-heading = { $app } の初期設定
set-up-intro = ユーザーがまだいません。最初の管理者を作成してください。ほかのユーザーは管理者が追加できます。
set-up-button = 管理者を作成
set-up-busy = 作成しています…
steps-at = ステップ { $now } / { $count }：{ $name }
steps-you = 管理者
steps-register = 登録

## サインイン
sign-in-heading = サインイン
sign-in-field = ユーザー名またはメールアドレス
sign-in-keep = このコンピューターで { $days } 日間サインインしたままにする
sign-in-keep-hours = このコンピューターで { $hours } 時間サインインしたままにする
sign-in-keep-probing = このコンピューターのキーリングを確認しています…
sign-in-button = サインイン
sign-in-busy = サインインしています…
sign-in-register = 登録
sign-in-refused = ユーザー名またはパスワードが正しくありません。Caps Lock を確認して、もう一度お試しください。
sign-in-delaying = ユーザー名またはパスワードが正しくありません
    .help = 失敗が多いため、以降のサインインは 1 回につき最大 5 秒遅延します。Caps Lock を確認して、もう一度お試しください。
sign-in-published = このパスワードはサンプルに記載されており、誰でも知ることができます
    .help = 別のパスワードを設定するよう管理者に依頼し（「egui-authenticator user passwd」）、そのパスワードでサインインしてください。
sign-in-pending = アカウントは承認待ちです
    .help = 管理者が承認すると、サインインできるようになります。
sign-in-missing-name = ユーザー名またはメールアドレスを入力してください
sign-in-missing-password = パスワードを入力してください
sign-in-registered = アカウントを作成しました。{ $username } としてサインインしてください。
tiles-all = すべてのユーザーを表示
tiles-none = 一致なし
tiles-more = ほかに { $count } 人のユーザーがいます。名前を入力して検索してください。
logo-picture = ロゴ
sign-in-registered-waiting = アカウントは承認待ちです
    .help = 管理者が承認したら、{ $username } としてサインインしてください。
sign-in-locked = 試行回数が多すぎます
    .help = { $time } 後にもう一度試すか、管理者にお問い合わせください。
sign-in-stopped = 連続して失敗した回数が多すぎます
    .help = このユーザー名のロック解除を管理者に依頼してください。
state-unusable = 状態データベースを使用できないため、サインインできません：{ $reason }
    .help = ディスクとデータフォルダーのアクセス許可を確認して、もう一度お試しください。
state-busy = ほかのプログラムが使用しています
    .help = しばらくしてから、もう一度お試しください。
state-full = ディスクの空き容量がありません
    .help = ディスクの空き容量を増やして、もう一度お試しください。
state-newer = このプログラムの新しいバージョンで作成されています
    .help = 新しいバージョンを使用してください。
state-damaged = 破損しています（{ $reason }）
state-denied = アクセスが拒否されました（{ $reason }）
sign-in-reused = 保存されたサインイン情報のコピーが使用されたため、そのサインインを無効にしました
    .help = もう一度サインインしてください。心当たりがない場合は、パスワードを変更してください。
sign-in-outdated = 設定ファイルが以前のバージョンに戻される前に、このパスワードは変更または無効化されています
    .help = すべての認証情報を無効にしてリセットコードを作成するよう、管理者に依頼してください。
sign-in-expired = サインインに時間がかかりすぎたか、アカウントが変更されました
    .help = もう一度サインインしてください。
sign-in-recovered = パスワードを変更しました
    .help = 新しいパスワードでサインインしてください。
sign-in-username-found = ユーザー名は { $username } です
    .help = このユーザー名でサインインしてください。
sign-in-forgot-password = パスワードを忘れた場合
sign-in-forgot-username = ユーザー名を忘れた場合
session-limit-user = このコンピューターですでにサインインしています
    .help = 先にそのセッションからサインアウトしてください。
session-limit-reached = 同時にサインインできるユーザー数の上限に達しました
    .help = ほかのユーザーがサインアウトしてから、もう一度お試しください。
form-cleared = フォームの入力内容を消去しました
    .help = フォームの入力内容は、しばらく操作がないと消去されます。もう一度入力してください。
codes-hidden = リカバリーコードを非表示にしました
    .help = しばらく操作がないと非表示になります。サインインして、アカウントで新しいコードを作成してください。
sign-in-was-locked = ウィンドウはロックされていました
    .help = 続行するにはパスワードを入力してください。
sign-in-ended = アカウントが変更されたため、サインアウトしました
    .help = もう一度サインインしてください。サインインできない場合は、管理者にお問い合わせください。
keyring-absent = このコンピューターでキーリングが動作していません
keyring-locked = このコンピューターのキーリングがロックされています。ロックを解除して、もう一度お試しください。
keyring-slow = このコンピューターのキーリングが応答しません
keyring-failed = このコンピューターのキーリングでエラーが発生しました

## デモ
demo-banner = デモです。何も保存されません。
demo-intro = サインインするユーザーを選択してください
demo-user = { $name } · ユーザー名 { $username } · パスワード { $password }
demo-fill = { $name } の情報を入力

## 登録
register-heading = アカウントを作成
register-intro = 管理者がメールアドレスを許可している場合に登録できます。
register-intro-approval = サインインするには、管理者によるアカウントの承認が必要です。
register-intro-open = 誰でもアカウントを作成できます。
register-button = アカウントを作成
register-busy = 作成しています…
register-back = サインインに戻る
register-not-accepted = このメールアドレスは登録できません。管理者に許可を依頼してください。
register-username-taken = このユーザー名はすでに使用されています。別のユーザー名を入力してください。
register-too-many-waiting = 承認待ちのアカウントが多すぎます
    .help = 管理者に承認または却下を依頼してから、再試行してください。
register-too-many-here = このコンピューターでの登録が多すぎます
    .help = 1 時間後に再試行するか、管理者に追加を依頼してください。

## 2 段階認証
code-heading = 2 段階認証
code-field = 認証アプリのコード
code-recovery-field = リカバリーコード
code-reset-field = 管理者のリセットコード
code-recovery-only = パスワードがリセットされたため、今回はリカバリーコードが必要です。
code-after-recovery = パスワードはリカバリーコードで設定されました。今回は別のリカバリーコードを使用できません。スマートフォンを紛失した場合は、管理者にリセットコードを依頼してください。
code-use-recovery = リカバリーコードを使用
code-use-reset = リセットコードを使用
code-use-app = 認証アプリを使用
code-button = 続行
code-busy = 確認しています…
code-wrong = コードが正しくありません。スマートフォンとこのコンピューターの時刻を確認してください。
code-recovery-wrong = コードが正しくないか、すでに使用されています
new-password-heading = 新しいパスワードの設定
new-password-intro = 管理者の指示により、続行する前に新しいパスワードを設定する必要があります。

## アカウントの回復
recover-password-heading = パスワードのリセット
recover-password-intro = リカバリーコードの 1 つ、または管理者から受け取ったリセットコードを入力し、新しいパスワードを設定してください。
recover-username-heading = ユーザー名の確認
recover-username-intro = メールアドレスとリカバリーコードの 1 つを入力してください。使用したコードは無効になります。コードがない場合は、管理者にお問い合わせください。
recover-code = リカバリーコードまたはリセットコード
recover-password-button = パスワードを変更
recover-username-button = ユーザー名を表示
recover-mail-code = コードをメールで送信
recover-mail-username = メールで送信
recover-mailed = 該当するアカウントがある場合は、メールが届きます
    .help = 届くまで 1 分ほどかかることがあります。迷惑メールフォルダーも確認してください。
recover-refused = ユーザーとコードが一致しないか、コードが使用済みまたは期限切れです
    .help = 両方を確認するか、管理者にリセットコードを依頼してください。
mail-code = { $app } のリセットコード
    .help = リセットコードは次のとおりです。

        { $code }

    有効期間は { $minutes } 分で、1 回だけ使用できます。心当たりがない場合は、このメールを無視してください。何も変更されていません。
mail-username = { $app } のユーザー名
    .help = ユーザー名は { $username } です。

    心当たりがない場合は、このメールを無視してください。何も変更されていません。
mail-test = { $app } からのテストメール
    .help = メールは正常に送信されています。
mail-no-server = メールサーバーが設定されていません
    .help = 設定ファイルに「mail」セクションを追加してください。config.example.yaml に例があります。
mail-failed = メールを送信できませんでした：{ $reason }
    .help = 設定ファイルの「mail」セクションを確認してください。

## 入力項目のエラー
error-name-missing = 名前を入力してください
error-email-missing = メールアドレスを入力してください
error-email-form = name@example.org の形式でメールアドレスを入力してください
error-field-missing = 値を入力してください
error-field-long = { $max } 文字以内で入力してください
error-field-character = 特殊文字を使わずに 1 行で入力してください
error-username-missing = ユーザー名を入力してください
error-username-long = { $max } 文字以内で入力してください
error-username-character = 文字、数字、. _ - + @ だけを使用してください
error-password-missing = パスワードを入力してください
error-password-short = { $min } 文字以上で入力してください
error-password-long = パスワードが長すぎます。{ $max } 文字未満で入力してください。
error-password-common = このパスワードは推測されやすいため使用できません。関連のない単語をいくつか並べてください。
error-password-own = このパスワードは名前やプログラムの名前によく似ています。別の言葉を使用してください。
error-password-control = 改行やタブを含めず、表示できる文字だけを使用してください
error-code-missing = コードを入力してください
error-code-mistyped = 有効なコードではありません。コードは 28 文字の英数字です。入力内容を確認してください。
error-not-hashed = パスワードを保護できなかったため、何も保存されませんでした。もう一度お試しください。
error-internal = プログラム内でエラーが発生し、処理が完了しませんでした。もう一度お試しください。

## ユーザーの追加、変更、削除
user-unknown = このユーザー名またはメールアドレスのユーザーはいません
    .help = 「egui-authenticator user list」ですべてのユーザーを表示できます。
user-email-taken = このメールアドレスは { $other } が使用しています
user-last-administrator = サインインできる最後の管理者です。何も変更されませんでした。
    .help = 先にほかのユーザーに「admin」ロールを割り当ててください。
user-not-allowed = この操作を行う権限がありません
    .help = 必要な権限を持つユーザーに依頼してください。
user-yourself = 自分のアカウントを削除または無効にすることはできません
    .help = ほかの管理者に依頼してください。
user-reauthenticate = パスワードをもう一度入力してください
user-no-password = このユーザーには、リセットできるパスワードがありません
restore-gives-permissions = このバックアップは { $names } に権限を付与します。何も復元されませんでした。
    .help = これらのユーザーに権限を付与してよい場合は、--give-permissions を指定して確認してください。
user-name-shared = このユーザー名は以前のアカウントでも使われていたため、どのアカウントを消去するか特定できません
    .help = ユーザー名の代わりにアカウント ID を使用してください：「egui-authenticator user erase ID --yes」。現在のアカウント：{ $account }、以前のアカウント：{ $earlier }
user-not-erased = アカウントは削除されましたが、名前が監査ログに残っています：{ $reason }
    .help = コマンド「egui-authenticator user erase」で再試行できます。
user-nothing-to-change = 変更する内容がありません
user-role-missing = ロールには名前が必要です。何も変更されませんでした。

## サインイン後
app-greeting = こんにちは、{ $name } さん
last-sign-in = 前回のサインイン：{ $ago }
ago-now = たった今
ago-minutes = { $number } 分前
ago-hours = { $number } 時間前
ago-days = { $number } 日前
last-sign-in-failures = { $when }。その後、誤ったパスワードが { $failures } 回入力されました。
security-heading = 前回のサインイン以降のお知らせ
security-password-changed = パスワードが変更されました（{ $ago }）。
security-password-set = 管理者がパスワードを変更しました（{ $ago }）。
security-password-recovered = コードを使ってパスワードが変更されました（{ $ago }）。
security-reset-started = 管理者がリセットコードを作成しました（{ $ago }）。
security-code-used = リカバリーコードが使用されました（{ $ago }）。
security-codes-renewed = リカバリーコードが新しいものに置き換えられました（{ $ago }）。
security-codes-ended = リカバリーコードは使用できなくなりました（{ $ago }）。アカウントで新しいコードを作成してください。
security-credentials-ended = 管理者がパスワード、セッション、リカバリーコード、2 段階認証を無効にしました（{ $ago }）。
security-two-step-on = 2 段階認証が有効になりました（{ $ago }）。
security-two-step-off = 2 段階認証が無効になりました（{ $ago }）。
security-email-changed = メールアドレスが変更されました（{ $ago }）。
security-signed-out = すべてのセッションが終了しました（{ $ago }）。
security-token-reused = 保存されたサインイン情報のコピーが使用されました（{ $ago }）。
security-advice = 心当たりがない場合は、パスワードを変更し、管理者に連絡してください。

## ロック
lock-button = ロック（Ctrl+L）
lock-heading = ロック中：{ $name } さん
lock-intro = 作業内容は開いたままです。続行するにはパスワードを入力してください。
lock-typing = 入力中にウィンドウがロックされました。2 秒待つか入力欄をクリックしてから、パスワードを入力してください。
lock-unlock = ロック解除
lock-switch = ユーザーの切り替え
lock-wrong = パスワードが正しくありません。Caps Lock を確認して、もう一度お試しください。
lock-busy = ロックしています…
lock-unmarked = このロックを保存できませんでした
    .help = プログラムを閉じると、パスワードなしで開かれる可能性があります。離席する前に、ロックを解除してサインアウトしてください。
lock-warning = このウィンドウはまもなくロックされます
    .help = あと { $time } でロックされます。ロックしない場合は、いずれかのキーを押してください。

## アカウント
account-heading = アカウント
account-back = 戻る
account-cancel = キャンセル
account-profile = 名前とメールアドレス
account-profile-change = プロフィールを編集
picture-heading = プロフィール画像
picture-intro = サインイン画面のタイルに表示されます。本人確認のため、パスワードを入力してください。
picture-help = このコンピューターにある PNG または JPEG ファイルの完全なパス。画像を使用しない場合は空欄にします。
picture-wrong = 読み込める PNG または JPEG 画像ではありません
picture-changed = プロフィール画像を保存しました
account-no-email = メールアドレスなし
account-sign-in = サインイン
account-password = パスワード
account-two-step = 2 段階認証
account-two-step-on = 有効です。パスワードの後に認証アプリのコードを入力します。
account-two-step-off = 無効です。有効にすると、パスワードが盗まれても不正なサインインを防げます。
account-two-step-required = 現在のロールでは必須です。
account-codes = リカバリーコード
account-codes-left = { $count ->
    [0] 残りはありません。リカバリーコードがあれば、パスワードを忘れてもサインインできます。
   *[other] 残り { $count } 個です。
}
account-codes-few = 残りわずかです。新しいコードを作成してください。
account-devices = 記憶済みのコンピューター
account-devices-none = 記憶済みのコンピューターはありません。
account-device = { $name }
account-device-this = { $name }（このコンピューター）
account-device-used = 登録：{ $since }、最後の使用：{ $used }。
account-activity = アクティビティ
account-data = 保存されている自分のデータ
account-data-intro = 登録内容、記憶済みのコンピューター、このコンピューターでのアクティビティを含むファイルです。パスワードやコードは含まれません。
account-data-save = 自分のデータを保存
account-appearance = 外観
account-motion = メニューとダイアログをアニメーション表示する
account-theme = テーマ
account-theme-intro = 選択するまではシステムの設定に従います
account-language = 言語
account-language-intro = このコンピューターでの設定
account-forget = { $name } の登録を解除
account-sign-out-everywhere = ほかのセッションを終了
account-confirm-intro = 本人確認のため、パスワードを入力してください。
account-confirm-button = 確認
account-busy = お待ちください…
password-heading = パスワードを変更
password-intro = パスワードを変更すると、ほかのセッションはすべて終了します。
password-button = パスワードを変更
password-wrong = 現在のパスワードが正しくありません
password-same = 現在と同じパスワードです。別のパスワードを入力してください。
password-changed = パスワードを変更しました
    .help = 今後は新しいパスワードを使用してください。
password-suggest = パスフレーズを提案
strength-label = 強度
strength-very-weak = 非常に弱い（とても推測されやすい）
strength-weak = 弱い（推測されやすい）
strength-fair = 普通
strength-good = 良好
strength-strong = 強い
details-button = 保存
details-changed = 名前とメールアドレスを保存しました
details-email-taken = このメールアドレスは使用できません。別のメールアドレスを入力するか、管理者にお問い合わせください。
two-step-heading = 2 段階認証を設定
two-step-intro = スマートフォンに認証アプリ（Aegis、2FAS、Google Authenticator など）が必要です。
two-step-scan = アプリで QR コードを読み取るか、アプリにキーを入力してください。その後、アプリに表示されたコードを入力してください。
two-step-picture = アプリ用の QR コード。下に表示されているキーが含まれています。
two-step-key = キー
two-step-copy = キーをコピー
two-step-code = アプリのコード
two-step-button = 有効にする
two-step-on = 2 段階認証は有効です
two-step-off-heading = 2 段階認証の無効化
two-step-off-button = 無効にする
two-step-off = 2 段階認証は無効です
two-step-required = 2 段階認証を無効にすることはできません
    .help = 現在のロールで必須になっているか、すでに無効です。
codes-heading = リカバリーコード
codes-intro = パスワードを忘れたときやスマートフォンを紛失したときに、コード 1 つにつき 1 回サインインできます。安全な場所に保管してください。コードは再表示されません。
codes-copy = コピー
codes-copied = コピーしました
codes-save = ファイルに保存
codes-print = 印刷
codes-confirm = コードを保存しました
codes-continue = 続行
clipboard-copied = コピーしました。クリップボードは { $seconds } 秒後に消去されます。
clipboard-failed = テキストをコピーできませんでした: { $reason }
codes-saved = { $path } に保存しました
codes-printed = プリンターに送信しました
codes-not-saved = コードを保存できませんでした：{ $reason }
    .help = 代わりにコピーしてください。
codes-not-printed = コードを印刷できませんでした：{ $reason }
    .help = ファイルに保存してから印刷してください。
codes-text = { $app } のリカバリーコード（ユーザー名：{ $username }）
    .help = 各コードは 1 回だけ使用できます。使用したコードには線を引いてください。
codes-renew-heading = リカバリーコードの再作成
codes-renew-intro = 現在のコードは使用できなくなります。
codes-renew-button = 新しいコードを作成
codes-renewed = 新しいリカバリーコードを作成しました
sign-out-heading = ほかのセッションを終了
sign-out-intro = 保存されたサインインも含め、すべてのコンピューターのほかのセッションを終了します。
sign-out-button = ほかのセッションを終了
signed-out-everywhere = ほかのセッションを終了しました
forget-heading = { $name } の登録を解除
forget-intro = そのコンピューターでは、サインインしたままにならなくなります。
forget-button = 登録を解除
forget-done = 登録を解除しました
key-lost = リカバリーコードと 2 段階認証は、以前のパスワードで設定されたものです
    .help = リカバリーコードでもう一度サインインするか、2 段階認証を無効にするよう管理者に依頼してください。

## メイン画面
app-user = { $name } · { $roles }
app-home = ホーム
app-pages = ページ
app-lock = ロック
app-manage = 管理
app-account-menu = アカウントメニュー：{ $user }
app-sign-out = サインアウト
palette-open = 検索…
palette-heading = 移動
palette-search = ページ、ユーザー、操作を検索
palette-no-match = 一致する項目がありません
palette-page = ページ
palette-user = ユーザー
palette-action = 操作
app-no-pages-heading = ページがまだありません
app-no-pages = 自分または自分のロールにページへのアクセスを許可するよう、管理者に依頼してください。
app-no-pages-admin = { $file } の「views」にページを追加してください。
app-page-reading = ページを開いています…
app-page-empty = このページは空です
page-contents = このページの内容
page-copy-code = コードをコピー
page-task-done = 完了
page-task-open = 未完了
page-closed = 開いていたページにアクセスできなくなりました
    .help = 別のページを選択するか、管理者にお問い合わせください。
exit-refused = まだサインインしています：{ $reason }
    .help = 先にその作業を終えるか、このままサインアウトしてください。
exit-anyway = このままサインアウト
activity-unrecorded = アクティビティが記録されていません：{ $reason }
    .help = 管理者に連絡してください。ディスクがいっぱいか、データフォルダーが読み取り専用の可能性があります。
file-error = { $file } の { $line } 行 { $column } 列にエラーがあるため、最後の変更は反映されていません
    .help = エラーが修正されるまで、以前の設定が使用されます。
page-not-allowed = このページにアクセスできなくなりました。管理者にお問い合わせください。
page-unreadable = このページのテキスト { $path } を読み込めません：{ $reason }
    .help = ファイルをその場所に置くか、{ $file } の { $line } 行のパスを修正してください。
page-too-long = このページは長すぎます：{ $path } の { $line } 行
    .help = 複数のページに分けてください。
page-too-deep = このページは階層が深すぎます：{ $path } の { $line } 行
    .help = リストと引用の階層を減らしてください。
page-link = このページには開けないリンクがあります：{ $path } の { $line } 行
    .help = リンクは https://、http://、mailto:、tel: のいずれかで始めてください。
page-picture = このページには表示できない画像があります：{ $path } の { $line } 行
    .help = 画像をページのフォルダーに置き、そこからのパスを「..」なしで書いてください。
launch-start = { $title } を起動
launch-open = { $title } を開く
launch-started = { $title } を起動しました
launch-not-started = { $title } を起動できませんでした：{ $reason }
    .help = 設定ファイルの該当する項目を確認するよう、管理者に依頼してください。
remember-failed = サインインしましたが、このコンピューターではサインインしたままにできません：{ $reason }
    .help = 次回はパスワードでサインインしてください。
remember-failed-account = このアカウントは記憶できません
remember-failed-state = 状態データベースを使用できませんでした
sign-out-failed = サインアウトしましたが、キーリングを消去できませんでした：{ $reason }
    .help = キーリングに残っているサインイン情報はすでに無効です。
sign-out-failed-state = サインアウトしましたが、記録できませんでした：{ $reason }
    .help = 次回の起動時にサインインしたままになっている場合があります。その場合は、もう一度サインアウトするか、管理者に連絡してください。
warnings-heading = 設定ファイルに { $count } 件の警告があります

## ユーザー
users-heading = ユーザー
users-reading = 読み込んでいます…
users-add = ユーザーを追加
users-invite = メールを許可
users-import = CSV インポート
table-export = CSV エクスポート
table-saved = { $path } に保存しました
users-only-you = ほかのユーザーはまだいません。ユーザーを追加するか、インポートしてください。
users-no-match = 一致なし
    .help = 検索条件またはフィルターを変更してください。
users-count = { $all } 人中 { $shown } 人
users-search = 名前とメールアドレスを検索
users-role = ロール
users-any = すべて
users-open = 開く
users-actions = { $name } の操作
users-tab-everyone = すべて
users-tab-waiting = 承認待ち
users-tab-waiting-short = 承認待ち
users-tab-allowed = 許可されたアドレス
users-tab-allowed-short = 許可済み
users-waiting-intro = 登録済みで、まだサインインできないユーザーです。却下された場合も、もう一度登録できます。
users-waiting-none = 承認待ちのユーザーはいません
users-allowed-none = 許可されたアドレスはありません
users-refuse-button = 却下
users-refuse = { $name } さんを却下
users-remove-address = 削除
users-you = 自分
users-status-must-change = パスワードの変更が必要
button-filter = フィルター
button-filtered = フィルター：{ $what }
users-column-name = 名前
users-column-status = 状態
users-column-last = 最終サインイン
users-column-two-step = 2 段階
users-sort = { $column }で並べ替え
users-never = なし
users-two-step-on = 有効
users-two-step-off = 無効
users-waiting-without-email = 登録時に入力されたメールアドレスは別のアカウントで使用されています。登録した人が分かっている場合にのみ承認してください。
users-must-change = 次回のサインイン時に変更が必要
status-waiting = 承認待ち
status-locked = ロック中
status-active = 有効
users-approve = { $name } さんを承認
users-show = { $name } さんを表示
users-approved = { $name } がサインインできるようになりました
users-invited = { $count ->
    [0] これらのメールアドレスはすでに許可されています
   *[other] { $count } 件のメールアドレスで登録できるようになりました
}
users-uninvite = { $email } を削除
users-uninvited = { $name } では登録できなくなりました
users-back = 一覧に戻る
users-above-you = 自分にない権限を持つユーザーは編集できません
users-edit = 編集
users-approve-button = 承認
users-unlock = ロック解除
users-reset = リセットコードを作成
users-require-change = パスワードの変更を要求
users-two-step-reset = 2 段階認証を無効にする
users-sign-out = すべてのセッションを終了
users-end-credentials = 認証情報を無効にする
users-enable = 有効にする
users-disable = 無効にする
users-remove = 削除
users-end-heading = { $name } の認証情報の無効化
users-end-intro = { $name } のパスワード、セッション、リカバリーコード、2 段階認証が無効になります。再びサインインするには、管理者のリセットコードが必要です。確認のため、ユーザー名 { $name } を入力してください。
users-remove-heading = { $name } の削除
users-remove-intro = この操作は元に戻せません。確認のため、ユーザー名 { $name } を入力してください。
users-erase = 監査ログの名前も置き換える
code-valid-hours = あと { $count } 時間有効です
code-valid-minutes = あと { $count } 分有効です
code-valid-seconds = あと { $count } 秒有効です
code-expired = このコードは期限切れです。新しいコードを作成してください。
users-code-heading = { $name } のリセットコード
users-code-first = このコードを { $name } に渡してください。サインイン画面の「パスワードを忘れた場合」から、24 時間以内に最初のパスワードを設定できます。コードは再表示されません。
users-code-reset = このコードを { $name } に渡してください。サインイン画面の「パスワードを忘れた場合」から、15 分以内に新しいパスワードを設定できます。それまでは以前のパスワードを使用できます。コードは再表示されません。
users-add-heading = ユーザーの追加
users-add-intro = リセットコードが発行されます。ユーザーはこのコードを使って、自分のパスワードを設定します。
users-add-button = 追加
users-edit-heading = { $name } の編集
users-new-role = 新しいロール
users-email-taken = このメールアドレスはほかのユーザーが使用しています。別のメールアドレスを入力してください。
users-invite-heading = メールアドレスの許可
users-invite-intro = これらのメールアドレスを使って、サインイン画面でアカウントを作成できます。メールは送信されません。
users-invite-field = メールアドレス
users-invite-help = 1 行に 1 件、またはコンマ区切り
users-invite-button = 許可
confirm-heading = パスワードの確認

## ユーザーのインポート
import-heading = ユーザーのインポート
import-intro = 1 行目に列名がある CSV ファイルです。列名：username、email、first_name、last_name、roles（セミコロン区切り）、disabled（yes または no）。既存のユーザーは更新され、新しいユーザーは追加されます。
import-file = ファイル
import-drop = ここにドロップすることもできます
import-choose = 選択…
import-preview = プレビュー
import-reading = 読み込んでいます…
import-button = インポート
import-busy = インポートしています…
import-line = { $line } 行目
import-invalid = { $bad } 行にエラーがあります。インポートするには修正してください。
    .help = ファイルを編集して、もう一度プレビューしてください。
import-good = 追加 { $add } 件、更新 { $update } 件、変更なし { $same } 件
import-same = インポートする変更はありません
import-row-add = 追加されます
import-row-update = 更新されます
import-row-same = 変更なし
import-row-taken = 同じ、またはよく似たユーザー名かメールアドレスを { $other } が使用しています
import-row-flag = 「disabled」は yes または no にしてください
import-done = 追加 { $added } 件、更新 { $changed } 件
import-codes = 新しいユーザーのリセットコードです。サインイン画面の「パスワードを忘れた場合」から、24 時間以内に最初のパスワードを設定できます。コードは再表示されません。
import-empty = このファイルにはユーザーが含まれていません
    .help = 列名の行と、ユーザーごとに 1 行が必要です。
import-too-many = ファイルの行数が { $max } を超えています
    .help = ファイルを分割してください。
import-unknown-column = 「{ $name }」は不明な列です
    .help = 使用できる列：{ $columns }。
import-no-column = 「{ $name }」の列がありません
    .help = 1 行目に列名を入力してください：{ $columns }。
import-passwords = パスワードはインポートできません
    .help = その列を削除してください。パスワードはユーザーが自分で設定します。
import-outdated = プレビューの後にユーザー情報が変更されました。何もインポートされませんでした。
    .help = もう一度プレビューしてください。
import-value = { $label }：{ $new }
import-value-change = { $label }：{ $new }（変更前：{ $old }）
import-gives-permissions = { $change } – 権限を付与
import-has-permissions = { $change } – 権限を持つユーザー
import-marked = { $count } 行が権限を付与するか、権限を持つユーザーのメールアドレスを変更します
import-confirm = この { $count } 行を確認した
import-unconfirmed = 権限を付与する行が確認されていません。何もインポートされませんでした。
    .help = プレビューを確認してから、チェックボックスをオンにしてください。コマンドラインでは --give-permissions を使用します。
file-failed = ファイルを使用できません：{ $reason }
    .help = ファイルがあり、アクセスできることを確認してください。

## アクティビティ
activity-heading = アクティビティ
activity-reading = 読み込んでいます…
activity-period = 期間
activity-week = 7 日間
activity-month = 30 日間
activity-all = すべて
activity-kind = 種類
activity-user = ユーザー
activity-none = この期間のアクティビティはありません
activity-verified = { $time } までの記録を確認済み
activity-records = タイムライン
activity-days = 日別
activity-users = ユーザー別
activity-day = 日付
activity-done = 実行
activity-refused = 拒否
activity-bars = 日ごとの棒グラフ。「日別」の表と同じ数値を表します。
activity-truncated = { $all } 件中、最新の { $shown } 件を表示しています。エクスポートにはすべて含まれます。
activity-counts = 実行 { $done } · 拒否 { $refused }
activity-counts-done = 実行 { $done }
activity-owner = ファイルの所有者
activity-unknown = 不明なユーザー
activity-accounts = アカウント
activity-signed-in = { $who } がサインインしました
activity-sign-in-refused = { $who } はサインインできませんでした
activity-signed-out = { $who } がサインアウトしました
activity-sign-out-refused = { $who } はサインアウトできませんでした
activity-lock = { $who } がウィンドウのロックを使用しました
activity-lock-refused = { $who } はウィンドウのロックを使用できませんでした
activity-set-up-refused = { $who } はプログラムの初期設定を行えませんでした
activity-page = { $who } がページを開きました
activity-keyring = { $who } がキーリングを使用しました
activity-locked = { $who } がウィンドウをロックしました
activity-unlocked = { $who } がウィンドウのロックを解除しました
activity-switched = { $who } がユーザーを切り替えました
activity-set-up = { $who } がプログラムの初期設定を行いました
activity-registered = { $who } が登録しました
activity-register-refused = { $who } は登録できませんでした
activity-account = { $who } が自分のアカウントを変更しました
activity-account-refused = { $who } は自分のアカウントを変更できませんでした
activity-recovered = { $who } が自分のアカウントを回復しました
activity-recovery-refused = { $who } は自分のアカウントを回復できませんでした
activity-added = { $who } が { $whom } を追加しました
activity-removed = { $who } が { $whom } を削除しました
activity-invited = { $who } がアドレス { $whom } を許可しました
activity-uninvited = { $who } がアドレス { $whom } の許可を取り消しました
activity-approved = { $who } が { $whom } を承認しました
activity-disabled = { $who } が { $whom } を無効にしました
activity-enabled = { $who } が { $whom } を有効にしました
activity-user-unlocked = { $who } が { $whom } のロックを解除しました
activity-changed = { $who } が { $whom } のアカウントを変更しました
activity-change-refused = { $who } は { $whom } を変更できませんでした
activity-page-refused = { $who } はページを開けませんでした
activity-file = { $who } が設定を変更しました
activity-file-refused = { $who } は設定を変更できませんでした
activity-keyring-refused = { $who } はキーリングを使用できませんでした
date-today = 今日 { $date }
date-yesterday = 昨日 { $date }
date-today-short = 今日
date-long = { $month }{ $day }日（{ $weekday }）
date-full = { $year }年{ $month }{ $day }日（{ $weekday }）
date-short = { $month-short }{ $day }日
date-weekday-day = { $day }（{ $weekday-short }）
date-time = { $date } { $time }
date-weekday = { $number ->
    [1] 月
    [2] 火
    [3] 水
    [4] 木
    [5] 金
    [6] 土
   *[other] 日
}
date-weekday-short = { $number ->
    [1] 月
    [2] 火
    [3] 水
    [4] 木
    [5] 金
    [6] 土
   *[other] 日
}
date-month = { $number ->
    [1] 1月
    [2] 2月
    [3] 3月
    [4] 4月
    [5] 5月
    [6] 6月
    [7] 7月
    [8] 8月
    [9] 9月
    [10] 10月
    [11] 11月
   *[other] 12月
}
date-month-short = { $number ->
    [1] 1月
    [2] 2月
    [3] 3月
    [4] 4月
    [5] 5月
    [6] 6月
    [7] 7月
    [8] 8月
    [9] 9月
    [10] 10月
    [11] 11月
   *[other] 12月
}
kind-sign-in = サインイン
kind-sign-out = サインアウト
kind-lock = ウィンドウのロック
kind-set-up = 初期設定
kind-register = 登録
kind-account = 自分のアカウント
kind-recovery = アカウントの回復
kind-people = ユーザー
kind-page = ページ
kind-file = 設定ファイル
kind-keyring = キーリング
detail-password = パスワード
detail-token = 保存されたサインイン
detail-not-approved = 未承認
detail-session-limit = セッション数の上限
detail-many-failures = 失敗多数（以降の試行を遅延）
detail-published-password = 公開されているパスワード
detail-unknown-name = 不明なユーザー
detail-no-password = パスワードなし
detail-wrong-password = 誤ったパスワード
detail-wrong-code = 誤ったコード
detail-wrong-code-or-name = 誤ったコードまたはユーザー
detail-locked = ロック
detail-unlocked = ロック解除
detail-switched-away = ユーザーの切り替え
detail-ended = セッション終了
detail-not-allowed = 権限なし
detail-added = 追加
detail-changed = 変更
detail-removed = 削除
detail-disabled = 無効
detail-enabled = 有効
detail-approved = 承認
detail-invited = メールアドレスを許可
detail-uninvited = メールアドレスの許可を取り消し
detail-e-mail-not-accepted = 許可されていないメールアドレス
detail-e-mail-has-account = 既に使用されているメールアドレス
detail-imported = インポート
detail-changed-by-import = インポートによる更新
detail-waits-for-approval = 承認待ち
detail-changed-by-hand = プログラムの外部で編集
detail-change-required = 新しいパスワードを要求
detail-password-changed = パスワードの変更
detail-password-set = パスワードの設定
detail-password-recovered = コードによるパスワードの変更
detail-reset-started = リセットコードの作成
detail-code-used = リカバリーコードの使用
detail-codes-renewed = 新しいリカバリーコード
detail-codes-ended = リカバリーコードの失効
detail-credentials-ended = すべての認証情報の無効化
detail-two-step-on = 2 段階認証の有効化
detail-two-step-off = 2 段階認証の無効化
detail-email-changed = メールアドレスの変更
detail-signed-out-everywhere = すべてのセッションの終了
detail-token-reused = 保存されたサインインのコピーの使用
detail-password-and-second-factor = パスワードと 2 つ目の要素
detail-details-changed = 自分の情報を変更
detail-computer-forgotten = コンピューターの登録を解除
detail-no-keyring-service = キーリングなし
detail-the-keyring-is-locked = キーリングがロック中
detail-the-keyring-did-not-answer = キーリングの応答なし
detail-the-keyring-refused = キーリングのエラー
detail-roles = ロール: { $roles }
detail-outdated = 無効になったパスワード
detail-restored = バックアップ { $number } を復元
detail-renamed-from = 変更前の名前: { $name }
detail-erased = ユーザー名を消去（消去前のチェーンの末尾：{ $link }）
detail-settings = 設定: { $settings }
detail-registration = 登録: { $policy }
detail-page = ページ { $page }
detail-page-new = 新しいページ { $page }
detail-page-removed = ページ { $page } の削除

## 設定
settings-heading = 設定
settings-sign-in = サインイン画面
settings-section = セクション
settings-section-changed = { $title }、{ $count } 件の変更
settings-changed = 変更済み
settings-keep-editing = 編集を続ける
settings-sign-in-intro = サインイン前に表示される内容
settings-registration-intro = アカウントを作成できるユーザー
settings-passwords = パスワード
settings-passwords-intro = 新しいパスワードの要件
settings-lockouts = 失敗した試行
settings-lockouts-intro = パスワードを間違えたときの動作
settings-locking = ロック
settings-locking-intro = ウィンドウをロックし、コピーした秘密を消去するタイミング
settings-pages-intro = ナビゲーションに表示される内容
settings-unsaved = { $count ->
   *[other] 未保存の変更 { $count } 件
}
settings-registration = 登録
settings-title = タイトル
settings-banner = サインイン画面のテキスト
settings-logo = ロゴ
settings-logo-help = PNG または JPEG ファイル。相対パスは設定ファイルのフォルダーを基準にします。
settings-tiles = サインイン画面にユーザーをタイルで表示する
settings-accent = アクセントカラー
settings-accent-help = HTML と同じ形式（例：#1d5bb8）。空欄にすると既定の色になります。どちらのテーマでも読みやすいように調整されます。
settings-accent-wrong = #1d5bb8 のような色を入力してください
settings-language = 既定の言語
settings-language-system = システムの既定値
registration-policy-heading = 登録できるユーザー
registration-policy-intro = 後で「設定」から変更できます。
registration-policy-later = 後で設定
registration-closed = なし
registration-listed = 許可されたメールアドレス
registration-approval = 誰でも（管理者の承認が必要）
registration-open = 誰でも
registration-closed-help = ユーザーはすべて管理者が追加します
registration-listed-help = アドレスごとにアカウントを 1 つ作成できます
registration-approval-help = 新しいユーザーは管理者の承認を待ちます
registration-open-help = このコンピューターを使う人は誰でも登録できます
settings-domains = 登録を許可するドメイン
settings-domains-help = コンマ区切り。空欄にするとすべてのドメインになります。許可されたメールアドレスは常に登録できます。
settings-min-length = パスワードの最小文字数
settings-min-length-two-step = 2 段階認証を使用する場合のパスワードの最小文字数
settings-lockout-after = 最初のロックまでのパスワードの誤入力回数
settings-lockout-seconds = 最初のロックの秒数（以降は毎回 2 倍）
settings-lockout-max-seconds = ロックの最長秒数
settings-lockout-stop-after = 管理者によるロック解除が必要になるまでの誤入力回数
settings-lockout-all-names = すべてのサインインを遅らせるまでの、10 分間の全ユーザーの誤入力回数
settings-lock-minutes = 自動ロックまでの時間（分単位、0 の場合は無効）
settings-clipboard-seconds = コピーした秘密の消去までの時間（秒）
settings-hash = 新しいパスワードのハッシュ方式
settings-hash-cost = bcrypt のコスト
settings-remember-days = サインインを維持できる日数
settings-single-session = ユーザーごとに 1 つのセッション
settings-max-users = セッションを持つユーザーの最大数
settings-activity-days = アクティビティの保存日数
settings-activity-records = アクティビティの最大件数
settings-range = { $min } から { $max } までの整数を入力してください
settings-missing = 値を入力してください
settings-page-title = ページのタイトル
settings-page-everyone = すべてのユーザーに公開する
settings-page-remove = このページを削除
settings-page-keep = このページを残す
settings-page-removed = { $title }（削除予定）
settings-page-new = 新しいページ
settings-page-text = テキスト（Markdown）
settings-roles-help = コンマ区切り
settings-preview = 変更を確認
settings-preview-intro = 設定ファイルの次の行が変更されます。ほかの部分はそのままです。
settings-line-new = 追加される { $line } 行目：{ $text }
settings-line-removed = 削除される { $line } 行目：{ $text }
settings-reset = 破棄
settings-saved = 設定を保存しました
settings-reloaded = 設定ファイルがほかの操作で変更されました
    .help = 現在の設定を表示しています。もう一度変更してください。

## 設定ファイルを使用できない
broken-heading = 設定ファイルを使用できません
broken-count = 続行するには { $count } 件のエラーを修正してください。何も変更されていません。
broken-help = ファイルを修正して保存し、もう一度お試しください。
broken-more = ほか { $count } 件
store-absent = 設定ファイルがありません
    .help = 再起動して新しく作成するか、元のファイルを復元してください。
store-vanished = 以前ここにあった設定ファイルが見つかりません
    .help = ファイルを元に戻すか、バックアップを復元してください。「egui-authenticator backups」で一覧を表示し、「egui-authenticator backups restore 番号」で復元できます。新しく始める場合は、--config で別の場所を指定してください。
store-exists = 設定ファイルはすでにあります
    .help = 使用するには再起動してください。
store-unusable = 設定ファイルに { $count } 件のエラーがあります。最初のエラー：{ $first }
    .help = ファイルの修正を管理者に依頼してください。
store-unreadable = 設定ファイルを読み込めません：{ $reason }
    .help = ファイルがあり、読み取りが許可されていることを確認して、もう一度お試しください。
store-unwritable = 設定ファイルを保存できません：{ $reason }。何も変更されませんでした。
    .help = ディスクと、ファイルおよびフォルダーのアクセス許可を確認して、もう一度お試しください。
store-changed = ほかのユーザーまたはプログラムが同時に設定ファイルを変更しました。何も保存されませんでした。
    .help = もう一度お試しください。
store-busy = ほかのプログラムが設定ファイルに書き込んでいます。何も保存されませんでした。
    .help = しばらくしてから、もう一度お試しください。
store-too-large = 設定ファイルが { $limit } MiB を超えてしまいます。何も保存されませんでした。
    .help = 不要なユーザーを削除するよう、管理者に依頼してください。
store-refused = 設定ファイルの { $line } 行 { $column } 列を安全に変更できません。何も保存されませんでした。
    .help = この項目をアンカー、エイリアス、複数行のテキストを使わない形にするよう、管理者に依頼してください。
position = { $file }、{ $line } 行、{ $column } 列

## 設定ファイルの問題と対処方法
problem-empty = ファイルが空です
    .help = config.example.yaml をコピーするか、ファイルを削除して再起動し、新しく作成してください。
problem-not-utf8 = ここから先は有効な UTF-8 テキストではありません
    .help = エディターでファイルを UTF-8 として保存してください。
problem-too-large = ファイルが { $limit } MiB を超えています
    .help = 正しいファイルか確認してください。
problem-syntax = 有効な YAML ではありません：{ $reason }
    .help = この行と前の行のインデント、引用符、括弧を確認してください。
problem-several-documents = ファイルに複数の YAML ドキュメントが含まれています
    .help = この「---」以降をすべて削除するか、「---」だけを削除してください。
problem-duplicate-key = 「{ $field }」が重複しています
    .help = どちらか 1 つを残してください。
problem-wrong-type = { $field } には{ $expected }が必要ですが、{ $found }が指定されています
    .help = 値を修正してください。config.example.yaml に例があります。
problem-missing = { $field } に「{ $key }」がありません
    .help = 追加してください。config.example.yaml に例があります。
problem-out-of-range = { $field } は { $min } から { $max } までの整数にしてください
    .help = 数値を修正してください。
problem-unknown-word = { $field } の「{ $found }」は不明な値です
    .help = 次のいずれかを使用してください：{ $known }。
problem-username = { $field } は有効なユーザー名ではありません
    .help = { $reason }。
problem-email = { $field } は有効なメールアドレスではありません
    .help = { $reason }。
problem-name = { $field } が長すぎるか、表示されない文字を含んでいます
    .help = { $reason }。
problem-role = { $field } のロールは無視されます
    .help = { $reason }。
problem-same-username = { $field } は { $line } 行の「{ $other }」と同じユーザー名です。大文字と小文字、全角と半角は区別されません。
    .help = どちらかの名前を変更するか、削除してください。
whole-file = ファイル
problem-looks-like = { $field } は { $line } 行の「{ $other }」とよく似ていますが、別の文字が含まれています
    .help = ユーザーを取り違えないように、どちらかの名前を変更するか、削除してください。
problem-same-email = { $field } は { $line } 行の「{ $other }」のメールアドレスと同じです
    .help = ユーザーごとに別のメールアドレスを指定してください。
problem-email-is-username = { $field } は { $line } 行の「{ $other }」のユーザー名と同じです
    .help = 誰がサインインするのかを区別できるように、別のメールアドレスにするか、もう一方のユーザー名を変更してください。
problem-newer-format = このファイルは、このプログラムの新しいバージョンで作成されています
    .help = 新しいバージョンをインストールするか、このバージョンのバックアップを復元してください。
problem-account-id = { $field } はアカウント ID ではないため、無視されます
    .help = その行を削除してください。ユーザーはユーザー名で識別されます。
problem-same-account-id = { $field } は { $line } 行の「{ $other }」のアカウント ID と同じため、どちらも無視されます
    .help = 2 つのアカウントを区別できるように、コピーした項目からその行を削除してください。
problem-no-password = { $field } がないか、空です
    .help = パスワードを平文のまま引用符で囲んで入力してください。次回の起動時にハッシュ化されます。またはユーザーを削除してください。
problem-password-not-text = { $field } は数値または真偽値のため、正確な文字列がわかりません
    .help = パスワードを引用符で囲んでください。
problem-hash-broken = { $field } はハッシュのようですが、破損しているか、種類が不明です
    .help = 復元するか、「egui-authenticator hash」で新しく作成してください。
problem-hash-cost = { $field } は bcrypt ハッシュですが、コスト { $cost } は { $min } から { $max } の範囲外です
    .help = 「egui-authenticator hash」で新しく作成してください。
problem-hash-expensive = { $field } は、許可されている以上のメモリまたは時間を必要とする Argon2 ハッシュです
    .help = 「egui-authenticator hash」で新しく作成してください。
problem-password-long = { $field } はパスワードとして長すぎます
    .help = { $max } 文字以内で指定してください。
problem-damaged = { $field } はこのプログラムが書き込んだ値ですが、破損しています
    .help = 以前の値を復元するか（「egui-authenticator backups」）、ユーザーに不要な場合はその行を削除してください。
problem-published-password = { $field } はサンプルのパスワードで、誰でも知ることができます。このパスワードではサインインできません。
    .help = 別のパスワードを入力してください。
problem-plain-password = { $field } は平文です
    .help = 操作は必要ありません。次にウィンドウを開いたときにハッシュ化されます。
problem-mail-not-encrypted = { $field } は「none」ですが、メールサーバーは別のコンピューターにあります
    .help = 「tls」または「starttls」を使用してください。暗号化しないと、コードを他の人に読まれるおそれがあります。
problem-not-a-colour = { $field } は色ではありません
    .help = HTML と同じ形式で、引用符で囲んで入力してください："#1D5BB8"。
problem-link-scheme = { $field } は開くことのできるリンクではありません
    .help = https://、http://、mailto:、tel: のいずれかで始めてください。ファイルには「file」を使用してください。
problem-unknown-page = { $field } で指定されたページ「{ $name }」はありません
    .help = 名前を修正するか、「views」にページを追加してください。
problem-unknown-role = { $field } で指定されたロール「{ $name }」は、このプログラムにはありません
    .help = 次のいずれかを使用してください：{ $known }。
problem-permission-for-new-users = { $field } では、登録したすべてのユーザーに権限が与えられます
    .help = そのロールを削除し、必要なユーザーにだけ割り当ててください。
problem-no-administrator-left = { $field }：サインインできるユーザーの中に、「admin」ロールを持つユーザーがいなくなりました
    .help = いずれかのユーザーに再び割り当ててください。それまでは以前の設定が使用されます。
problem-page-without-access = { $field } に「roles」も「users」もないため、どのユーザーも開けません
    .help = 「roles」または「users」を追加してください。users: ["*"] とすると、サインインしたすべてのユーザーが開けます。
problem-file-missing = { $field }：ファイル { $path } がありません
    .help = ファイルをその場所に置くか、パスを修正してください。相対パスはこのファイルのフォルダーを基準にします。
problem-exactly-one-of = { $field } には { $keys } のうち 1 つだけが必要です
    .help = 1 つだけを残すか、追加してください。
problem-unknown-icon = { $field }：アイコン「{ $name }」はありません
    .help = config.example.yaml の一覧から選択してください。
problem-text-for-list = { $field } は単独の値ですが、1 つの要素を持つリストとして読み込まれます
    .help = 角括弧で囲んでください：[値]。
problem-likely-typo = 「{ $found }」は不明な項目です
    .help = 「{ $meant }」の間違いではありませんか？
problem-no-administrator = サインインできるユーザーの中に、「admin」ロールを持つユーザーがいません
    .help = 信頼できるユーザーのロールに追加してください。
problem-open-to-others = このコンピューターのほかのユーザーが、このファイルを読み取りまたは変更できる可能性があります（モード { $mode }）
    .help = 自分だけがアクセスできるようにしてください：chmod 600。
problem-days-out-of-range = { $field } は 0 から { $max } までの数値にしてください。{ $used } が使用されます
    .help = 数値を修正してください。
problem-readable-by-others = このコンピューターのほかのユーザーが { $field } を読み取れます（モード { $mode }）
    .help = アクセスを所有者に限定してください：chmod go-rwx
problem-writable-by-others = このコンピューターのほかのユーザーが { $field } を変更できます（モード { $mode }）
    .help = アクセスを制限してください：chmod go-w。その後、変更されていないことを確認してください。
problem-foreign-owner = { $field } は別のユーザー（ID { $owner }）が所有しています
    .help = 設定ファイルの所有者に変更してください：chown
problem-network-file-system = { $field } はネットワークファイルシステム（{ $kind }）上にあります
    .help = コンピューター間のロックや変更の通知が機能しない場合があり、2 台が同時に保存すると変更が失われることがあります。ローカルディスクを使用してください。
type-text = 文字列
type-number = 数値
type-flag = 真偽値（true または false）
type-nothing = 空の値
type-list = リスト
type-mapping = マッピング
severity-error = エラー
severity-warning = 警告

## コマンドライン
cli-check-good = { $file } は有効です
cli-check-warnings = { $file } は有効です。警告 { $warnings } 件。
cli-check-unsafe = { $file } はこのコンピューターのほかのユーザーから保護されていません：エラー { $errors } 件、警告 { $warnings } 件
cli-check-bad = { $file } は使用できません：エラー { $errors } 件、警告 { $warnings } 件
cli-user-added = { $name } を追加しました
cli-user-changed = { $name } を変更しました
cli-user-password = { $name } のパスワードを変更しました
cli-user-renamed = 新しいユーザー名は { $name } です
cli-user-unlocked = { $name } のロックを解除しました
cli-user-now-disabled = { $name } はサインインできなくなりました
cli-user-enabled = { $name } は再びサインインできるようになりました
cli-user-two-step-off = { $name } の 2 段階認証は、再び設定されるまで無効です
cli-user-require-change = { $name } は次回のサインイン時に新しいパスワードを設定する必要があります
cli-user-signed-out = { $name } のすべてのセッションを終了しました
cli-user-credentials-ended = { $name } のすべての認証情報を無効にしました
    .help = 再びサインインできるようにするには、リセットコードを作成してください。
cli-invite-none = 登録を許可されたメールアドレスはありません
cli-invite-unknown = { $email } は許可されたアドレスではありません
    .help = 「egui-authenticator invite list」でアドレスの一覧を表示できます。
cli-sessions-none = このコンピューターでサインインしているユーザーはいません
cli-session-open = ウィンドウを開いています
cli-session-kept = { $device } で { $until } までサインインを保存
cli-sessions-ended = { $count ->
    [0] サインインしているユーザーはいませんでした
   *[other] { $count } 人のユーザーのすべてのセッションを終了しました
}
cli-mail-sent = メールサーバーが { $to } 宛てのメールを受け付けました
cli-user-deleted = { $name } を削除しました
cli-user-erased = { $name } を削除し、監査ログの名前を置き換えました
cli-user-roles = ロール
cli-user-state = 状態
cli-user-disabled = 無効
cli-user-no-password = パスワードなし
cli-backups-none = バックアップはまだありません。変更の前に毎回作成されます。
cli-backups-line = { $number }  { $time }  { $size } バイト
cli-backups-line-broken = { $number }  { $time }  { $size } バイト（使用できません）
cli-backups-unknown = バックアップ { $number } はありません
    .help = 「egui-authenticator backups」でバックアップの一覧を表示できます。
cli-backups-restored = バックアップ { $number } を復元し、すべてのセッションを終了しました。パスワードとコードは復元前のものです。直前のファイルもバックアップしました。
cli-backups-restored-alone = バックアップ { $number } を復元し、すべてのセッションを終了しました。直前のファイルを読み取れなかったため、パスワードとコードはバックアップのものです（失効したことがわかっているものを除きます）。
cli-backups-returned = リセットコード（「user reset」）を受け取るまでパスワードのないユーザー：{ $names }
cli-backups-permissions = 以前はなかった権限を持つユーザー：{ $names }
activity-empty = 記録はありません
activity-intact = { $time } までの記録は変更されていません
activity-broken = 記録 { $number } がないか、変更されています
    .help = 状態データベースのバックアップと比較してください。それより前の記録は変更されていません。
activity-pruned = { $count } 件の記録を削除しました
cli-hash-prompt = パスワード
cli-hash-repeat = パスワード（再入力）
cli-hash-differs = パスワードが一致しません。ハッシュは作成されませんでした。
cli-hash-empty = ハッシュ化するパスワードがありません
    .help = プロンプトで入力するか、標準入力に 1 行に 1 つずつ渡してください。
cli-hash-input = パスワードを読み取れません：{ $reason }
cli-hash-line = { $line } 行目：{ $reason }
cli-hash-progress = 処理済み
cli-no-folder = このシステムには設定ファイル用のフォルダーがありません
    .help = --config パス でファイルを指定してください。
cli-demo-failed = デモを準備できませんでした：{ $reason }
cli-log-failed = ログファイル { $file } に書き込めません：{ $reason }
window-no-display = ウィンドウを開くディスプレイがありません
    .help = デスクトップセッションから起動するか、コマンドラインを使用してください：egui-authenticator --help。
window-no-graphics = OpenGL ドライバーが見つかりません
    .help = インストールしてください。Debian と Ubuntu の場合：apt install libgl1-mesa-dri libegl1。
window-no-library = システムライブラリがありません：{ $reason }
    .help = Debian と Ubuntu の場合：apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libegl1 libgl1-mesa-dri。
window-failed = ウィンドウを開けませんでした：{ $reason }
    .help = グラフィックドライバーを確認するか、コマンドラインを使用してください：egui-authenticator --help。
