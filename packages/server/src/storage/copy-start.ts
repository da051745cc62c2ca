import {
  ALL_FORMATS,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathSource,
  FilePathTarget,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
  type OutputFormat,
  WebMOutputFormat,
} from "mediabunny";

/**
 * Pictures are stored in the order in which they are decoded, which runs ahead of the order in which they are shown. So much
 * more is copied that none of those before the end is missing.
 */
const TAIL_SECONDS = 0.5;

const FORMATS: Partial<Record<string, () => OutputFormat>> = {
  m4v: () => new Mp4OutputFormat(),
  mov: () => new MovOutputFormat(),
  mp4: () => new Mp4OutputFormat(),
  webm: () => new WebMOutputFormat(),
};

/**
 * Copies the first `seconds` of a video, picture and sound, into a new file of the same kind, without encoding anything
 * anew. Whatever was decoded first is a whole that plays, so the copy simply ends early: at the first picture that lies
 * more than half a second behind the end. Throws when the video cannot be read or written.
 */
export async function copyStart({
  from,
  to,
  extension,
  seconds,
}: {
  from: string;
  to: string;
  extension: string;
  seconds: number;
}): Promise<void> {
  const format = FORMATS[extension]?.();
  if (format === undefined) throw new Error(`videos of type .${extension} are not clipped`);
  const input = new Input({ source: new FilePathSource(from), formats: ALL_FORMATS });
  const output = new Output({ format, target: new FilePathTarget(to) });
  try {
    const video = await input.getPrimaryVideoTrack();
    if (video === null) throw new Error("there is no video track");
    // Some files begin their clock elsewhere than at 0.
    const end = (await input.getFirstTimestamp()) + seconds;
    const copies = [await copyVideo(video, output, end + TAIL_SECONDS)];
    for (const audio of await input.getAudioTracks()) {
      const copy = await copyAudio(audio, output, end);
      if (copy !== null) copies.push(copy);
    }
    await output.start();
    // Side by side, because the writer interleaves the tracks and holds back the one that is ahead.
    await Promise.all(copies.map((copy) => copy()));
    await output.finalize();
  } catch (error) {
    await output.cancel().catch(() => {});
    throw error;
  } finally {
    input.dispose();
  }
}

/** Adds the track to the output. What it returns copies the packets, once the output has been started. */
async function copyVideo(track: InputVideoTrack, output: Output, end: number): Promise<() => Promise<void>> {
  const [codec, decoderConfig] = [await track.getCodec(), await track.getDecoderConfig()];
  if (codec === null || decoderConfig === null) throw new Error("the video track is of an unknown encoding");
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source, {
    rotation: await track.getRotation(),
    languageCode: await track.getLanguageCode(),
  });
  return async () => {
    for await (const packet of new EncodedPacketSink(track).packets()) {
      if (packet.timestamp >= end) break;
      await source.add(packet, { decoderConfig });
    }
    source.close();
  };
}

/** The same for a sound track; null for one of an unknown encoding, which no browser would play either. */
async function copyAudio(track: InputAudioTrack, output: Output, end: number): Promise<(() => Promise<void>) | null> {
  const [codec, decoderConfig] = [await track.getCodec(), await track.getDecoderConfig()];
  if (codec === null || decoderConfig === null || !output.format.getSupportedCodecs().includes(codec)) return null;
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source, { languageCode: await track.getLanguageCode() });
  return async () => {
    for await (const packet of new EncodedPacketSink(track).packets()) {
      if (packet.timestamp >= end) break;
      await source.add(packet, { decoderConfig });
    }
    source.close();
  };
}
