/** The doctor's sentences, and the remedy of each that needs one. */
import type { Locale } from '../language.ts';
import type { CheckId, Finding, State } from './finding.ts';

/** What is found, and what to do about it. */
type Sentence = readonly [says: string, remedy?: string];
type Words = Readonly<Record<CheckId, Readonly<Record<string, Sentence>>>>;

const EN: Words = {
  files: {
    whole: ['Version {version}: all {count} files are as they were made.'],
    changed: [
      'Version {version} is not as it was made: {detail}',
      'Install the package again: sudo apt-get install --reinstall ./ioc-wall_VERSION_amd64.deb',
    ],
  },
  libraries: {
    there: ['Every library that the program needs is there.'],
    missing: ['Libraries are missing: {list}.', 'sudo apt-get install -f'],
    unseen: ['Whether all libraries are there cannot be seen (ldd is missing).'],
  },
  sandbox: {
    setuid: ['The browser’s sandbox works, by its own helper.'],
    namespaces: ['The browser’s sandbox works, by namespaces.'],
    barred: [
      'This system bars the browser’s sandbox.',
      'sudo chown root:root /opt/ioc-wall/chrome-sandbox && sudo chmod 4755 /opt/ioc-wall/chrome-sandbox',
    ],
  },
  monitors: {
    there: ['{count} monitors: {list}.'],
    few: [
      '{count} monitors, a wall has {wanted}: {list}.',
      'Check the cables and the power of the others; then run xrandr --auto.',
    ],
    dark: ['{name} is connected and shows nothing ({list}).', 'xrandr --output {name} --auto'],
    none: ['No monitor is connected.', 'Check cables, power and the graphics card.'],
    unseen: ['Monitors cannot be seen from here.', 'Run this in the wall’s session, or with DISPLAY=:0.'],
  },
  blanking: {
    awake: ['Monitors stay awake.'],
    power: ['Power saving will switch monitors off.', 'xset -dpms'],
    saver: ['The screen saver begins after {seconds} s.', 'xset s off'],
    unseen: [
      'Whether monitors fall asleep cannot be seen from here.',
      'Run this in the wall’s session, or with DISPLAY=:0.',
    ],
  },
  graphics: {
    there: ['Graphics card {card}, driver {driver}.'],
    none: [
      'There is no graphics card: the processor draws, slowly.',
      'Install the card’s driver; until then set IOC_WALL_FLAGS as docs/operations/fault-finding.md says.',
    ],
  },
  memory: {
    enough: ['{total} GiB of memory.'],
    little: ['{total} GiB of memory is little for four monitors.', 'Put in 8 GiB or more.'],
  },
  disk: {
    room: ['{free} of {total} GiB free.'],
    little: ['{free} of {total} GiB free.', 'Free some room, or move the data folder to a larger disk.'],
    full: [
      'Only {free} of {total} GiB free: soon nothing more is taken in.',
      'Free some room now; old files in backups may go first.',
    ],
  },
  clock: {
    kept: ['A time server keeps the clock.'],
    free: [
      'No time server keeps the clock.',
      'sudo timedatectl set-ntp true, and name the agency’s time server in /etc/systemd/timesyncd.conf',
    ],
    unseen: ['Whether a time server keeps the clock cannot be seen (timedatectl does not answer).'],
  },
  zone: {
    fits: ['Time zone {zone}.'],
    other: ['The time zone is {zone}; logs will show that time.', 'sudo timedatectl set-timezone {wanted}'],
  },
  ports: {
    free: ['Loopback can be used; port {port} is free for the network.'],
    ours: ['Loopback can be used; the wall answers at port {port}.'],
    taken: [
      'Another program uses port {port}.',
      'End it (sudo ss -ltnp "sport = :{port}" names it), or choose another port in the console, page Mạng.',
    ],
    no_loopback: ['Nothing can listen on 127.0.0.1.', 'sudo ip link set lo up'],
  },
  database: {
    sound: ['The database is sound ({mib} MiB, schema {schema}).'],
    none: ['There is no database yet in {dataDir}.', 'Start the wall once; it makes one.'],
    newer: [
      'The database is of schema {has}, this program knows {knows}.',
      'Install the newer program again, or bring back a backup (docs/operations/backup-and-restore.md).',
    ],
    damaged: [
      'The database is damaged: {detail}.',
      'Start the wall: it sets the file aside and brings back the newest good backup.',
    ],
  },
  backups: {
    fresh: ['The newest backup is {hours} h old.'],
    late: [
      'The newest backup is {hours} h old.',
      'See why in the console, Tình trạng hệ thống; make one there now.',
    ],
    none: ['There is no backup yet.', 'One is made a minute after the first start; leave the wall running.'],
  },
  sources: {
    heard: ['{count} sources, all heard from within a day.'],
    silent: [
      '{count} sources were not heard from for a day: {list}.',
      'See the reason in the console, page Nguồn dữ liệu.',
    ],
    none: ['No source is connected.', 'Connect one in the console, page Nguồn dữ liệu.'],
  },
  updates: {
    ready: ['Updates can be checked and applied.'],
    no_key: [
      'Updates cannot be checked: {detail}',
      'sudo install -m 0644 PUBLISHER.pub.pem /etc/ioc-wall/keys/',
    ],
    on_trial: ['Version {version} is on trial.', 'Wait a few minutes, then look again.'],
    failed: [
      'Version {version} was taken back: {why}.',
      'Tell its publisher; docs/operations/updates.md says how to try again.',
    ],
  },
  key: {
    handed: ['The key of secrets is sealed by the system, and handed to the wall.'],
    sealed: ['The key of secrets is sealed by the system.'],
    lost: [
      'The system could not open the key of secrets for the wall: sources with passwords fail.',
      'See why: sudo journalctl -b -u ioc-wall; bring the key back: sudo ioc-wall key restore',
    ],
    file: [
      'The key of secrets is a file that only the wall’s user reads; the system could keep it sealed.',
      'sudo ioc-wall key seal && sudo systemctl restart ioc-wall',
    ],
    file_only: [
      'The key of secrets is a file that only the wall’s user reads; this system has no better place.',
    ],
    open_file: ['Others can read the key of secrets.', 'sudo chmod 600 /var/lib/ioc-wall/data/secrets.key'],
    none: ['There are no secrets yet.'],
    unseen: ['How the key of secrets is kept cannot be seen from here.', 'sudo -u ioc-wall ioc-wall doctor'],
  },
  service: {
    active: ['The service ioc-wall runs.'],
    inactive: ['The service ioc-wall is {is}.', 'sudo systemctl enable --now ioc-wall-kiosk'],
    unseen: ['The service cannot be seen from here (systemd does not answer).'],
  },
};

const VI: Words = {
  files: {
    whole: ['Phiên bản {version}: cả {count} tệp đều nguyên vẹn.'],
    changed: [
      'Phiên bản {version} không còn nguyên vẹn: {detail}',
      'Cài lại gói: sudo apt-get install --reinstall ./ioc-wall_PHIÊNBẢN_amd64.deb',
    ],
  },
  libraries: {
    there: ['Đủ mọi thư viện chương trình cần.'],
    missing: ['Thiếu thư viện: {list}.', 'sudo apt-get install -f'],
    unseen: ['Không xem được có đủ thư viện hay không (thiếu ldd).'],
  },
  sandbox: {
    setuid: ['Hộp cát của trình duyệt hoạt động, bằng chương trình riêng.'],
    namespaces: ['Hộp cát của trình duyệt hoạt động, bằng không gian tên.'],
    barred: [
      'Hệ thống này cấm hộp cát của trình duyệt.',
      'sudo chown root:root /opt/ioc-wall/chrome-sandbox && sudo chmod 4755 /opt/ioc-wall/chrome-sandbox',
    ],
  },
  monitors: {
    there: ['{count} màn hình: {list}.'],
    few: [
      '{count} màn hình, tường cần {wanted}: {list}.',
      'Kiểm tra cáp và nguồn của các màn hình còn lại, rồi chạy xrandr --auto.',
    ],
    dark: ['{name} đã cắm nhưng không hiện gì ({list}).', 'xrandr --output {name} --auto'],
    none: ['Không có màn hình nào được cắm.', 'Kiểm tra cáp, nguồn và cạc đồ họa.'],
    unseen: ['Từ đây không thấy được màn hình.', 'Chạy lệnh này trong phiên của tường, hoặc với DISPLAY=:0.'],
  },
  blanking: {
    awake: ['Màn hình luôn sáng.'],
    power: ['Chế độ tiết kiệm điện sẽ tắt màn hình.', 'xset -dpms'],
    saver: ['Bảo vệ màn hình bật sau {seconds} giây.', 'xset s off'],
    unseen: [
      'Từ đây không xem được màn hình có tự tắt hay không.',
      'Chạy lệnh này trong phiên của tường, hoặc với DISPLAY=:0.',
    ],
  },
  graphics: {
    there: ['Cạc đồ họa {card}, trình điều khiển {driver}.'],
    none: [
      'Không có cạc đồ họa: bộ xử lý vẽ thay, rất chậm.',
      'Cài trình điều khiển của cạc; trước mắt đặt IOC_WALL_FLAGS theo docs/operations/fault-finding.md.',
    ],
  },
  memory: {
    enough: ['Bộ nhớ {total} GiB.'],
    little: ['Bộ nhớ {total} GiB là ít cho bốn màn hình.', 'Lắp 8 GiB trở lên.'],
  },
  disk: {
    room: ['Còn trống {free}/{total} GiB.'],
    little: ['Còn trống {free}/{total} GiB.', 'Dọn bớt, hoặc chuyển thư mục số liệu sang ổ lớn hơn.'],
    full: [
      'Chỉ còn trống {free}/{total} GiB: sắp không nhận thêm số liệu được.',
      'Dọn ngay; có thể bỏ trước các tệp cũ trong backups.',
    ],
  },
  clock: {
    kept: ['Đồng hồ máy theo máy chủ giờ.'],
    free: [
      'Không máy chủ giờ nào giữ đồng hồ máy.',
      'sudo timedatectl set-ntp true, và ghi máy chủ giờ của cơ quan vào /etc/systemd/timesyncd.conf',
    ],
    unseen: ['Không xem được đồng hồ máy có theo máy chủ giờ hay không (timedatectl không trả lời).'],
  },
  zone: {
    fits: ['Múi giờ {zone}.'],
    other: ['Múi giờ là {zone}; nhật ký sẽ ghi theo giờ đó.', 'sudo timedatectl set-timezone {wanted}'],
  },
  ports: {
    free: ['Dùng được địa chỉ nội bộ; cổng {port} còn trống cho mạng.'],
    ours: ['Dùng được địa chỉ nội bộ; tường đang trả lời ở cổng {port}.'],
    taken: [
      'Chương trình khác đang dùng cổng {port}.',
      'Tắt nó (sudo ss -ltnp "sport = :{port}" cho biết là gì), hoặc chọn cổng khác trong bảng điều khiển, trang Mạng.',
    ],
    no_loopback: ['Không chương trình nào nghe được ở 127.0.0.1.', 'sudo ip link set lo up'],
  },
  database: {
    sound: ['Tệp số liệu tốt ({mib} MiB, lược đồ {schema}).'],
    none: ['Chưa có tệp số liệu trong {dataDir}.', 'Khởi động tường một lần; tường sẽ tạo.'],
    newer: [
      'Tệp số liệu theo lược đồ {has}, chương trình này chỉ biết {knows}.',
      'Cài lại chương trình mới hơn, hoặc phục hồi bản sao lưu (docs/operations/backup-and-restore.md).',
    ],
    damaged: [
      'Tệp số liệu hỏng: {detail}.',
      'Khởi động tường: tường cất tệp hỏng sang một bên và dùng bản sao lưu tốt mới nhất.',
    ],
  },
  backups: {
    fresh: ['Bản sao lưu mới nhất cách đây {hours} giờ.'],
    late: [
      'Bản sao lưu mới nhất cách đây {hours} giờ.',
      'Xem lý do trong bảng điều khiển, Tình trạng hệ thống; sao lưu ngay tại đó.',
    ],
    none: ['Chưa có bản sao lưu nào.', 'Một phút sau lần khởi động đầu sẽ có; hãy để tường chạy.'],
  },
  sources: {
    heard: ['{count} nguồn, đều có tin trong một ngày qua.'],
    silent: [
      '{count} nguồn không có tin trong một ngày qua: {list}.',
      'Xem lý do trong bảng điều khiển, trang Nguồn dữ liệu.',
    ],
    none: ['Chưa nối nguồn dữ liệu nào.', 'Nối nguồn trong bảng điều khiển, trang Nguồn dữ liệu.'],
  },
  updates: {
    ready: ['Có thể kiểm tra và áp dụng bản cập nhật.'],
    no_key: [
      'Không kiểm tra được bản cập nhật: {detail}',
      'sudo install -m 0644 KHÓA.pub.pem /etc/ioc-wall/keys/',
    ],
    on_trial: ['Đang thử phiên bản {version}.', 'Đợi vài phút rồi xem lại.'],
    failed: [
      'Phiên bản {version} đã bị rút lại: {why}.',
      'Báo cho nơi phát hành; cách thử lại: docs/operations/updates.md.',
    ],
  },
  key: {
    handed: ['Khóa của các mật khẩu do hệ thống niêm phong và đã giao cho tường.'],
    sealed: ['Khóa của các mật khẩu do hệ thống niêm phong.'],
    lost: [
      'Hệ thống không mở được khóa của các mật khẩu cho tường: nguồn có mật khẩu sẽ không lấy được số liệu.',
      'Xem lý do: sudo journalctl -b -u ioc-wall; đưa khóa trở lại: sudo ioc-wall key restore',
    ],
    file: [
      'Khóa của các mật khẩu là tệp chỉ người dùng của tường đọc được; hệ thống có thể giữ khóa niêm phong.',
      'sudo ioc-wall key seal && sudo systemctl restart ioc-wall',
    ],
    file_only: [
      'Khóa của các mật khẩu là tệp chỉ người dùng của tường đọc được; hệ thống này không có chỗ tốt hơn.',
    ],
    open_file: [
      'Người khác đọc được khóa của các mật khẩu.',
      'sudo chmod 600 /var/lib/ioc-wall/data/secrets.key',
    ],
    none: ['Chưa có mật khẩu nào cần giữ.'],
    unseen: [
      'Từ đây không xem được khóa của các mật khẩu được giữ ra sao.',
      'sudo -u ioc-wall ioc-wall doctor',
    ],
  },
  service: {
    active: ['Dịch vụ ioc-wall đang chạy.'],
    inactive: ['Dịch vụ ioc-wall: {is}.', 'sudo systemctl enable --now ioc-wall-kiosk'],
    unseen: ['Từ đây không xem được dịch vụ (systemd không trả lời).'],
  },
};

const WORDS: Readonly<Record<Locale, Words>> = { vi: VI, en: EN };

const NAMES: Readonly<Record<Locale, Readonly<Record<State, string>>>> = {
  vi: { good: 'tốt', warn: 'chú ý', bad: 'hỏng', unknown: 'không rõ' },
  en: { good: 'good', warn: 'look', bad: 'bad', unknown: 'unknown' },
};

const MARKS: Readonly<Record<State, string>> = { good: '✓', warn: '!', bad: '✗', unknown: '?' };

function filled(sentence: string, values: Finding['values']): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '–'));
}

/** A finding in words; `remedy` is `null` where nothing is to be done. */
export function inWords(
  { id, says, values }: Finding,
  locale: Locale,
): { says: string; remedy: string | null } {
  const [sentence = says, remedy] = WORDS[locale][id][says] ?? [];
  return { says: filled(sentence, values), remedy: remedy === undefined ? null : filled(remedy, values) };
}

/** Every sentence there is, for whoever checks that both languages are complete. */
export function allWords(): Readonly<Record<Locale, Words>> {
  return WORDS;
}

/** The findings as lines for a person. */
export function asLines(findings: readonly Finding[], locale: Locale): string[] {
  return findings.flatMap((finding) => {
    const { says, remedy } = inWords(finding, locale);
    const name = NAMES[locale][finding.state];
    return [
      `${MARKS[finding.state]} ${name.padEnd(8)} ${says}`,
      ...(remedy === null ? [] : [`           → ${remedy}`]),
    ];
  });
}

/** The findings as JSON for a program. @param version of the wall */
export function asJson(findings: readonly Finding[], locale: Locale, version: string): string {
  const checks = findings.map((finding) => {
    const { id, state, values } = finding;
    return { id, state, ...inWords(finding, locale), values };
  });
  return JSON.stringify({ version, checks }, null, 2);
}
