/** Everything the keeper says beside the doctor's findings, in both languages. */

const USAGE_VI = `ioc-wall run                       chạy tường và giữ cho tường chạy (dịch vụ gọi lệnh này)
ioc-wall doctor [--json]           xem có gì hỏng, và cách sửa
ioc-wall status [--json]           phiên bản nào đang chạy, có những phiên bản nào
ioc-wall verify                    đối chiếu từng tệp với danh sách
ioc-wall update check              tìm bản cập nhật và đưa vào máy
ioc-wall update apply              tường đang chạy chuyển sang bản đó ngay, không đợi giờ vắng
ioc-wall update back               tường đang chạy quay về phiên bản trước
ioc-wall key show                  khóa của các mật khẩu, dưới dạng chữ để chép ra giấy
ioc-wall key seal                  giao khóa cho kho khóa của hệ thống (quyền root)
ioc-wall key restore               đọc khóa từ bản chép, đưa trở lại máy
ioc-wall engine --data-dir DIR …   chỉ chạy động cơ số liệu
Lệnh nào cũng nhận --locale vi|en.`;

const USAGE_EN = `ioc-wall run                       the wall, kept running (what the service starts)
ioc-wall doctor [--json]           what is wrong, and its remedy
ioc-wall status [--json]           which version runs, which are here
ioc-wall verify                    holds every file against its list
ioc-wall update check              looks for an update and stages it
ioc-wall update apply              has the running wall go over to it now, not at the quiet hours
ioc-wall update back               has the running wall go back to the version before
ioc-wall key show                  the key of secrets, as letters to write down
ioc-wall key seal                  gives the key to the system's own store (as root)
ioc-wall key restore               takes the key back from what was written down
ioc-wall engine --data-dir DIR …   the engine alone
Every command takes --locale vi|en.`;

interface Both {
  readonly en: string;
  readonly vi: string;
}

export const SENTENCES = {
  usage: { en: USAGE_EN, vi: USAGE_VI },
  no_such_command: { en: 'There is no command "{command}".', vi: 'Không có lệnh "{command}".' },
  no_such_option: { en: 'The options cannot be used: {detail}', vi: 'Tùy chọn không dùng được: {detail}' },
  bad_locale: {
    en: '--locale must be vi or en, not "{locale}".',
    vi: '--locale phải là vi hoặc en, không phải "{locale}".',
  },
  say_what_of_updates: { en: 'Say what to do about updates.', vi: 'Hãy nói rõ cần làm gì với bản cập nhật.' },
  say_what_of_key: { en: 'Say what to do about the key.', vi: 'Hãy nói rõ cần làm gì với khóa.' },

  // Settings.
  setting: {
    en: '{name}: "{text}" {must}; correct or unset it.',
    vi: '{name}: "{text}" không dùng được, {must}; hãy sửa hoặc bỏ.',
  },
  must_be_absolute: { en: 'must be an absolute path', vi: 'phải là đường dẫn đầy đủ' },
  must_be_time: { en: 'must be a time such as 02:30', vi: 'phải là giờ như 02:30' },
  must_be_seconds: {
    en: 'must be a number of seconds from {min} to {max}',
    vi: 'phải là số giây từ {min} đến {max}',
  },
  must_be_origin: {
    en: 'must be a folder, or an address that begins with http:// or https://',
    vi: 'phải là thư mục, hoặc địa chỉ bắt đầu bằng http:// hay https://',
  },
  must_be_locale: { en: 'must be vi or en', vi: 'phải là vi hoặc en' },

  // Status.
  runs: { en: 'runs       {version}', vi: 'đang chạy  {version}' },
  runs_on_trial: { en: 'runs       {version} (on trial)', vi: 'đang chạy  {version} (đang thử)' },
  installed: { en: 'installed  {version}', vi: 'đã cài     {version}' },
  staged: { en: 'staged     {list}', vi: 'sẵn sàng   {list}' },
  refused: { en: 'refused    {list}', vi: 'đã loại    {list}' },
  applied: { en: 'applied', vi: 'áp dụng' },
  kept: { en: 'kept', vi: 'giữ lại' },
  gone_back: { en: 'gone back', vi: 'quay về bản trước' },

  // Files.
  all_files_whole: {
    en: 'Version {version}: all {count} files are as they were made.',
    vi: 'Phiên bản {version}: cả {count} tệp đều nguyên vẹn.',
  },
  not_installed_whole: {
    en: '{file} is missing; install the product again.',
    vi: 'Thiếu {file}; hãy cài lại sản phẩm.',
  },
  installed_changed: {
    en: 'The installed version {version} has been changed: {difference}; install it again.',
    vi: 'Phiên bản đã cài {version} bị thay đổi: {difference}; hãy cài lại.',
  },
  version_changed: {
    en: 'Version {version} has been changed: {difference}; it is not run.',
    vi: 'Phiên bản {version} bị thay đổi: {difference}; không chạy phiên bản này.',
  },
  file_missing: { en: '{path} is missing', vi: 'thiếu {path}' },
  file_other: { en: '{path} is not what it was', vi: '{path} không còn như lúc phát hành' },
  file_foreign: { en: '{path} does not belong to it', vi: '{path} không thuộc phiên bản này' },

  // Signed lists.
  no_key: {
    en: "There is no key to check updates with: put the publisher's public key (*.pem) into {folder}.",
    vi: 'Chưa có khóa để kiểm tra bản cập nhật: hãy đặt khóa công khai của nơi phát hành (*.pem) vào {folder}.',
  },
  key_unusable: {
    en: 'The key {file} cannot be used ({detail}); replace it.',
    vi: 'Không dùng được khóa {file} ({detail}); hãy thay khóa khác.',
  },
  key_of_other_kind: { en: 'it is {kind}, not ed25519', vi: 'khóa loại {kind}, không phải ed25519' },
  not_signed: {
    en: 'The update is not signed by a key that this machine trusts; take it again from its publisher.',
    vi: 'Bản cập nhật không mang chữ ký của khóa mà máy này tin; hãy lấy lại từ nơi phát hành.',
  },
  list_no_json: {
    en: 'The list of files is no JSON ({detail}).',
    vi: 'Danh sách tệp không phải JSON ({detail}).',
  },
  list_of_other_form: {
    en: 'The list of files is not of a form this version knows: {detail}.',
    vi: 'Danh sách tệp không theo mẫu mà phiên bản này biết: {detail}.',
  },

  // Where updates come from.
  part_missing: {
    en: '{file} is missing; copy the whole update.',
    vi: 'Thiếu {file}; hãy chép cả bản cập nhật.',
  },
  no_answer: {
    en: '{address} does not answer ({detail}); it is asked again later.',
    vi: '{address} không trả lời ({detail}); sẽ hỏi lại sau.',
  },
  bad_answer: {
    en: '{address} answered {status}; it is asked again later.',
    vi: '{address} trả lời {status}; sẽ hỏi lại sau.',
  },
  list_too_large: {
    en: '{address} is too large to be a list.',
    vi: '{address} quá lớn, không thể là danh sách.',
  },
  no_room: {
    en: 'Version {version} needs {mib} MiB of room in {folder}; free some, it is tried again later.',
    vi: 'Phiên bản {version} cần {mib} MiB trống trong {folder}; hãy dọn bớt, sẽ thử lại sau.',
  },
  file_unreadable: {
    en: "The update's file {path} cannot be read ({detail}); take the update again.",
    vi: 'Không đọc được tệp {path} của bản cập nhật ({detail}); hãy lấy lại bản cập nhật.',
  },
  longer_than_listed: { en: 'it is longer than listed', vi: 'dài hơn trong danh sách' },
  file_not_signed: {
    en: "The update's file {path} is not what its publisher signed; take the update again.",
    vi: 'Tệp {path} của bản cập nhật không đúng như nơi phát hành đã ký; hãy lấy lại bản cập nhật.',
  },
  for_other_system: {
    en: 'Version {version} is for {platform}, this machine is {wanted}; take the update for it.',
    vi: 'Phiên bản {version} dành cho {platform}, máy này là {wanted}; hãy lấy bản dành cho máy này.',
  },

  // The command `update`.
  no_update: { en: 'There is no update at {from}.', vi: 'Không có bản cập nhật ở {from}.' },
  update_old: {
    en: 'The update there is version {version}; {running} runs.',
    vi: 'Bản cập nhật ở đó là phiên bản {version}; đang chạy {running}.',
  },
  update_refused: {
    en: 'Version {version} has failed here before.',
    vi: 'Phiên bản {version} đã từng hỏng trên máy này.',
  },
  update_ready: { en: 'Version {version} is ready.', vi: 'Phiên bản {version} đã sẵn sàng.' },
  nothing_newer: {
    en: 'There is no newer version here; run "ioc-wall update check" first.',
    vi: 'Chưa có phiên bản mới hơn; hãy chạy "ioc-wall update check" trước.',
  },
  goes_over: {
    en: 'The running wall goes over to version {version}; "ioc-wall status" says how it goes.',
    vi: 'Tường đang chạy chuyển sang phiên bản {version}; xem tiến triển bằng "ioc-wall status".',
  },
  nothing_older: {
    en: 'The installed version runs; there is none to go back to.',
    vi: 'Đang chạy phiên bản đã cài; không có phiên bản nào trước đó.',
  },
  goes_back: {
    en: 'The running wall goes back; "ioc-wall status" says how it goes.',
    vi: 'Tường đang chạy quay về bản trước; xem tiến triển bằng "ioc-wall status".',
  },

  // What the running keeper says.
  starts: { en: 'version {version} starts', vi: 'phiên bản {version} khởi động' },
  wall_ended: { en: 'the wall ended with code {code}', vi: 'tường đã dừng với mã {code}' },
  no_code: { en: 'none', vi: 'không có' },
  nothing_to_apply: {
    en: 'there is no newer version to apply',
    vi: 'không có phiên bản mới hơn để áp dụng',
  },
  nothing_to_go_back_to: {
    en: 'the installed version runs; there is none to go back to',
    vi: 'đang chạy phiên bản đã cài; không có phiên bản nào trước đó',
  },
  waits_for_quiet: {
    en: 'version {version} is ready and waits for the quiet hours',
    vi: 'phiên bản {version} đã sẵn sàng, đợi giờ vắng',
  },
  no_word: { en: 'no word of the wall for {seconds} s', vi: 'tường im lặng đã {seconds} giây' },
  state: {
    en: 'version {version}: {painting} of {windows} screens painting, figures on {figures}; engine {engine}',
    vi: 'phiên bản {version}: {painting}/{windows} màn hình đang vẽ, {figures} có số liệu; động cơ {engine}',
  },
  state_on_trial: {
    en: 'version {version} on trial: {painting} of {windows} screens painting, figures on {figures}; engine {engine}',
    vi: 'thử phiên bản {version}: {painting}/{windows} màn hình đang vẽ, {figures} có số liệu; động cơ {engine}',
  },
  answers: { en: 'answers', vi: 'trả lời' },
  silent: { en: 'silent', vi: 'im lặng' },

  // Going over and back.
  copied: {
    en: 'the database as it is has been copied for version {version}',
    vi: 'đã sao tệp số liệu hiện có trước khi sang phiên bản {version}',
  },
  nothing_taken_in: {
    en: 'nothing is taken in until the trial is over',
    vi: 'chưa nhận số liệu cho đến khi thử xong',
  },
  on_trial: { en: 'version {version} is on trial', vi: 'đang thử phiên bản {version}' },
  version_kept: { en: 'version {version} is kept', vi: 'giữ phiên bản {version}' },
  version_failed: { en: 'version {version} has failed: {why}', vi: 'phiên bản {version} hỏng: {why}' },
  database_back: {
    en: 'the database of the version before is back',
    vi: 'đã dùng lại tệp số liệu của phiên bản trước',
  },
  before_again: { en: 'the version before runs again', vi: 'phiên bản trước chạy lại' },
  back_to: { en: 'back to version {version}', vi: 'quay về phiên bản {version}' },
  person_wanted: { en: 'a person wanted it', vi: 'theo yêu cầu của người vận hành' },
  cut_short: { en: 'its trial was cut short {times} times', vi: 'lần thử bị ngắt {times} lần' },
  schema_too_new: {
    en: 'Version {version} knows databases up to schema {knows}, this one is of {has}: bring back a backup made by {version} first (docs/operations/backup-and-restore.md).',
    vi: 'Phiên bản {version} chỉ biết tệp số liệu đến lược đồ {knows}, tệp này theo {has}: hãy phục hồi bản sao lưu của {version} trước (docs/operations/backup-and-restore.md).',
  },

  // What is wrong with a version on trial.
  not_a_word: { en: 'it has not said a word', vi: 'chưa báo gì' },
  says_other_version: {
    en: 'it says it is version {version}',
    vi: 'tự nhận là phiên bản {version}',
  },
  engine_silent: { en: 'its engine does not answer', vi: 'động cơ số liệu không trả lời' },
  no_window: { en: 'it shows no window', vi: 'không hiện màn hình nào' },
  windows_dark: { en: '{count} of its windows do not paint', vi: '{count} màn hình không vẽ' },
  windows_empty: {
    en: '{count} windows that had figures have none',
    vi: '{count} màn hình trước có số liệu nay không có',
  },
  its_wall_ended: { en: 'its wall ended with code {code}', vi: 'tường dừng với mã {code}' },
  several_times: { en: '{what}, {times} times', vi: '{what}, {times} lần' },
  engine_refuses: { en: 'its engine refuses to run', vi: 'động cơ số liệu từ chối chạy' },
  no_word_of_it: { en: 'no word of it for {seconds} s', vi: 'im lặng đã {seconds} giây' },

  // The key of secrets.
  key_words: {
    en: 'The key of secrets, to be written down and kept in another place:',
    vi: 'Khóa của các mật khẩu, hãy chép ra và cất ở nơi khác:',
  },
  key_none: {
    en: 'There is no key yet in {folder}: one is made with the first password of a source.',
    vi: 'Chưa có khóa trong {folder}: khóa được tạo khi có mật khẩu nguồn đầu tiên.',
  },
  key_unseen: {
    en: 'The key cannot be read: run this as root (sudo ioc-wall key …).',
    vi: 'Không đọc được khóa: hãy chạy với quyền root (sudo ioc-wall key …).',
  },
  key_root_only: {
    en: 'Only root may give the key to the system: sudo ioc-wall key seal',
    vi: 'Chỉ root mới giao khóa cho hệ thống được: sudo ioc-wall key seal',
  },
  key_no_store: {
    en: 'This system has no store for keys (systemd-creds, systemd 250 or newer); the key stays a file that only the wall’s user reads.',
    vi: 'Hệ thống này không có kho khóa (systemd-creds, systemd từ 250); khóa vẫn là tệp chỉ người dùng của tường đọc được.',
  },
  key_store_failed: {
    en: 'The system’s store did not give back what it was given ({detail}); nothing was changed.',
    vi: 'Kho khóa của hệ thống không trả lại đúng thứ đã giao ({detail}); chưa thay đổi gì.',
  },
  key_sealed: {
    en: 'The key lies sealed in {file}. Restart the wall (sudo systemctl restart ioc-wall): the file {plain} goes away once the engine has the key.',
    vi: 'Khóa đã niêm phong trong {file}. Hãy khởi động lại tường (sudo systemctl restart ioc-wall): tệp {plain} sẽ mất đi khi động cơ số liệu đã nhận khóa.',
  },
  key_sealed_already: {
    en: 'The key is sealed already, in {file}.',
    vi: 'Khóa đã được niêm phong rồi, trong {file}.',
  },
  key_ask: {
    en: 'Type the key as it was written down, then Enter:',
    vi: 'Gõ khóa đúng như đã chép, rồi nhấn Enter:',
  },
  key_mistyped: {
    en: 'This is no key as "ioc-wall key show" writes it: {detail}; nothing was changed.',
    vi: 'Đây không phải khóa như "ioc-wall key show" ghi ra: {detail}; chưa thay đổi gì.',
  },
  key_length: {
    en: '{count} letters and digits instead of {wanted}',
    vi: '{count} chữ và số thay vì {wanted}',
  },
  key_letter: { en: '"{letter}" is not among its letters', vi: 'không có chữ "{letter}" trong khóa' },
  key_check: { en: 'a letter is wrong', vi: 'có một chữ sai' },
  key_back: {
    en: 'The key is in {file}. Restart the wall (sudo systemctl restart ioc-wall).',
    vi: 'Khóa đã ở {file}. Hãy khởi động lại tường (sudo systemctl restart ioc-wall).',
  },
  key_same: { en: 'This is the key that is in use already.', vi: 'Đây chính là khóa đang dùng.' },
} as const satisfies Record<string, Both>;

export type SentenceId = keyof typeof SENTENCES;
