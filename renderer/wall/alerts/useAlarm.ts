/** A short sound in the room when an alert fires that is to be heard: once, also over reloads of the window. */
import { useEffect } from 'react';

const HEARD = 'ioc-wall.alert-heard';
/** Two tones, one after the other: Hz, and how long each lasts, s. */
const TONES = [880, 660];
const TONE_S = 0.22;
const VOLUME = 0.25;

/** @param sound number of the newest alert to be heard; grows with each */
export function useAlarm(sound: number | null): void {
  useEffect(() => {
    if (sound === null) return;
    if (sound <= Number(localStorage.getItem(HEARD) ?? 0)) return;
    localStorage.setItem(HEARD, String(sound));
    return play();
  }, [sound]);
}

function play(): () => void {
  const context = new AudioContext();
  const gain = context.createGain();
  gain.gain.value = VOLUME;
  gain.connect(context.destination);
  TONES.forEach((frequency, i) => {
    const tone = context.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(gain);
    tone.start(context.currentTime + i * TONE_S);
    tone.stop(context.currentTime + (i + 1) * TONE_S);
  });
  const over = setTimeout(() => void context.close(), TONES.length * TONE_S * 1000 + 200);
  return () => {
    clearTimeout(over);
    if (context.state !== 'closed') void context.close();
  };
}
