/** What the web host says on the terminal. The launch script and the tests read the address from its line. */
export const messages = {
  address: (address: string) => `Mở bàn trực bằng Chromium tại: ${address}\n`,
  addressNote: 'Địa chỉ dùng được một lần, cho một cửa sổ. Dừng bằng Ctrl+C.\n',
  noBrowser: 'Chưa thấy Chromium, Chrome hay Edge trên máy; tự mở địa chỉ sau.\n',
  windowFailed: 'Chromium không mở được cửa sổ trên máy này; tự mở địa chỉ sau.\n',
  production:
    'Máy chủ thử không chạy hồ sơ trực thật: chỉ bản cài đặt (Electron) được dùng để trực. Dùng --profile demo.\n',
  root: (user: string | undefined) =>
    [
      'Không chạy bằng root: cửa sổ Chromium không tự bảo vệ được dưới root.',
      `Chạy bằng tài khoản thường:  ${user ? `sudo -u ${user} ` : ''}npm start`,
      'Hoặc chỉ lấy địa chỉ:        npm start -- --address-only',
      '',
    ].join('\n'),
  usage: 'Cách dùng: npm start -- [--profile demo|training] [--address-only]\n',
  notBuilt: 'Chưa dựng cửa sổ (out/web). Chạy: npm run build:web\n',
} as const;
