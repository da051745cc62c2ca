import { ALL_FORMATS, FilePathSource, Input } from "mediabunny";

export type VideoDuration = { seconds: number } | { reason: string };

/** Reads how long a local video plays, in seconds (to the millisecond), and so whether it can be read at all. */
export async function readVideoDuration(path: string): Promise<VideoDuration> {
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
  try {
    if (!(await input.canRead()))
      return { reason: "is not a video that can be read: its content is of no known format" };
    if ((await input.getPrimaryVideoTrack()) === null) return { reason: "holds no video track" };
    const seconds = Math.round((await input.computeDuration()) * 1000) / 1000;
    return Number.isFinite(seconds) && seconds > 0 ? { seconds } : { reason: "has no duration" };
  } catch (error) {
    return { reason: `is damaged: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    input.dispose();
  }
}
