import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input, type InputVideoTrack } from "mediabunny";

export type VideoDuration = { seconds: number } | { reason: string };

/** Reads how long a local video plays, in seconds (to the millisecond), and so whether it can be read at all. */
export async function readVideoDuration(path: string): Promise<VideoDuration> {
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
  try {
    if (!(await input.canRead()))
      return { reason: "is not a video that can be read: its content is of no known format" };
    const video = await input.getPrimaryVideoTrack();
    if (video === null) return { reason: "holds no video track" };
    if ((await video.getCodec()) === null) {
      return {
        reason: `is encoded in a way (${await nameOfEncoding(video)}) that browsers do not play: H.264 is safe`,
      };
    }
    const seconds = Math.round((await input.computeDuration()) * 1000) / 1000;
    if (!Number.isFinite(seconds) || seconds <= 0) return { reason: "has no duration" };
    // What stands at the front of an MP4 says all of it, also where a copy was cut off behind it.
    const last = await new EncodedPacketSink(video).getPacket(Number.POSITIVE_INFINITY);
    return last === null ? { reason: "is not whole: its end is missing" } : { seconds };
  } catch (error) {
    return { reason: `is damaged: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    input.dispose();
  }
}

/** As the file calls it, such as `mp4v`. */
async function nameOfEncoding(video: InputVideoTrack): Promise<string> {
  const name = await video.getInternalCodecId();
  return typeof name === "string" && /^[\w/.-]+$/.test(name) ? name : "unknown";
}
