/** What the start of the wall is measured against: the same runtime with a blank window on every monitor. */
const { join } = require('node:path');
const { app, BrowserWindow, screen } = require('electron');

const data = process.env['BLANK_DATA_DIR'];
if (data === undefined) throw new Error('Name the folder of the profile in BLANK_DATA_DIR.');
app.setPath('userData', data);
void app.whenReady().then(() => {
  for (const { bounds } of screen.getAllDisplays()) {
    const window = new BrowserWindow({ ...bounds, frame: false, kiosk: true, backgroundColor: '#101820' });
    void window.loadFile(join(__dirname, 'index.html'));
  }
});
