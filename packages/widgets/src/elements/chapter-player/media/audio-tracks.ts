/** A language in which a video can be heard. */
export interface AudioChoice {
  /** As its place in the list; names and languages may come twice. */
  readonly index: number;
  readonly label: string;
  /** BCP 47; empty where the video does not say. */
  readonly language: string;
  readonly active: boolean;
}

/** The languages of one video, whoever decodes it. */
export interface AudioTracks {
  list(): AudioChoice[];
  choose(index: number): void;
}

interface NativeTrack {
  enabled: boolean;
  readonly label: string;
  readonly language: string;
}

/** Those that the browser found itself. Only Safari tells of them; elsewhere the list is empty. */
export function nativeAudioTracks(media: HTMLMediaElement & { audioTracks?: ArrayLike<NativeTrack> }): AudioTracks {
  const tracks = () => Array.from(media.audioTracks ?? []);
  return {
    list: () =>
      tracks().map(({ label, language, enabled }, index) => ({
        index,
        label,
        language: language === "und" ? "" : language,
        active: enabled,
      })),
    choose: (chosen) => tracks().forEach((track, index) => (track.enabled = index === chosen)),
  };
}
