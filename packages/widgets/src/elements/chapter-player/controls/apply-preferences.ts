import type { Preferences } from "../../../data/preferences.js";
import type { CreatedMedia } from "../media/create-media.js";
import { captionsOf, showCaptions, speaks } from "./captions.js";

/** Has a video play as its visitor likes it: speed and volume at once, languages when it is known which there are. */
export function applyPreferences(created: CreatedMedia, read: () => Preferences, signal: AbortSignal): void {
  const { media } = created;
  const { rate, volume, muted } = read();
  if (rate) media.defaultPlaybackRate = media.playbackRate = rate;
  if (volume !== undefined) media.volume = volume;
  if (muted !== undefined) media.muted = muted;

  const chooseCaptions = () => {
    const { captions } = read();
    if (captions === undefined) return;
    const liked = (track: TextTrack) => speaks(track.language, captions) || track.label === captions;
    if (captions === "off") showCaptions(media, undefined);
    else if (captionsOf(media).some(liked)) showCaptions(media, captionsOf(media).find(liked));
  };
  const chooseAudio = () => {
    const { audio } = read();
    const tracks = created.audioTracks.list();
    const liked = audio && tracks.find(({ language }) => speaks(language, audio));
    if (liked && !tracks.some(({ active, language }) => active && speaks(language, audio))) {
      created.audioTracks.choose(liked.index);
    }
  };
  media.textTracks.addEventListener("addtrack", chooseCaptions, { signal });
  media.addEventListener("audiotrackschange", chooseAudio, { signal });
  media.addEventListener("loadedmetadata", chooseAudio, { signal });
  chooseCaptions();
  chooseAudio();
}
