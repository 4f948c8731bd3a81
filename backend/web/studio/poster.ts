/** A picture for a clip: a frame of it as the reader stopped it, or a file. */
import { find } from "../dom";
import { Unreadable } from "../format";
import { t } from "../texts";

const WIDEST = 1_080;
const QUALITY = 0.86;

export class Poster {
  /** What will be handed in. */
  picture: Blob | null = null;
  private readonly video = find<HTMLVideoElement>("#clip-shown");
  private readonly shown = find<HTMLImageElement>("#poster-shown");

  constructor() {
    find<HTMLInputElement>("#clip-file").addEventListener("change", (event) => this.open(event.target as HTMLInputElement));
    find("#take-frame").addEventListener("click", () => void this.takeFrame());
    find<HTMLInputElement>("#poster-file").addEventListener("change", (event) => {
      const file = (event.target as HTMLInputElement).files?.[0];
      if (file) this.show(file);
    });
    // The first frame stands for the clip until another one is chosen.
    this.video.addEventListener("loadeddata", () => void (this.picture ?? this.takeFrame()));
  }

  /** The clip that was chosen. Throws where there is none. */
  get clip(): File {
    const file = find<HTMLInputElement>("#clip-file").files?.[0];
    if (!file) throw new Unreadable(t("studio.choose_clip"));
    return file;
  }

  clear(): void {
    this.picture = null;
    this.video.removeAttribute("src");
    find("#clip-look").hidden = true;
  }

  private open(field: HTMLInputElement): void {
    const file = field.files?.[0];
    this.clear();
    if (!file) return;
    this.video.src = URL.createObjectURL(file);
    find("#clip-look").hidden = false;
  }

  private async takeFrame(): Promise<void> {
    const { videoWidth, videoHeight } = this.video;
    if (!videoWidth) return;
    const scale = Math.min(1, WIDEST / Math.max(videoWidth, videoHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(videoWidth * scale);
    canvas.height = Math.round(videoHeight * scale);
    canvas.getContext("2d")?.drawImage(this.video, 0, 0, canvas.width, canvas.height);
    const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    if (picture) this.show(picture);
  }

  private show(picture: Blob): void {
    URL.revokeObjectURL(this.shown.src);
    this.picture = picture;
    this.shown.src = URL.createObjectURL(picture);
    this.shown.hidden = false;
  }
}
