// A quiet chord that swells and fades, and single notes over it: the sound of the demo's videos, made of sines.
const SAMPLE_RATE = 32_000;
const STEP_SECONDS = 0.5;

/** 16-bit mono WAV. `notes` are frequencies in hertz, from low to high; `pattern` orders the single notes. */
export function chordAsWav({ notes, seconds, pattern }) {
  const samples = new Int16Array(seconds * SAMPLE_RATE);
  for (let index = 0; index < samples.length; index++) {
    const time = index / SAMPLE_RATE;
    const swell = Math.min(1, time / 1.2, (seconds - time) / 1.5);
    samples[index] = Math.round(32_767 * swell * (0.11 * chord(notes, time) + 0.1 * plucked(notes, time, pattern)));
  }
  return Buffer.concat([header(samples.byteLength), Buffer.from(samples.buffer)]);
}

function chord(notes, time) {
  return notes.reduce((sum, note, index) => {
    const breath = 0.7 + 0.3 * Math.sin(2 * Math.PI * (0.13 + 0.05 * index) * time + index);
    return sum + (breath * (tone(note, time) + 0.3 * tone(2 * note, time))) / notes.length;
  }, 0);
}

/** One note each half second, high above the chord, dying away. */
function plucked(notes, time, pattern) {
  const step = Math.floor(time / STEP_SECONDS);
  const since = time - step * STEP_SECONDS;
  const note = 4 * notes[(step * (1 + (pattern % 3)) + pattern) % notes.length];
  return Math.min(1, since / 0.01) * Math.exp(-7 * since) * tone(note, since);
}

function tone(frequency, time) {
  return Math.sin(2 * Math.PI * frequency * time);
}

function header(bytes) {
  const view = Buffer.alloc(44);
  view.write("RIFF", 0);
  view.writeUInt32LE(36 + bytes, 4);
  view.write("WAVEfmt ", 8);
  view.writeUInt32LE(16, 16);
  view.writeUInt16LE(1, 20);
  view.writeUInt16LE(1, 22);
  view.writeUInt32LE(SAMPLE_RATE, 24);
  view.writeUInt32LE(2 * SAMPLE_RATE, 28);
  view.writeUInt16LE(2, 32);
  view.writeUInt16LE(16, 34);
  view.write("data", 36);
  view.writeUInt32LE(bytes, 40);
  return view;
}
