/**
 * Lays the picture that is seen now over a video, for the moment in which its source is replaced. Drawing works also for a
 * video of another origin; only reading the pixels would not. Returns how to take it away.
 */
export function freezeFrame(media: HTMLVideoElement): () => void {
  const canvas = document.createElement("canvas");
  canvas.className = "frozen";
  canvas.width = media.videoWidth;
  canvas.height = media.videoHeight;
  if (media.videoWidth > 0) {
    canvas.getContext("2d")?.drawImage(media, 0, 0);
    media.after(canvas);
  }
  return () => canvas.remove();
}
