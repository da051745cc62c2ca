/** The captions and subtitles of a video, in its order. */
export function captionsOf({ textTracks }: HTMLMediaElement): TextTrack[] {
  return [...textTracks].filter(({ kind }) => kind === "captions" || kind === "subtitles");
}

export function shownCaptions(media: HTMLMediaElement): TextTrack | undefined {
  return captionsOf(media).find(({ mode }) => mode === "showing");
}

/** Shows these and no others; undefined: none. */
export function showCaptions(media: HTMLMediaElement, chosen: TextTrack | undefined): void {
  for (const track of captionsOf(media)) {
    const mode = track === chosen ? "showing" : "disabled";
    if (track.mode !== mode) track.mode = mode;
  }
}

/** Whether a track is in a language: "pt-BR" serves who asked for "pt", and the other way round. */
export function speaks(language: string, asked: string): boolean {
  const [one = "", other = ""] = [language, asked].map((tag) => tag.toLowerCase().split("-")[0]);
  return one !== "" && one === other;
}
