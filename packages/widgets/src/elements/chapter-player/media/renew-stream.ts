import { Hls } from "@mux/playback-core";

type Stream = InstanceType<typeof Hls>;

/** Every address that a multivariant playlist names, in its order. */
type Listing = string[];

const listings = new WeakMap<Stream, Listing>();

/** Remembers which addresses a stream began with. Call it before its first playlist has come. */
export function rememberAddresses(hls: Stream): void {
  hls.on(Hls.Events.MANIFEST_LOADED, (_event, data) => listings.set(hls, list(data)));
}

/**
 * Gives a stream that plays fresh addresses for all that it has yet to load: the playlists of its qualities and languages,
 * and the segments of those that it has read. What is buffered stays, so nothing is seen or heard of it.
 *
 * Playlists and segments are matched by their place, not by their names: those of a signed stream are signed as well, and
 * differ each time. Resolves with false when the stream is another one than before.
 */
export async function renewStream(hls: Stream, media: HTMLMediaElement, address: string): Promise<boolean> {
  const before = listings.get(hls);
  const after = before && (await readListing(address));
  if (!before || before.length !== after?.length) return false;
  const fresh = new Map(before.map((old, index) => [old, after[index] ?? old]));
  listings.set(hls, after);

  const read: Promise<boolean>[] = [];
  for (const level of hls.levels) {
    level.url.forEach((old, index) => (level.url[index] = fresh.get(old) ?? old));
    read.push(renewSegments(level.details, level.uri));
  }
  for (const track of [...hls.allAudioTracks, ...hls.allSubtitleTracks]) {
    track.url = fresh.get(track.url) ?? track.url;
    read.push(renewSegments(track.details, track.url));
  }
  if ((await Promise.all(read)).includes(false)) return false;
  // After an error it has stopped asking; otherwise this goes on where it is.
  hls.startLoad(media.currentTime);
  return true;
}

type Details = Stream["levels"][number]["details"];

async function renewSegments(details: Details, address: string): Promise<boolean> {
  if (!details || !address) return true;
  const answer = await fetch(address);
  if (!answer.ok) return false;
  const playlist = await answer.text();
  const absolute = (reference: string) => new URL(reference, answer.url).href;
  const segments = playlist.split("\n").filter((line) => line.trim() && !line.startsWith("#"));
  const beginnings = [...playlist.matchAll(/^#EXT-X-MAP:.*URI="([^"]+)"/gm)].map(([, uri = ""]) => uri);
  const known = new Set(details.fragments.map(({ initSegment }) => initSegment).filter((each) => !!each));
  // Keys have addresses of their own, which hls.js keeps where nothing reaches.
  const isOther = segments.length !== details.fragments.length || beginnings.length !== known.size;
  if (isOther || playlist.includes("#EXT-X-KEY")) return false;
  details.fragments.forEach((fragment, index) => (fragment.url = absolute(segments[index]?.trim() ?? "")));
  [...known].forEach((beginning, index) => (beginning.url = absolute(beginnings[index] ?? "")));
  details.url = answer.url;
  return true;
}

/** Reads a multivariant playlist as the stream does that plays, so that both number alike. */
async function readListing(address: string): Promise<Listing> {
  const reader = new Hls({ autoStartLoad: false, enableWorker: false });
  try {
    return await new Promise((resolve, reject) => {
      reader.once(Hls.Events.MANIFEST_LOADED, (_event, data) => resolve(list(data)));
      reader.on(Hls.Events.ERROR, (_event, { fatal, error }) => fatal && reject(error));
      reader.loadSource(address);
    });
  } finally {
    reader.destroy();
  }
}

interface Loaded {
  levels: { url: string }[];
  audioTracks: { url: string }[];
  subtitles?: { url: string }[];
}

function list({ levels, audioTracks, subtitles = [] }: Loaded): Listing {
  return [...levels, ...audioTracks, ...subtitles].map(({ url }) => url);
}
